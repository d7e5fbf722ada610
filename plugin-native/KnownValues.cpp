//===- KnownValues.cpp - What an optimiser may know of a value ------------===//

#include "KnownValues.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;
using namespace autojit;

// No inliner takes a function that others may call, too, and that is ten times as large as what they like.
constexpr unsigned NeverInlined = 1000;
// So many steps back from a value; whoever is further away may be known.
constexpr unsigned MostSteps = 8;

// Whether V, or all that is stored where it is loaded from, is what Test looks for.
static bool isOrHolds(const Value &V, bool (*Test)(const Value &)) {
  const Value *Origin = V.stripPointerCasts();
  while (auto *Cast = dyn_cast<CastInst>(Origin))
    Origin = Cast->getOperand(0);
  if (Test(*Origin))
    return true;
  auto *Load = dyn_cast<LoadInst>(Origin);
  auto *Variable = Load ? dyn_cast<AllocaInst>(Load->getPointerOperand()) : nullptr;
  if (!Variable)
    return false;
  bool IsStored = false;
  for (const User *U : Variable->users())
    if (auto *Store = dyn_cast<StoreInst>(U); Store && Store->getPointerOperand() == Variable) {
      if (!Test(*Store->getValueOperand()))
        return false;
      IsStored = true;
    }
  return IsStored;
}

bool autojit::isKnown(const Value &V) {
  return isOrHolds(V, [](const Value &Origin) { return isa<Constant, AllocaInst>(Origin); });
}

bool autojit::isParameter(const Value &V) {
  return isOrHolds(V, [](const Value &Origin) { return isa<Argument>(Origin); });
}

// Whether Loaded is known to be a constant where Block begins or is unknown which: as `b` in `b == 2 ? f(b) : g(b)`, but
// not for g.
static bool isComparedBefore(const LoadInst &Loaded, const BasicBlock &Block) {
  return any_of(Loaded.users(), [&](const User *U) {
    auto *Compare = dyn_cast<CmpInst>(U);
    if (!Compare || !any_of(Compare->operands(), [](const Use &Op) { return isa<Constant>(Op); }))
      return false;
    if (!Compare->isEquality())
      return false;
    bool IsEqual = Compare->getPredicate() == CmpInst::ICMP_EQ || Compare->getPredicate() == CmpInst::FCMP_OEQ ||
                   Compare->getPredicate() == CmpInst::FCMP_UEQ;
    return !all_of(Compare->users(), [&](const User *Decision) {
      auto *Branch = dyn_cast<BranchInst>(Decision);
      return Branch && Branch->getSuccessor(IsEqual ? 1 : 0) == &Block;
    });
  });
}

static bool mayBeKnown(const Value &V, const BasicBlock &Where, unsigned Steps = 0);

static bool mayVariableBeKnown(const AllocaInst &Variable, const BasicBlock &Where, unsigned Steps) {
  return any_of(Variable.users(), [&](const User *U) {
    if (auto *Load = dyn_cast<LoadInst>(U))
      return isComparedBefore(*Load, Where);
    if (auto *Store = dyn_cast<StoreInst>(U); Store && Store->getPointerOperand() == &Variable)
      return mayBeKnown(*Store->getValueOperand(), Where, Steps);
    return !isa<LifetimeIntrinsic>(U);
  });
}

static bool mayBeKnown(const Value &V, const BasicBlock &Where, unsigned Steps) {
  if (isa<Argument>(V))
    return false; // Of a function that nobody inlines.
  auto *I = dyn_cast<Instruction>(&V);
  if (!I || Steps == MostSteps)
    return true;
  auto IsKnown = [&](const Use &Operand) { return mayBeKnown(*Operand, Where, Steps + 1); };
  if (auto *Load = dyn_cast<LoadInst>(I)) {
    const Value *Object = getUnderlyingObject(Load->getPointerOperand());
    if (auto *Variable = dyn_cast<AllocaInst>(Object))
      return mayVariableBeKnown(*Variable, Where, Steps + 1);
    return isa<Constant>(Object);
  }
  if (auto *Call = dyn_cast<CallBase>(I)) {
    auto *Callee = Call->getCalledFunction();
    return !Callee || (Callee->isIntrinsic() ? all_of(Call->args(), IsKnown) : !Callee->isDeclaration());
  }
  return isa<BinaryOperator>(I) ? all_of(I->operands(), IsKnown) : any_of(I->operands(), IsKnown);
}

bool autojit::mayKnowArgument(const CallBase &Call) {
  const Function &F = *Call.getFunction();
  if (F.getInstructionCount() < NeverInlined || F.hasLocalLinkage())
    return true;
  return any_of(Call.args(), [&](const Use &Argument) { return mayBeKnown(*Argument, *Call.getParent()); });
}
