//===- Variables.cpp - What first bodies need not keep in memory ----------===//

#include "FunctionCompiler.h"

#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;
using namespace autojit::fast;

namespace {
/// A variable of the frame whose address nobody else has.
struct Variable {
  const BasicBlock *Only = nullptr; // that uses it; null when several do
  Value *Known = nullptr;           // what it holds, if nothing has happened since
  unsigned Since = 0;
  bool IsRead = false;              // from memory
};
} // namespace

static bool canBeKnown(Type *T) { return T->isIntegerTy() || T->isPointerTy() || T->isFloatTy() || T->isDoubleTy(); }

static std::optional<Variable> variableOf(const AllocaInst &I) {
  Type *T = I.getAllocatedType();
  if (!I.isStaticAlloca() || I.isArrayAllocation() || !canBeKnown(T))
    return std::nullopt;
  Variable Result;
  bool IsFirst = true;
  for (const Use &Op : I.uses()) {
    auto *User = cast<Instruction>(Op.getUser());
    if (User->isLifetimeStartOrEnd())
      continue;
    auto *Load = dyn_cast<LoadInst>(User);
    auto *Store = dyn_cast<StoreInst>(User);
    bool IsPlain = (Load && Load->isSimple()) ||
                   (Store && Store->isSimple() && Op.getOperandNo() == StoreInst::getPointerOperandIndex());
    if (!IsPlain || getLoadStoreType(User) != T)
      return std::nullopt;
    if (IsFirst)
      Result.Only = User->getParent();
    else if (Result.Only != User->getParent())
      Result.Only = nullptr;
    IsFirst = false;
  }
  return Result;
}

// A block at a time, as values live in registers. Nothing is removed: tables of lines count instructions.
void FunctionCompiler::forgetVariables(Function &Fn) {
  if (Fn.callsFunctionThatReturnsTwice() || Fn.getParent()->getFunction("llvm.eh.sjlj.setjmp"))
    return; // What comes back there finds variables changed.
  SmallDenseMap<const Value *, Variable, 16> Variables;
  for (const Instruction &I : Fn.getEntryBlock())
    if (auto *Slot = dyn_cast<AllocaInst>(&I))
      if (std::optional<Variable> V = variableOf(*Slot))
        Variables.try_emplace(Slot, *V);
  if (Variables.empty())
    return;
  auto Find = [&](const Value *Address) {
    auto It = Variables.find(Address);
    return It == Variables.end() ? nullptr : &It->second;
  };
  unsigned Now = 0, BlockBegan, LastCall;
  auto Set = [&](Variable &V, Value *Known) { V.Known = Known, V.Since = Now; };
  for (BasicBlock &BB : Fn) {
    BlockBegan = LastCall = ++Now;
    for (Instruction &I : BB) {
      if (auto *Store = dyn_cast<StoreInst>(&I)) {
        if (Variable *V = Find(Store->getPointerOperand()))
          Set(*V, Store->getValueOperand());
      } else if (auto *Load = dyn_cast<LoadInst>(&I)) {
        Variable *V = Find(Load->getPointerOperand());
        if (!V)
          continue;
        // No register is kept over a call, and what other blocks read has a place already.
        if (V->Known && V->Since >= (V->Only ? BlockBegan : LastCall)) {
          Load->replaceAllUsesWith(V->Known);
          Dead.insert(Load);
        } else {
          Set(*V, Load);
          V->IsRead = true;
        }
      } else if (isa<CallBase>(I) && !isa<IntrinsicInst>(I)) {
        LastCall = ++Now;
      }
    }
  }
  for (auto &[Slot, V] : Variables) {
    if (V.IsRead)
      continue;
    Dead.insert(cast<Instruction>(Slot));
    for (const User *By : Slot->users())
      Dead.insert(cast<Instruction>(By));
  }
}
