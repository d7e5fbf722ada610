//===- Extended.cpp - long double: the x87 stack --------------------------===//
//
// Between instructions the stack is empty: a value is in its slot, whose first ten bytes count. What moves values without
// computing anything may hold it in a vector register, as sixteen bytes.
//
//===----------------------------------------------------------------------===//

#include "FunctionCompiler.h"

#include "llvm/IR/Constants.h"

using namespace llvm;
using namespace autojit::fast;

// For what goes from one unit of the processor to the other.
Mem FunctionCompiler::transfer() {
  if (!TransferSlot)
    TransferSlot = newSlot(16);
  return Mem::at(RBP, TransferSlot);
}

void FunctionCompiler::storeExtended(const Mem &To, const ConstantFP &C) {
  APInt Bits = C.getValueAPF().bitcastToAPInt();
  A.movImm(Scratch, Bits.extractBitsAsZExtValue(64, 0));
  A.store(8, To, Scratch);
  A.movImm(Scratch, Bits.extractBitsAsZExtValue(16, 64));
  A.store(2, To.plus(8), Scratch);
}

// Of any floating-point type.
void FunctionCompiler::push(const Value &V, unsigned N) {
  PartType T = typeOf(V, N);
  X87 Load = T.isExtended() ? X87::LoadExtended : T.Size == 8 ? X87::LoadDouble : X87::LoadFloat;
  if (isa<Instruction, Argument>(V) && !isFolded(&V)) {
    uint32_t Id = info(V).First + N;
    if (!Parts[Id].InSlot && Parts[Id].InReg == NoReg)
      return fail("a value that was lost");
    if (!Parts[Id].InSlot)
      spill(Id);
    return A.x87(Load, slot(Parts[Id]));
  }
  const Constant *C = isa<Constant>(V) ? elementOf(cast<Constant>(V), N) : nullptr;
  if (auto *Number = dyn_cast_or_null<ConstantFP>(C); Number && T.isExtended())
    storeExtended(transfer(), *Number);
  else
    storePart(transfer(), V, N);
  A.x87(Load, transfer());
}

// To where the value is, or to nowhere: what is on the stack has to leave it.
void FunctionCompiler::pop(const Value &V, unsigned N) {
  if (info(V).UsesLeft == 0)
    return A.x87(X87Stack::Drop);
  Part &P = part(V, N);
  if (P.InReg != NoReg)
    disown(1, P.InReg);
  A.x87(X87::StoreExtended, slot(P));
  P.InSlot = true;
}

// From the stack, rounded, to a vector register.
void FunctionCompiler::popRounded(const Value &V) {
  PartType T = typeOf(V);
  A.x87(T.Size == 8 ? X87::StoreDouble : X87::StoreFloat, transfer());
  Reg R = allocate(1);
  A.loadVector(T.Size, R, transfer());
  define(V, R);
}

void FunctionCompiler::compileExtended(const BinaryOperator &I) {
  X87Stack Op = X87Stack::Add;
  switch (I.getOpcode()) {
  case Instruction::FSub: Op = X87Stack::Sub; break;
  case Instruction::FMul: Op = X87Stack::Mul; break;
  case Instruction::FDiv: Op = X87Stack::Div; break;
  case Instruction::FRem: return fail("a remainder");
  default: break;
  }
  push(*I.getOperand(0));
  push(*I.getOperand(1));
  A.x87(Op);
  pop(I);
}

void FunctionCompiler::compileExtendedCast(const CastInst &I) {
  const Value &V = *I.getOperand(0);
  switch (I.getOpcode()) {
  case Instruction::FPExt:
    push(V);
    return pop(I);
  case Instruction::FPTrunc:
    push(V);
    return popRounded(I);
  default: return fail("a cast");
  }
}

// The stack holds every integer of 64 bits.
void FunctionCompiler::compileIntToExtended(const CastInst &I) {
  const Value &V = *I.getOperand(0);
  PartType From = typeOf(V);
  if (From.IsVector || Types.of(V.getType()).size() != 1)
    return fail("a cast");
  Reg R = take(V);
  bool IsSigned = I.getOpcode() == Instruction::SIToFP;
  IsSigned ? signExtend(R, From) : zeroExtend(R, From);
  Mem M = transfer();
  A.store(8, M, R);
  A.x87(X87::LoadInteger, M);
  if (!IsSigned && From.Bits == 64) {
    A.test(8, R, R);
    uint32_t Done = A.jcc(Cond::NS);
    A.storeImm(4, M, 0x5f800000); // 2^64
    A.x87(X87::AddFloat, M);
    A.patch(Done, A.here());
  }
  pop(I);
}

// Towards zero, which is not how the stack rounds.
void FunctionCompiler::compileExtendedToInt(const CastInst &I) {
  PartType To = typeOf(I);
  bool IsSigned = I.getOpcode() == Instruction::FPToSI;
  if (To.IsVector || Types.of(I.getType()).size() != 1 || (To.Bits != 32 && To.Bits != 64))
    return fail("a cast");
  Reg R = scratch();
  Mem M = transfer(), Control = M.plus(8), Changed = M.plus(10);
  bool IsLargest = !IsSigned && To.Bits == 64;
  push(*I.getOperand(0));
  if (IsLargest) { // From 2^63 on, less that, and with the highest bit turned.
    A.movImm(R, 0);
    A.storeImm(4, M, 0x5f000000); // 2^63
    A.x87(X87::LoadFloat, M);
    A.x87(X87Stack::Exchange);
    A.x87(X87Stack::Compare);
    uint32_t IsSmall = A.jcc(Cond::B);
    A.x87(X87Stack::SubNext);
    A.movImm(R, 1ull << 63);
    A.patch(IsSmall, A.here());
    A.x87(X87Stack::DropNext);
  }
  A.x87(X87::StoreControl, Control);
  A.load(2, Scratch, Control);
  A.aluImm(Alu::Or, 4, Scratch, 0xc00);
  A.store(2, Changed, Scratch);
  A.x87(X87::LoadControl, Changed);
  A.x87(IsSigned && To.Bits == 32 ? X87::StoreInteger32 : X87::StoreInteger, M);
  A.x87(X87::LoadControl, Control);
  if (IsLargest)
    A.alu(Alu::Xor, 8, R, M);
  else
    A.load(To.Size, R, M);
  define(I, R);
}

// Sets the flags as ucomis does.
void FunctionCompiler::compareExtended(const Value &Left, const Value &Right) {
  push(Right);
  push(Left);
  A.x87(X87Stack::CompareAndDrop);
  A.x87(X87Stack::Drop);
}

void FunctionCompiler::compileExtendedIntrinsic(const IntrinsicInst &I) {
  switch (I.getIntrinsicID()) {
  case Intrinsic::fabs: case Intrinsic::sqrt:
    push(*I.getArgOperand(0));
    A.x87(I.getIntrinsicID() == Intrinsic::fabs ? X87Stack::Abs : X87Stack::Sqrt);
    return pop(I);
  case Intrinsic::fmuladd: // There is no such instruction for this type.
    push(*I.getArgOperand(0));
    push(*I.getArgOperand(1));
    A.x87(X87Stack::Mul);
    push(*I.getArgOperand(2));
    A.x87(X87Stack::Add);
    return pop(I);
  default: return fail("an intrinsic");
  }
}

// Those of a call are on the stack, the first on top.
void FunctionCompiler::popResults(const Value &I, unsigned Count) {
  for (unsigned N = 0; N < Count; ++N)
    pop(I, N);
}

void FunctionCompiler::pushResults(const Value &V, unsigned Count) {
  for (unsigned N = Count; N-- > 0;)
    push(V, N);
}
