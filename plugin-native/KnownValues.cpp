//===- KnownValues.cpp - What an optimiser may know of a value ------------===//

#include "KnownValues.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;
using namespace autojit;

// No inliner takes a function that is called from elsewhere, too, and that is ten times as large as what they like.
constexpr unsigned NeverInlined = 1000;
// What has more origins may be known.
constexpr unsigned MostOrigins = 1000;

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

bool autojit::isHuge(const Value &V) {
  constexpr unsigned MostBits = 47; // of addresses
  return isOrHolds(V, [](const Value &Origin) {
    auto *Number = dyn_cast<ConstantInt>(&Origin);
    return Number && Number->getValue().getActiveBits() > MostBits;
  });
}

static bool isForInliners(const Function &F) {
  return F.getInstructionCount() < NeverInlined || (F.hasLocalLinkage() && !F.hasNUsesOrMore(2));
}

bool autojit::mayBeInlined(const Function &F) { return !F.hasFnAttribute(Attribute::NoInline) && isForInliners(F); }

// Whether a comparison may have told what Loaded is when Block begins: as `b` in `b == 2 ? f(b) : g(b)` for f. If Block is
// where it is not equal, it has not.
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

// Whether Object, the start of an address, may be what the caller passed, in whatever variables it has been since.
static bool leadsToArgument(const Value &Object, SmallPtrSetImpl<const Value *> &Seen) {
  auto *Load = dyn_cast<LoadInst>(&Object);
  auto *Variable = Load ? dyn_cast<AllocaInst>(Load->getPointerOperand()) : nullptr;
  if (!Variable)
    return isa<Argument>(Object);
  return Seen.insert(Variable).second && any_of(Variable->users(), [&](const User *U) {
           auto *Store = dyn_cast<StoreInst>(U);
           return Store && leadsToArgument(*getUnderlyingObject(Store->getValueOperand()), Seen);
         });
}

namespace {

/// Looks back from the argument of a call, at all that may have become it.
class Origins {
  const BasicBlock &Where; // the call's
  const bool AreCallersKnown; // What all of them pass an optimiser may know.
  SmallPtrSet<const Value *, 32> Seen;
  unsigned Count = 0;

public:
  explicit Origins(const BasicBlock &Where)
      : Where(Where), AreCallersKnown(Where.getParent()->hasLocalLinkage()) {}
  bool mayBeKnown(const Value &V);

private:
  bool mayVariableBeKnown(const AllocaInst &Variable);
  bool mayMemoryBeKnown(const Value &Pointer);
};

} // namespace

bool Origins::mayVariableBeKnown(const AllocaInst &Variable) {
  return any_of(Variable.users(), [&](const User *U) {
    if (auto *Load = dyn_cast<LoadInst>(U))
      return isComparedBefore(*Load, Where);
    if (auto *Store = dyn_cast<StoreInst>(U); Store && Store->getPointerOperand() == &Variable)
      return mayBeKnown(*Store->getValueOperand());
    return !isa<LifetimeIntrinsic>(U);
  });
}

bool Origins::mayMemoryBeKnown(const Value &Pointer) {
  const Value *Object = getUnderlyingObject(&Pointer);
  if (auto *Variable = dyn_cast<AllocaInst>(Object)) // What is stored there is looked at once.
    return Seen.insert(Variable).second && mayVariableBeKnown(*Variable);
  SmallPtrSet<const Value *, 8> Pointers;
  return isa<Constant>(Object) || (AreCallersKnown && leadsToArgument(*Object, Pointers));
}

bool Origins::mayBeKnown(const Value &V) {
  if (isa<Argument>(V))
    return AreCallersKnown;
  auto *I = dyn_cast<Instruction>(&V);
  if (!I || ++Count > MostOrigins)
    return true;
  auto IsKnown = [&](const Use &Operand) { return mayBeKnown(*Operand); };
  if (auto *Load = dyn_cast<LoadInst>(I))
    return mayMemoryBeKnown(*Load->getPointerOperand());
  if (auto *Call = dyn_cast<CallBase>(I)) {
    auto *Callee = Call->getCalledFunction();
    return !Callee || (Callee->isIntrinsic() ? all_of(Call->args(), IsKnown) : !Callee->isDeclaration());
  }
  return isa<BinaryOperator>(I) ? all_of(I->operands(), IsKnown) : any_of(I->operands(), IsKnown);
}

bool autojit::mayKnowArgument(const CallBase &Call) {
  if (isForInliners(*Call.getFunction()))
    return true;
  return any_of(Call.args(), [&](const Use &Argument) { return Origins(*Call.getParent()).mayBeKnown(*Argument); });
}
