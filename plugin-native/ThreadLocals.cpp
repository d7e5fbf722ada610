//===- ThreadLocals.cpp - Accessors for thread-local variables ------------===//

#include "ThreadLocals.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/ReplaceConstant.h"

using namespace llvm;
using namespace autojit;

static Function *createAccessor(GlobalVariable &G) {
  Module &M = *G.getParent();
  auto *Type = FunctionType::get(G.getType(), false);
  auto *F = Function::Create(Type, GlobalValue::InternalLinkage,
                             "__autojit_tls." + G.getName(), M);
  F->addFnAttr(Attribute::NoUnwind);
  F->addFnAttr(Attribute::NoInline);
  IRBuilder<> B(BasicBlock::Create(M.getContext(), "", F));
  B.CreateRet(B.CreateThreadLocalAddress(&G));
  return F;
}

void autojit::replaceThreadLocals(Module &M, KeptFunctions &Kept) {
  SmallVector<GlobalVariable *, 8> Variables;
  SmallVector<Constant *, 8> Constants;
  for (GlobalVariable &G : M.globals())
    if (G.isThreadLocal()) {
      Variables.push_back(&G);
      Constants.push_back(&G);
    }
  if (Variables.empty())
    return;
  // Addresses inside constant expressions (a field of a thread-local) become instructions first.
  convertUsersOfConstantsToInstructions(Constants);

  for (GlobalVariable *G : Variables) {
    Function *Accessor = nullptr;
    for (Use &U : make_early_inc_range(G->uses())) {
      auto *I = dyn_cast<Instruction>(U.getUser());
      // What is always inlined travels, too, with its callers.
      if (!I || (Kept.contains(I->getFunction()) &&
                 !I->getFunction()->hasFnAttribute(Attribute::AlwaysInline)))
        continue;
      if (!Accessor) {
        Accessor = createAccessor(*G);
        Kept[Accessor] = KeepReason::Accessor;
      }
      // A phi's operand is computed at the end of the block it comes from.
      Instruction *At = I;
      if (auto *Phi = dyn_cast<PHINode>(I))
        At = Phi->getIncomingBlock(U)->getTerminator();
      IRBuilder<> B(At);
      B.SetCurrentDebugLocation(I->getDebugLoc());
      CallInst *Address = B.CreateCall(Accessor);
      auto *Intrinsic = dyn_cast<IntrinsicInst>(I);
      if (Intrinsic &&
          Intrinsic->getIntrinsicID() == Intrinsic::threadlocal_address) {
        Intrinsic->replaceAllUsesWith(Address);
        Intrinsic->eraseFromParent();
      } else {
        U.set(Address);
      }
    }
  }
}
