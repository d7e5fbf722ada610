//===- Tiers.cpp - Code that finds out that it is hot ---------------------===//
//
// A first-tier body counts its calls and the iterations of its loops. When there were many it calls the
// runtime, which may store a better body's address in the function's `next` word. From then on whoever
// enters the old body, from wherever, is sent on: no pointer, slot or direct call has to be found and
// changed. Who is in a loop gets a continuation (Continuation.h), and what that returns is the result.
//
// Calls are counted here only in what LLVM makes code of: our own back end does it before there is a frame.
//
//===----------------------------------------------------------------------===//

#include "Continuation.h"
#include "Unit.h"

#include "../DetachedDebugInfo.h"
#include "../FirstBody.h"
#include "autojit_abi.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;
using autojit::LoopExit;
using autojit::LoopExits;

// struct autojit_heat of runtime/abi/autojit_abi.h
enum Field { Next, Calls, Iterations };
static StructType *heatType(LLVMContext &C) {
  Type *Int32 = Type::getInt32Ty(C);
  PointerType *Ptr = PointerType::getUnqual(C);
  return StructType::get(Ptr, Int32, Int32, Int32, Int32, Ptr);
}

static Value *field(IRBuilder<> &B, GlobalVariable *Record, Field F) {
  return B.CreateStructGEP(heatType(B.getContext()), Record, F);
}

static MDNode *unlikely(LLVMContext &C) { return MDBuilder(C).createUnlikelyBranchWeights(); }

static FunctionCallee libraryFunction(Module &M, StringRef Name, FunctionType *Type) {
  FunctionCallee Callee = M.getOrInsertFunction(Name, Type);
  cast<Function>(Callee.getCallee())->addFnAttr(Attribute::NonLazyBind);
  return Callee;
}

// True when the counter has gone below zero. Not atomic: a lost count is no harm.
static Value *countDown(IRBuilder<> &B, GlobalVariable *Record, Field F) {
  Value *Address = field(B, Record, F);
  Value *Count = B.CreateSub(B.CreateLoad(B.getInt32Ty(), Address), B.getInt32(1));
  B.CreateStore(Count, Address);
  return B.CreateICmpSLT(Count, B.getInt32(0));
}

namespace {

class Instrumentation {
  Module &M;
  LLVMContext &C;
  uint32_t HotCalls;
  Type *Int32 = Type::getInt32Ty(C);
  PointerType *Ptr = PointerType::getUnqual(C);
  BasicBlock *leaveBlock(Function &F, const LoopExits &Loops, AllocaInst *&State, PHINode *&Continuation);
  void countLoops(Function &F, autojit::Heat &H);

public:
  Instrumentation(Module &M, uint32_t HotCalls) : M(M), C(M.getContext()), HotCalls(HotCalls) {}
  autojit::Heat run(const autojit::FirstBody &Body);
};

} // namespace

// The end of all loops' ways out of the body: what they have in common.
BasicBlock *Instrumentation::leaveBlock(Function &F, const LoopExits &Loops, AllocaInst *&State, PHINode *&Continuation) {
  const DataLayout &DL = M.getDataLayout();
  StructType *Largest = nullptr;
  Align Alignment;
  for (const LoopExit &Loop : Loops.Exits) {
    StructType *Type = Loops.stateType(Loop);
    Alignment = std::max(Alignment, DL.getABITypeAlign(Type));
    if (!Largest || DL.getTypeAllocSize(Type) > DL.getTypeAllocSize(Largest))
      Largest = Type;
  }
  IRBuilder<> AtEntry(&F.getEntryBlock(), F.getEntryBlock().begin());
  State = AtEntry.CreateAlloca(Largest);
  State->setAlignment(Alignment);
  auto *Leave = BasicBlock::Create(C, "", &F);
  IRBuilder<> B(Leave);
  Continuation = B.CreatePHI(Ptr, Loops.Exits.size());
  for (auto [I, Variable] : enumerate(Loops.Variables))
    B.CreateStore(Variable, B.CreateStructGEP(State->getAllocatedType(), State, I));
  CallInst *Result = B.CreateCall(FunctionType::get(F.getReturnType(), Ptr, false), Continuation, {State});
  Result->setAttributes(AttributeList::get(C, AttributeSet(), F.getAttributes().getRetAttrs(), {}));
  if (F.getReturnType()->isVoidTy())
    B.CreateRetVoid();
  else
    B.CreateRet(Result);
  return Leave;
}

void Instrumentation::countLoops(Function &F, autojit::Heat &H) {
  LoopExits Loops(F);
  if (Loops.Exits.empty())
    return;
  autojit::KeptLines Lines(F);
  GlobalVariable *Record = &autojit::recordOf(H, M);
  FunctionCallee HotLoop =
      libraryFunction(M, "__autojit_hot_loop", FunctionType::get(Ptr, {Ptr, Int32}, false));
  AllocaInst *State;
  PHINode *Continuation;
  BasicBlock *Leave = leaveBlock(F, Loops, State, Continuation);
  for (auto [I, Loop] : enumerate(Loops.Exits)) {
    IRBuilder<> B(Loop.Latch->getTerminator());
    Value *Many = countDown(B, Record, Iterations);
    BasicBlock *Rest = Loop.Latch->splitBasicBlock(Loop.Latch->getTerminator());
    auto *Ask = BasicBlock::Create(C, "", &F);
    auto *Save = BasicBlock::Create(C, "", &F);
    Loop.Latch->getTerminator()->eraseFromParent();
    B.SetInsertPoint(Loop.Latch);
    B.CreateCondBr(Many, Ask, Rest, unlikely(C));

    B.SetInsertPoint(Ask);
    Value *Found = B.CreateCall(HotLoop, {Record, B.getInt32(I)});
    B.CreateCondBr(B.CreateIsNull(Found), Rest, Save);

    B.SetInsertPoint(Save);
    StructType *Type = Loops.stateType(Loop);
    for (auto [Field, V] : enumerate(Loop.Values))
      B.CreateStore(V, B.CreateStructGEP(Type, State, Loops.Variables.size() + Field));
    B.CreateBr(Leave);
    Continuation->addIncoming(Found, Save);
  }
}

Function *autojit::hotEntry(Module &M) {
  return cast<Function>(
      libraryFunction(M, "__autojit_hot_entry", FunctionType::get(Type::getVoidTy(M.getContext()), false)).getCallee());
}

void autojit::countCalls(Function &F, GlobalVariable &Record) {
  LLVMContext &C = F.getContext();
  BasicBlock *Body = &F.getEntryBlock();
  auto *Entry = BasicBlock::Create(C, "", &F, Body);
  auto *Slow = BasicBlock::Create(C, "", &F);
  auto *Ask = BasicBlock::Create(C, "", &F);
  auto *Leave = BasicBlock::Create(C, "", &F);

  IRBuilder<> B(Entry);
  B.CreateCondBr(countDown(B, &Record, Calls), Slow, Body, unlikely(C));

  B.SetInsertPoint(Slow);
  // It must not come round to being positive again.
  B.CreateStore(B.getInt32(0), field(B, &Record, Calls));
  LoadInst *Better = B.CreateLoad(B.getPtrTy(), field(B, &Record, Next));
  Better->setAtomic(AtomicOrdering::Acquire);
  Better->setAlignment(Align(8));
  B.CreateCondBr(B.CreateIsNull(Better), Ask, Leave);

  B.SetInsertPoint(Ask);
  B.CreateCall(libraryFunction(*F.getParent(), "__autojit_hot",
                               FunctionType::get(B.getVoidTy(), {B.getPtrTy()}, false)),
               {&Record});
  B.CreateBr(Body);

  B.SetInsertPoint(Leave);
  SmallVector<Value *, 8> Args;
  for (Argument &A : F.args())
    Args.push_back(&A);
  CallInst *Call = B.CreateCall(F.getFunctionType(), Better, Args);
  Call->setCallingConv(F.getCallingConv());
  Call->setAttributes(AttributeList::get(
      C, AttributeSet(), F.getAttributes().getRetAttrs(),
      [&] {
        SmallVector<AttributeSet, 8> Sets;
        for (unsigned I = 0; I < F.arg_size(); ++I)
          Sets.push_back(F.getAttributes().getParamAttrs(I));
        return Sets;
      }()));
  Call->setTailCallKind(CallInst::TCK_MustTail);
  if (F.getReturnType()->isVoidTy())
    B.CreateRetVoid();
  else
    B.CreateRet(Call);

  // Static stack slots are those of the entry block.
  for (Instruction &I : make_early_inc_range(*Body))
    if (auto *Slot = dyn_cast<AllocaInst>(&I); Slot && isa<Constant>(Slot->getArraySize()))
      Slot->moveBefore(*Entry, Entry->getFirstInsertionPt());
}

autojit::Heat Instrumentation::run(const autojit::FirstBody &Body) {
  // What is larger takes longer to optimise.
  constexpr unsigned InstructionsPerShare = 256;
  uint64_t Calls = uint64_t(HotCalls) * (1 + Body.F->getInstructionCount() / InstructionsPerShare);
  // What may be recursive looks now and then whether it is (hot.c).
  uint64_t First = Body.NeverRecursive ? Calls : std::min<uint64_t>(Calls, AUTOJIT_CALLS_AT_ONCE);
  autojit::Heat H{Body.Id, Calls, First};
  countLoops(*Body.F, H);
  return H;
}

GlobalVariable &autojit::recordOf(Heat &H, Module &M) {
  if (H.Record)
    return *H.Record;
  LLVMContext &C = M.getContext();
  auto Count = [&](uint64_t N) {
    return ConstantInt::get(Type::getInt32Ty(C), std::min<uint64_t>(N, INT32_MAX));
  };
  StructType *Type = heatType(C);
  Constant *None = ConstantPointerNull::get(PointerType::getUnqual(C));
  Constant *Iterations = Count(H.Calls * AUTOJIT_ITERATIONS_OF_CALL);
  H.Record = new GlobalVariable(
      M, Type, /*isConstant=*/false, GlobalValue::InternalLinkage,
      ConstantStruct::get(Type, {None, Count(H.FirstCalls), Iterations, Count(H.Calls - H.FirstCalls), Iterations, None}),
      "autojit.heat." + Twine(H.Id));
  H.Record->setAlignment(Align(8));
  return *H.Record;
}

autojit::HeatRecords autojit::countHeat(ArrayRef<FirstBody> Bodies, uint32_t HotCalls) {
  HeatRecords Records;
  if (Bodies.empty())
    return Records;
  Instrumentation I(*Bodies.front().F->getParent(), HotCalls);
  for (const FirstBody &Body : Bodies)
    if (canBeLeft(*Body.F))
      Records[Body.F] = I.run(Body);
  return Records;
}

// Inlined, it would see its caller's frame for its own.
static bool looksAtFrame(const Function &F) {
  return any_of(instructions(F), [](const Instruction &I) {
    auto *Call = dyn_cast<IntrinsicInst>(&I);
    return Call && (Call->getIntrinsicID() == Intrinsic::returnaddress ||
                    Call->getIntrinsicID() == Intrinsic::frameaddress ||
                    Call->getIntrinsicID() == Intrinsic::addressofreturnaddress);
  });
}

// What clang's and rustc's -O0 says of every function is not what the programmer said.
void autojit::allowOptimization(Function &F) {
  if (!F.hasFnAttribute(Attribute::OptimizeNone))
    return;
  F.removeFnAttr(Attribute::OptimizeNone);
  if (!looksAtFrame(F))
    F.removeFnAttr(Attribute::NoInline);
}
