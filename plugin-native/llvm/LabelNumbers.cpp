//===- LabelNumbers.cpp - Computed gotos as switches ----------------------===//

#include "LabelNumbers.h"

#include "Unit.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"

using namespace llvm;

namespace {

/// Those that are jumped to come first, in the function's order: a dense switch becomes a table.
class Numbers {
  DenseMap<const BasicBlock *, uint64_t> Of;

public:
  explicit Numbers(const Function &F) {
    SmallPtrSet<const BasicBlock *, 32> Targets;
    for (const BasicBlock &BB : F)
      if (isa<IndirectBrInst>(BB.getTerminator()))
        Targets.insert_range(successors(&BB));
    for (bool IsTarget : {true, false})
      for (const BasicBlock &BB : F)
        if (Targets.contains(&BB) == IsTarget)
          Of[&BB] = Of.size() + 1; // None is null.
  }
  ConstantInt *operator[](const BasicBlock *BB) const {
    return ConstantInt::get(Type::getInt64Ty(BB->getContext()), Of.lookup(BB));
  }
};

} // namespace

void autojit::numberLabels(Function &F) {
  attachLines(F); // Tables of lines count instructions.
  Numbers Number(F);
  for (BasicBlock &BB : F) {
    if (BlockAddress *Label = BB.hasAddressTaken() ? BlockAddress::lookup(&BB) : nullptr) {
      Label->replaceAllUsesWith(ConstantExpr::getIntToPtr(Number[&BB], Label->getType()));
      Label->destroyConstant();
    }
    auto *Jump = dyn_cast<IndirectBrInst>(BB.getTerminator());
    if (!Jump)
      continue;
    IRBuilder<> B(Jump);
    SmallSetVector<BasicBlock *, 32> Targets;
    for (BasicBlock *Target : successors(&BB))
      if (!Targets.insert(Target))
        Target->removePredecessor(&BB, /*KeepOneInputPHIs=*/true);
    if (Targets.empty()) {
      B.CreateUnreachable();
    } else {
      Value *Chosen = B.CreatePtrToInt(Jump->getAddress(), B.getInt64Ty());
      SwitchInst *Switch = B.CreateSwitch(Chosen, Targets.front(), Targets.size() - 1);
      for (BasicBlock *Target : drop_begin(Targets))
        Switch->addCase(Number[Target], Target);
    }
    Jump->eraseFromParent();
  }
}
