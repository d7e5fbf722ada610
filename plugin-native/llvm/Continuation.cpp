//===- Continuation.cpp - The rest of a function, from inside a loop ------===//

#include "Continuation.h"

#include "../Labels.h"
#include "LabelNumbers.h"
#include "Source.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Analysis/CaptureTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/PromoteMemToReg.h"

using namespace llvm;
using autojit::LoopExit;
using autojit::LoopExits;

// Larger variables that nobody else knows of stay in the frame that has them: stacks may be small.
static constexpr uint64_t CopiedBytes = 256;

static bool isNeededAtEndOf(const BasicBlock &Latch, const Value &V, const BasicBlock &Home) {
  SmallPtrSet<const BasicBlock *, 16> Seen;
  SmallVector<const BasicBlock *, 16> Work; // V is needed at the end of these
  auto NeedAtBegin = [&](const BasicBlock *BB) {
    if (BB != &Home || isa<Argument>(V))
      append_range(Work, predecessors(BB));
  };
  for (const Use &U : V.uses()) {
    auto *I = cast<Instruction>(U.getUser());
    if (auto *Phi = dyn_cast<PHINode>(I))
      Work.push_back(Phi->getIncomingBlock(U));
    else if (I == Latch.getTerminator())
      return true;
    else
      NeedAtBegin(I->getParent());
  }
  while (!Work.empty()) {
    const BasicBlock *BB = Work.pop_back_val();
    if (BB == &Latch)
      return true;
    if (Seen.insert(BB).second)
      NeedAtBegin(BB);
  }
  return false;
}

static bool isKeepable(const Value &V) {
  Type *T = V.getType();
  return T->isSized() && !T->isTokenTy() && !T->isX86_AMXTy() && !T->isScalableTy();
}

// A call that an iteration ends with has no place after it, as `loop { f() }` in Rust: it gets one.
static const BasicBlock *placeAfter(InvokeInst &Call) {
  BasicBlock *From = Call.getParent(), *To = Call.getNormalDest();
  auto *Between = BasicBlock::Create(Call.getContext(), "", From->getParent(), To);
  BranchInst::Create(To, Between);
  Call.setNormalDest(Between);
  To->replacePhiUsesWith(From, Between);
  return Between;
}

LoopExits::LoopExits(Function &F) {
  SmallVector<std::pair<const BasicBlock *, const BasicBlock *>, 8> BackEdges;
  FindFunctionBackedges(F, BackEdges);
  SmallPtrSet<const BasicBlock *, 8> Latches;
  for (auto [From, To] : BackEdges) {
    auto *End = const_cast<Instruction *>(From->getTerminator());
    if (isa<BranchInst, SwitchInst>(End))
      Latches.insert(From);
    else if (auto *Call = dyn_cast<InvokeInst>(End); Call && Call->getNormalDest() == To)
      Latches.insert(placeAfter(*Call));
  }
  if (Latches.empty())
    return;
  for (BasicBlock &BB : F)
    if (Latches.contains(&BB))
      Exits.push_back({&BB, {}});

  BasicBlock &Entry = F.getEntryBlock();
  auto Consider = [&](Value &V, BasicBlock &Home) {
    for (LoopExit &Exit : Exits)
      if (isNeededAtEndOf(*Exit.Latch, V, Home))
        Exit.Values.push_back(&V);
  };
  for (Argument &A : F.args())
    Consider(A, Entry);
  for (Instruction &I : instructions(F)) {
    if (auto *Slot = dyn_cast<AllocaInst>(&I); Slot && Slot->isStaticAlloca()) {
      if (Slot->isUsedOutsideOfBlock(&Entry))
        Variables.push_back(Slot);
    } else if (I.isUsedOutsideOfBlock(I.getParent()) ||
               any_of(Exits, [&](const LoopExit &E) { return E.Latch == I.getParent(); })) {
      Consider(I, *I.getParent());
    }
  }
  erase_if(Exits, [](const LoopExit &E) { return !all_of(E.Values, [](Value *V) { return isKeepable(*V); }); });
}

StructType *LoopExits::stateType(const LoopExit &Exit) const {
  LLVMContext &C = Exit.Latch->getContext();
  SmallVector<Type *, 16> Parts(Variables.size(), PointerType::getUnqual(C));
  for (Value *V : Exit.Values)
    Parts.push_back(V->getType());
  return StructType::get(C, Parts);
}

namespace {

class Continuation {
  Function &F;
  LoopExit &Exit;
  LoopExits &Exits;
  Function *To = nullptr;
  BasicBlock *Entry = nullptr, *Rest = nullptr;
  Value *State = nullptr;
  StructType *Type = nullptr;

  Value *load(unsigned Field, llvm::Type *T, const Twine &Name = "") {
    IRBuilder<> B(Entry);
    return B.CreateLoad(T, B.CreateStructGEP(Type, State, Field), Name);
  }
  AttributeList attributes(AttributeList Of) const;
  void create();
  bool canCopy(const AllocaInst &Variable) const;
  void takeVariable(AllocaInst &Variable, unsigned Field);
  void takeValue(Value &V, unsigned Field);
  const char *problem() const;
  bool releaseStack();

public:
  Continuation(Function &F, LoopExits &Exits, LoopExit &Exit) : F(F), Exit(Exit), Exits(Exits) {}
  /// Nothing when it cannot be; then Why says why, and the body is gone.
  Function *run(const char *&Why);
};

} // namespace

// What is said of parameters is said of others.
AttributeList Continuation::attributes(AttributeList Of) const {
  LLVMContext &C = F.getContext();
  AttrBuilder Own(C, Of.getFnAttrs());
  for (Attribute::AttrKind Kind : {Attribute::AlwaysInline, Attribute::Memory, Attribute::AllocSize,
                                   Attribute::AllocKind, Attribute::Speculatable})
    Own.removeAttribute(Kind);
  return AttributeList::get(C, AttributeSet::get(C, Own), Of.getRetAttrs(), {});
}

void Continuation::create() {
  LLVMContext &C = F.getContext();
  Rest = Exit.Latch->splitBasicBlock(Exit.Latch->getTerminator());
  auto *FT = FunctionType::get(F.getReturnType(), PointerType::getUnqual(C), false);
  To = Function::Create(FT, GlobalValue::InternalLinkage, F.getAddressSpace(), F.getName() + ".loop", F.getParent());
  To->setAttributes(attributes(F.getAttributes()));
  To->setDSOLocal(true);
  if (F.hasPersonalityFn())
    To->setPersonalityFn(F.getPersonalityFn());
  if (F.hasGC())
    To->setGC(F.getGC());
  To->setSubprogram(F.getSubprogram());
  Type = Exits.stateType(Exit);
  State = To->getArg(0);
  To->splice(To->end(), &F);
  autojit::willBeReadAgain(F); // It may call itself, and that be inlined.
  Entry = BasicBlock::Create(C, "", To, &To->front());
}

// Whether the variable can be another one from here on: nobody has its address.
bool Continuation::canCopy(const AllocaInst &Variable) const {
  if (isAllocaPromotable(&Variable))
    return true;
  std::optional<TypeSize> Size = Variable.getAllocationSize(F.getDataLayout());
  bool HasPointers =
      any_of(Exit.Values, [](const Value *V) { return !isa<Argument>(V) && V->getType()->isPtrOrPtrVectorTy(); });
  return Size && *Size <= TypeSize::getFixed(CopiedBytes) && !HasPointers &&
         !PointerMayBeCaptured(&Variable, /*ReturnCaptures=*/true);
}

void Continuation::takeVariable(AllocaInst &Variable, unsigned Field) {
  Value *Old = load(Field, Variable.getType(), Variable.getName());
  if (canCopy(Variable)) {
    Variable.moveBefore(*Entry, Entry->begin());
    IRBuilder<> B(Entry);
    if (isAllocaPromotable(&Variable))
      B.CreateStore(B.CreateAlignedLoad(Variable.getAllocatedType(), Old, Variable.getAlign()), &Variable);
    else
      B.CreateMemCpy(&Variable, Variable.getAlign(), Old, Variable.getAlign(),
                     *Variable.getAllocationSize(F.getDataLayout()));
    return;
  }
  for (User *U : make_early_inc_range(Variable.users()))
    if (auto *Marker = dyn_cast<LifetimeIntrinsic>(U))
      Marker->eraseFromParent();
  Variable.replaceAllUsesWith(Old);
}

void Continuation::takeValue(Value &V, unsigned Field) {
  Value *Old = load(Field, V.getType(), V.getName());
  if (isa<Argument>(V))
    return V.replaceAllUsesWith(Old);
  // SROA makes a register of it again.
  AllocaInst *Slot = DemoteRegToStack(cast<Instruction>(V), /*VolatileLoads=*/false, Entry->begin());
  IRBuilder<>(Entry).CreateStore(Old, Slot);
}

// What of the rest has to be in the frame where it began.
const char *Continuation::problem() const {
  for (const BasicBlock &BB : *To) {
    if (BB.hasAddressTaken() || isa<IndirectBrInst, CallBrInst>(BB.getTerminator()))
      return "it has labels with addresses";
    for (const Instruction &I : BB) {
      auto *Call = dyn_cast<CallBase>(&I);
      if (!Call)
        continue;
      if (Call->isMustTailCall())
        return "it has a tail call that must be one";
      switch (Call->getIntrinsicID()) {
      case Intrinsic::vastart:
      case Intrinsic::returnaddress:
      case Intrinsic::frameaddress:
      case Intrinsic::addressofreturnaddress:
      case Intrinsic::sponentry:
      case Intrinsic::localescape:
        return "it looks at its frame";
      default:
        break;
      }
    }
  }
  return nullptr;
}

// Memory of the old frame, as variable arrays have it, is released by returning from it. What is taken and released in
// the rest stays as it is; the two must be told apart.
bool Continuation::releaseStack() {
  SmallVector<IntrinsicInst *, 4> Restores;
  SmallPtrSet<const Value *, 4> SavedHere;
  for (Instruction &I : instructions(*To)) {
    auto *Call = dyn_cast<IntrinsicInst>(&I);
    if (!Call)
      continue;
    if (Call->getIntrinsicID() == Intrinsic::stackrestore)
      Restores.push_back(Call);
    if (Call->getIntrinsicID() != Intrinsic::stacksave)
      continue;
    SavedHere.insert(Call);
    for (User *U : Call->users())
      if (auto *Store = dyn_cast<StoreInst>(U))
        SavedHere.insert(Store->getPointerOperand());
  }
  for (IntrinsicInst *Restore : Restores) {
    auto *Load = dyn_cast<LoadInst>(Restore->getArgOperand(0));
    if (!Load || SavedHere.contains(Load->getPointerOperand()))
      return false;
    Restore->eraseFromParent();
  }
  return true;
}

Function *Continuation::run(const char *&Why) {
  create();
  unsigned Field = 0;
  for (AllocaInst *Variable : Exits.Variables)
    takeVariable(*Variable, Field++);
  for (Value *V : Exit.Values)
    takeValue(*V, Field++);
  for (Argument &A : F.args())
    A.replaceAllUsesWith(PoisonValue::get(A.getType())); // Before the loop only.
  IRBuilder<>(Entry).CreateBr(Rest);
  removeUnreachableBlocks(*To);
  Why = problem();
  if (!Why && !releaseStack())
    Why = "it releases memory of its frame";
  if (!Why && verifyFunction(*To))
    Why = "LLVM would not have it";
  if (!Why)
    return To;
  To->eraseFromParent();
  return nullptr;
}

Expected<Function *> autojit::continueLoop(autojit_source &S, Function &F, uint32_t Loop) {
  if (Error E = readBody(S, F))
    return E;
  if (hasLabels(F))
    numberLabels(F);
  LoopExits Exits(F);
  const char *Why = "it has no such loop";
  if (F.callsFunctionThatReturnsTwice())
    Why = "setjmp may come back to it";
  else if (Loop < Exits.Exits.size())
    if (Function *To = Continuation(F, Exits, Exits.Exits[Loop]).run(Why))
      return To;
  return createStringError(Why);
}
