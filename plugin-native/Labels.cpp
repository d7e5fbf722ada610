//===- Labels.cpp - Where addresses of labels go --------------------------===//

#include "Labels.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace {

class Addresses {
  SmallPtrSet<const Value *, 16> Seen;

public:
  /// Whether an address of a label, or what may be one, is lost sight of.
  bool escape(const Value &Address) {
    return Seen.insert(&Address).second && any_of(Address.uses(), [&](const Use &U) { return escapesThrough(U); });
  }

private:
  bool escapesThrough(const Use &U) {
    const User *By = U.getUser();
    if (isa<ConstantAggregate, PHINode, SelectInst>(By))
      return escape(*By);
    if (auto *Table = dyn_cast<GlobalVariable>(By))
      return isMoreThanRead(*Table);
    if (auto *Store = dyn_cast<StoreInst>(By)) {
      auto *Variable = dyn_cast<AllocaInst>(Store->getPointerOperand());
      return U.getOperandNo() != 0 || !Variable || isMoreThanRead(*Variable);
    }
    return !isa<IndirectBrInst>(By);
  }

  // Whether memory that holds addresses is more than a place to load them from, or, if it is a variable, to store them to.
  bool isMoreThanRead(const Value &Place) {
    if (!Seen.insert(&Place).second)
      return false;
    return any_of(Place.uses(), [&](const Use &U) {
      const User *By = U.getUser();
      if (auto *Load = dyn_cast<LoadInst>(By))
        return escape(*Load);
      if (isa<StoreInst>(By) && isa<AllocaInst>(Place))
        return U.getOperandNo() != StoreInst::getPointerOperandIndex();
      if (isa<GEPOperator>(By) && isa<GlobalVariable, GEPOperator>(Place))
        return U.getOperandNo() != 0 || isMoreThanRead(*By);
      return !isa<LifetimeIntrinsic>(By);
    });
  }
};

} // namespace

bool autojit::hasLabels(const Function &F) {
  return any_of(F, [](const BasicBlock &BB) { return BB.hasAddressTaken() || isa<IndirectBrInst>(BB.getTerminator()); });
}

bool autojit::labelsStayInside(const Function &F) {
  Addresses All;
  return none_of(F, [&](const BasicBlock &BB) {
    const BlockAddress *Label = BB.hasAddressTaken() ? BlockAddress::lookup(&BB) : nullptr;
    return Label && All.escape(*Label);
  });
}
