//===- Partition.cpp - What leaves the object, and what it needs from it --===//

#include "Partition.h"
#include "OptimizationSensitivity.h"
#include "ProgramMarks.h"
#include "Recursion.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace autojit;

bool autojit::bindsLocally(const Function &F) {
  return !F.isInterposable() && (F.hasLocalLinkage() || F.isDSOLocal());
}

bool Partition::callsDirectly(uint32_t Id) const {
  return Functions[Id].Kind == OutlinedKind::JitOnly ||
         bindsLocally(*Functions[Id].F);
}

bool autojit::isCopied(const GlobalVariable &G) {
  if (isLabelTable(G))
    return true;
  // Aggregates that exist only to be copied from. String literals are not among them: the linker
  // merges equal ones, and programs (rightly or not) compare their addresses.
  if (!G.hasPrivateLinkage() || !G.isConstant() || !G.hasGlobalUnnamedAddr() ||
      !G.hasInitializer() || G.isThreadLocal() || G.hasSection())
    return false;
  return G.getName().starts_with("__const.") &&
         isa<ConstantData>(G.getInitializer());
}

// A function is JIT-only when every use is a direct call from a body that leaves as well.
static bool onlyCalledFrom(const Function &F,
                           const SmallPtrSetImpl<const Function *> &Bodies) {
  for (const Use &U : F.uses()) {
    auto *Call = dyn_cast<CallBase>(U.getUser());
    if (!Call || !Call->isCallee(&U) || !Bodies.contains(Call->getFunction()))
      return false;
  }
  return true;
}

static bool isDiscardable(const Function &F) {
  return F.hasLocalLinkage() || F.hasLinkOnceODRLinkage();
}

// Collects what one travelling body refers to.
class BodyScanner {
  Partition &P;
  // Constants already seen in this body or an earlier one: what they refer to is imported already.
  SmallPtrSet<const Constant *, 32> Seen;
  SetVector<const Function *> &Inlined;

  void address(Constant *C) {
    if (isa<ConstantData>(C) || !Seen.insert(C).second)
      return;
    if (isa<BlockAddress>(C))
      return; // Labels belong to their own function.
    if (auto *GV = dyn_cast<GlobalValue>(C)) {
      if (auto *G = dyn_cast<GlobalVariable>(GV); G && isCopied(*G))
        address(G->getInitializer());
      else
        P.Imports[GV] = true;
      return;
    }
    for (Use &Op : C->operands())
      address(cast<Constant>(Op));
  }

public:
  BodyScanner(Partition &P, SetVector<const Function *> &Inlined)
      : P(P), Inlined(Inlined) {}

  void scan(Function &F, OutlinedFunction *Out) {
    SmallDenseMap<uint32_t, unsigned, 8> Called; // where in Calls
    SmallVector<Rarity, 0> Rarities;
    if (Out)
      Rarities = blockRarities(F);
    for (auto [Number, Block] : enumerate(F))
      scan(Block, Out, Out ? Rarities[Number] : 0, Called);
    if (F.hasPersonalityFn())
      address(F.getPersonalityFn());
  }

private:
  void scan(BasicBlock &Block, OutlinedFunction *Out, Rarity Seldom,
            SmallDenseMap<uint32_t, unsigned, 8> &Called) {
    for (Instruction &I : Block) {
      if (Out)
        ++Out->Size;
      for (Use &Op : I.operands()) {
        auto *C = dyn_cast<Constant>(Op.get());
        if (!C || isa<ConstantData>(C))
          continue;
        auto *Callee = dyn_cast<Function>(C);
        auto *Call = dyn_cast<CallBase>(&I);
        if (!Callee || !Call || !Call->isCallee(&Op)) {
          address(C);
          continue;
        }
        if (Callee->isIntrinsic())
          continue;
        if (Callee->hasFnAttribute(Attribute::AlwaysInline) &&
            !Callee->isDeclaration()) {
          // Its body travels with the caller; its symbol may not exist anywhere.
          Inlined.insert(Callee);
        }
        auto Id = P.Ids.find(Callee);
        if (Id != P.Ids.end() && P.callsDirectly(Id->second)) {
          if (Out)
            addCall(*Out, {Id->second, Callee->hasFnAttribute(Attribute::Cold) ? NeverExpected : Seldom}, Called);
        } else if (!Inlined.contains(Callee)) {
          P.Imports.try_emplace(Callee, false);
        }
      }
    }
  }

  static void addCall(OutlinedFunction &Out, DirectCall Call, SmallDenseMap<uint32_t, unsigned, 8> &Called) {
    auto [At, IsNew] = Called.try_emplace(Call.Callee, Out.Calls.size());
    if (IsNew)
      Out.Calls.push_back(Call);
    else
      Out.Calls[At->second].Seldom = std::min(Out.Calls[At->second].Seldom, Call.Seldom);
  }
};

static void flagFunctions(Partition &P, Module &M) {
  SensitiveFunctions Sensitive = findSensitiveFunctions(M);
  SmallPtrSet<const Function *, 32> NeverRecursiveFunctions = findNeverRecursive(M);
  bool MayWait = false, CallsOwn = false, Allocates = false;
  for (OutlinedFunction &Out : P.Functions) {
    if (Sensitive.Always.contains(Out.F)) {
      Out.Flags = SensitiveToOptimization; // Whatever else it is.
      continue;
    }
    MayWait = true;
    if (NeverRecursiveFunctions.contains(Out.F))
      Out.Flags |= NeverRecursive;
    if (Sensitive.WithOwnLibrary.contains(Out.F)) {
      Out.Flags |= CallsReplaceable;
      CallsOwn = true;
    }
    if (Sensitive.WithOwnAllocator.contains(Out.F)) {
      Out.Flags |= PairsAllocations;
      Allocates = true;
    }
  }
  if (MayWait)
    P.Imports[declareMark(M, ProgramMark::WalksStack)] = true;
  if (CallsOwn)
    P.Imports[declareMark(M, ProgramMark::OwnLibrary)] = true;
  if (Allocates)
    P.Imports[declareMark(M, ProgramMark::OwnAllocator)] = true;
}

Partition autojit::partition(Module &M, KeptFunctions Kept, OptimizationLevel Level) {
  Partition P;
  P.Kept = std::move(Kept);

  SmallPtrSet<const Function *, 32> Bodies;
  SmallVector<Function *, 0> Defined;
  for (Function &F : M) {
    if (F.isDeclaration() || P.Kept.contains(&F))
      continue;
    // The body of an available_externally function travels only to be inlined.
    if (!F.hasAvailableExternallyLinkage())
      Defined.push_back(&F);
    else if (!F.hasFnAttribute(Attribute::AlwaysInline))
      continue;
    Bodies.insert(&F);
  }

  // A comdat group is one thing: other objects expect all of its symbols or none.
  SmallPtrSet<const Comdat *, 8> VisibleGroups;
  SmallPtrSet<const Function *, 32> JitOnly;
  for (Function *F : Defined) {
    F->removeDeadConstantUsers();
    if (isDiscardable(*F) && onlyCalledFrom(*F, Bodies))
      JitOnly.insert(F);
  }
  for (const GlobalObject &G : M.global_objects())
    if (const Comdat *C = G.getComdat())
      if (!isa<Function>(G) || !JitOnly.contains(cast<Function>(&G)))
        VisibleGroups.insert(C);

  for (Function *F : Defined) {
    bool Visible = !JitOnly.contains(F) ||
                   (F->hasComdat() && VisibleGroups.contains(F->getComdat()));
    P.Ids[F] = P.Functions.size();
    P.Functions.push_back(
        {F, Visible ? OutlinedKind::Root : OutlinedKind::JitOnly});
  }

  SetVector<const Function *> Inlined;
  BodyScanner Scanner(P, Inlined);
  for (OutlinedFunction &Out : P.Functions)
    Scanner.scan(*Out.F, &Out);
  // Bodies that are inlined and not outlined bring their own needs along.
  for (unsigned I = 0; I < Inlined.size(); ++I)
    if (!P.isOutlined(Inlined[I]))
      Scanner.scan(const_cast<Function &>(*Inlined[I]), nullptr);
  if (Level != OptimizationLevel::O0)
    flagFunctions(P, M);
  return P;
}
