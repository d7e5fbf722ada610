//===- Arithmetic.cpp - What is computed from values alone ----------------===//

#include "FunctionCompiler.h"

#include "llvm/IR/Constants.h"

using namespace llvm;
using namespace autojit::fast;

FunctionCompiler::Operand FunctionCompiler::operand(const Value &V) {
  if (auto *Int = dyn_cast<ConstantInt>(&V)) {
    int64_t Imm = Int->getBitWidth() == 1 ? int64_t(Int->getZExtValue())
                  : Int->getBitWidth() <= 64 ? Int->getSExtValue() : INT64_MAX;
    if (isInt<32>(Imm))
      return {Operand::Immediate, NoReg, {}, int32_t(Imm)};
  } else if (isa<ConstantPointerNull>(V)) {
    return {Operand::Immediate, NoReg, {}, 0};
  } else if (auto *Load = dyn_cast<LoadInst>(&V); Load && isFolded(Load)) {
    return {Operand::Memory, NoReg, addressOf(*Load->getPointerOperand()), 0};
  } else if (isa<Instruction, Argument>(V) && !info(V).IsAddress && isLastUse(V)) {
    if (Part &P = Parts[info(V).First]; P.InReg == NoReg && P.InSlot)
      return {Operand::Memory, NoReg, slot(P), 0};
  }
  return {Operand::Register, use(V), {}, 0};
}

void FunctionCompiler::alu(Alu Op, unsigned Size, Reg To, const Operand &O) {
  if (O.Kind == Operand::Immediate)
    A.aluImm(Op, Size, To, O.Imm);
  else if (O.Kind == Operand::Memory)
    A.alu(Op, Size, To, O.M);
  else
    A.alu(Op, Size, To, O.R);
}

static Alu aluOf(unsigned Opcode) {
  switch (Opcode) {
  case Instruction::Sub: return Alu::Sub;
  case Instruction::And: return Alu::And;
  case Instruction::Or: return Alu::Or;
  case Instruction::Xor: return Alu::Xor;
  default: return Alu::Add;
  }
}

void FunctionCompiler::compileBinary(const BinaryOperator &I) {
  PartType T = typeOf(I);
  if (T.IsVector)
    return fail("vector arithmetic");
  const Value *Left = I.getOperand(0), *Right = I.getOperand(1);
  if (I.isCommutative() && (isa<Constant>(Left) || isFolded(Left)))
    std::swap(Left, Right);
  unsigned Size = T.width();
  Reg R = take(*Left);
  Operand O = operand(*Right);
  if (I.getOpcode() != Instruction::Mul)
    alu(aluOf(I.getOpcode()), Size, R, O);
  else if (O.Kind == Operand::Immediate && O.Imm > 0 && isPowerOf2_32(uint32_t(O.Imm)))
    A.shiftImm(Shift::Shl, Size, R, uint8_t(Log2_32(uint32_t(O.Imm))));
  else if (O.Kind == Operand::Immediate)
    A.imulImm(Size, R, R, O.Imm);
  else if (O.Kind == Operand::Memory)
    A.imul(Size, R, O.M);
  else
    A.imul(Size, R, O.R);
  if (T.Bits == 1 && !I.isBitwiseLogicOp())
    A.aluImm(Alu::And, 4, R, 1);
  define(I, R);
}

void FunctionCompiler::compileShift(const BinaryOperator &I) {
  PartType T = typeOf(I);
  if (T.IsVector || T.Bits == 1)
    return fail("vector arithmetic");
  Shift Op = I.getOpcode() == Instruction::Shl ? Shift::Shl : I.getOpcode() == Instruction::LShr ? Shift::Shr : Shift::Sar;
  auto *Count = dyn_cast<ConstantInt>(I.getOperand(1));
  if (!Count) {
    reserve(RCX);
    takeInto(RCX, *I.getOperand(1));
    if (T.Bits < 5) // The processor counts five bits.
      zeroExtend(RCX, T);
  }
  Reg R = take(*I.getOperand(0));
  if (T.Bits != 32 && T.Bits != 64) {
    if (Op == Shift::Shr)
      zeroExtend(R, T);
    else if (Op == Shift::Sar)
      signExtend(R, T);
  }
  if (Count)
    A.shiftImm(Op, T.width(), R, uint8_t(Count->getValue().getLimitedValue(63)));
  else
    A.shift(Op, T.width(), R);
  define(I, R);
}

void FunctionCompiler::compileDivision(const BinaryOperator &I) {
  PartType T = typeOf(I);
  if (T.IsVector)
    return fail("vector arithmetic");
  bool IsSigned = I.getOpcode() == Instruction::SDiv || I.getOpcode() == Instruction::SRem;
  bool IsNarrow = T.Bits != 32 && T.Bits != 64;
  unsigned Size = T.Size < 4 || T.Bits == 32 ? 4 : 8;
  reserve(RAX);
  reserve(RDX);
  takeInto(RAX, *I.getOperand(0));
  Reg Divisor = IsNarrow ? take(*I.getOperand(1)) : use(*I.getOperand(1));
  if (IsNarrow)
    for (Reg R : {RAX, Divisor})
      IsSigned ? signExtend(R, T) : zeroExtend(R, T);
  if (IsNarrow && T.Size == 4)
    Size = 8;
  if (IsSigned)
    A.signIntoRdx(Size);
  else
    A.alu(Alu::Xor, 4, RDX, RDX);
  A.unary(IsSigned ? Unary::IDiv : Unary::Div, Size, Divisor);
  bool IsQuotient = I.getOpcode() == Instruction::SDiv || I.getOpcode() == Instruction::UDiv;
  define(I, IsQuotient ? RAX : RDX);
}

// The scalar forms of the packed opcodes.
static Sse scalar(Sse Op, PartType T) { return Sse(uint32_t(Op) | (T.Size == 4 ? 0xf30000 : 0xf20000)); }

void FunctionCompiler::compileFloat(const BinaryOperator &I) {
  PartType T = typeOf(I);
  if (I.getType()->isVectorTy())
    return fail("vector arithmetic");
  if (T.isExtended())
    return compileExtended(I);
  Sse Op = Sse::AddS;
  switch (I.getOpcode()) {
  case Instruction::FSub: Op = Sse::SubS; break;
  case Instruction::FMul: Op = Sse::MulS; break;
  case Instruction::FDiv: Op = Sse::DivS; break;
  case Instruction::FRem: return callLibrary(T.Size == 4 ? "fmodf" : "fmod", I, {I.getOperand(0), I.getOperand(1)});
  default: break;
  }
  Reg R = take(*I.getOperand(0));
  auto *Load = dyn_cast<LoadInst>(I.getOperand(1));
  if (Load && isFolded(Load))
    A.sse(scalar(Op, T), R, addressOf(*Load->getPointerOperand()));
  else
    A.sse(scalar(Op, T), R, use(*I.getOperand(1)));
  define(I, R);
}

void FunctionCompiler::compileNegation(const UnaryOperator &I) {
  PartType T = typeOf(I);
  if (I.getType()->isVectorTy())
    return fail("vector arithmetic");
  if (T.isExtended()) {
    push(*I.getOperand(0));
    A.x87(X87Stack::Negate);
    return pop(I);
  }
  Reg R = take(*I.getOperand(0));
  bitsToFloat(VectorScratch, 1ull << (T.Size * 8 - 1), T.Size);
  A.sse(Sse::Xor, R, VectorScratch);
  define(I, R);
}

void FunctionCompiler::compileCast(const CastInst &I) {
  const Value &V = *I.getOperand(0);
  PartType To = typeOf(I), From = typeOf(V);
  if (Types.of(I.getType()).size() != 1 || Types.of(V.getType()).size() != 1)
    return fail("a cast");
  if (To.isExtended() || From.isExtended())
    return compileExtendedCast(I);
  switch (I.getOpcode()) {
  case Instruction::FPTrunc: case Instruction::FPExt: {
    if (I.getType()->isVectorTy())
      return fail("vector arithmetic");
    Reg R = take(V);
    A.sse(I.getOpcode() == Instruction::FPExt ? 0xf30f5au : 0xf20f5au, R, R);
    return define(I, R);
  }
  case Instruction::BitCast:
    if (To.IsVector != From.IsVector) {
      if (To.Size > 8 || From.Size > 8)
        return fail("a cast");
      Reg R = allocate(To.IsVector), Source = use(V);
      if (To.IsVector)
        A.sse(Sse::MovFromGeneral, R, Source, To.Size);
      else
        A.sse(Sse::MovToGeneral, Source, R, To.Size);
      return define(I, R);
    }
    return define(I, take(V));
  case Instruction::ZExt: case Instruction::SExt: {
    if (To.IsVector || From.IsVector)
      return fail("vector arithmetic");
    bool IsSigned = I.getOpcode() == Instruction::SExt;
    if (isFolded(&V)) {
      Mem M = addressOf(*cast<LoadInst>(V).getPointerOperand());
      Reg R = scratch();
      if (IsSigned)
        A.loadSigned(8, R, M, From.Size);
      else
        A.load(From.Size, R, M);
      return define(I, R);
    }
    Reg R = take(V);
    IsSigned ? signExtend(R, From) : zeroExtend(R, From);
    return define(I, R);
  }
  default: { // Between integers and pointers.
    if (To.IsVector || From.IsVector)
      return fail("vector arithmetic");
    Reg R = take(V);
    if (I.getOpcode() == Instruction::IntToPtr)
      zeroExtend(R, From);
    else if (To.Bits == 1 && From.Bits != 1)
      A.aluImm(Alu::And, 4, R, 1);
    return define(I, R);
  }
  }
}

void FunctionCompiler::compileIntToFloat(const CastInst &I) {
  const Value &V = *I.getOperand(0);
  PartType To = typeOf(I), From = typeOf(V);
  if (I.getType()->isVectorTy())
    return fail("vector arithmetic");
  if (To.isExtended())
    return compileIntToExtended(I);
  uint32_t Convert = To.Size == 4 ? 0xf30f2a : 0xf20f2a;
  bool IsSigned = I.getOpcode() == Instruction::SIToFP;
  Reg R = take(V), Result = allocate(1);
  A.sse(Sse::Xor, Result, Result); // The conversion keeps what else was there, and so would wait for it.
  if (IsSigned) {
    if (From.Bits != 32 && From.Bits != 64)
      signExtend(R, From);
    A.sse(Convert, Result, R, From.Size == 8 || From.isOdd() ? 8 : 4);
    return define(I, Result);
  }
  if (From.Bits < 64) {
    zeroExtend(R, From);
    A.sse(Convert, Result, R, 8);
    return define(I, Result);
  }
  // Halved, but for the bit that says how to round, and doubled again.
  A.test(8, R, R);
  uint32_t Negative = A.jcc(Cond::S);
  A.sse(Convert, Result, R, 8);
  uint32_t Done = A.jmp();
  A.patch(Negative, A.here());
  A.mov(8, Scratch, R);
  A.shiftImm(Shift::Shr, 8, Scratch, 1);
  A.aluImm(Alu::And, 4, R, 1);
  A.alu(Alu::Or, 8, Scratch, R);
  A.sse(Convert, Result, Scratch, 8);
  A.sse(scalar(Sse::AddS, To), Result, Result);
  A.patch(Done, A.here());
  define(I, Result);
}

void FunctionCompiler::compileFloatToInt(const CastInst &I) {
  const Value &V = *I.getOperand(0);
  PartType To = typeOf(I), From = typeOf(V);
  if (I.getType()->isVectorTy() || To.Bits == 1 || Types.of(I.getType()).size() != 1)
    return fail("a cast");
  if (From.isExtended())
    return compileExtendedToInt(I);
  uint32_t Convert = From.Size == 4 ? 0xf30f2c : 0xf20f2c;
  Reg R = scratch();
  if (I.getOpcode() == Instruction::FPToSI || To.Size < 8) {
    bool IsWide = To.Size == 8 || (I.getOpcode() == Instruction::FPToUI && To.Size == 4);
    A.sse(Convert, R, use(V), IsWide ? 8 : 4);
    return define(I, R);
  }
  // Two conversions, of which the second counts where the first is out of range: as LLVM does it, for what is
  // in neither range has to come out the same.
  Reg Float = take(V), Low = scratch();
  A.sse(Convert, R, Float, 8);
  bitsToFloat(VectorScratch, From.Size == 4 ? 0x5f000000 : 0x43e0000000000000, From.Size); // 2^63
  A.sse(scalar(Sse::SubS, From), Float, VectorScratch);
  A.sse(Convert, Low, Float, 8);
  A.mov(8, Scratch, R);
  A.shiftImm(Shift::Sar, 8, Scratch, 63);
  A.alu(Alu::And, 8, Low, Scratch);
  A.alu(Alu::Or, 8, R, Low);
  define(I, R);
}

void FunctionCompiler::compileSelect(const SelectInst &I) {
  ArrayRef<PartType> T = Types.of(I.getType());
  if (T.empty() || T.size() > 2 || !I.getCondition()->getType()->isIntegerTy(1))
    return fail("a select");
  Reg Result[2], Other[2];
  for (unsigned N = 0; N < T.size(); ++N) {
    Result[N] = take(*I.getFalseValue(), N);
    Other[N] = use(*I.getTrueValue(), N);
  }
  Cond C = condition(*I.getCondition());
  for (unsigned N = 0; N < T.size(); ++N)
    if (!T[N].IsVector)
      A.cmov(C, T[N].width(), Result[N], Other[N]);
  if (any_of(T, [](PartType P) { return P.IsVector; })) {
    uint32_t Keep = A.jcc(!C);
    for (unsigned N = 0; N < T.size(); ++N)
      if (T[N].IsVector)
        A.movVector(Result[N], Other[N]);
    A.patch(Keep, A.here());
  }
  for (unsigned N = 0; N < T.size(); ++N)
    define(I, N, Result[N]);
}

unsigned FunctionCompiler::partIndex(Type *T, ArrayRef<unsigned> Path) {
  unsigned N = 0;
  for (unsigned Index : Path) {
    for (unsigned Before = 0; Before < Index; ++Before)
      N += unsigned(Types.of(ExtractValueInst::getIndexedType(T, Before)).size());
    T = ExtractValueInst::getIndexedType(T, Index);
  }
  return N;
}

void FunctionCompiler::copyParts(const Value &From, unsigned FromFirst, const Value &To, unsigned ToFirst, unsigned Count) {
  for (unsigned N = 0; N < Count && !Failure; ++N) {
    LockScope Locks(*this);
    define(To, ToFirst + N, take(From, FromFirst + N));
  }
}

void FunctionCompiler::compileExtract(const ExtractValueInst &I) {
  const Value &Whole = *I.getAggregateOperand();
  if (Types.of(Whole.getType()).empty() || Types.of(I.getType()).empty())
    return fail("a type");
  copyParts(Whole, partIndex(Whole.getType(), I.getIndices()), I, 0, unsigned(Types.of(I.getType()).size()));
}

void FunctionCompiler::compileInsert(const InsertValueInst &I) {
  const Value &Whole = *I.getAggregateOperand(), &Part = *I.getInsertedValueOperand();
  unsigned Size = unsigned(Types.of(Whole.getType()).size()), Inserted = unsigned(Types.of(Part.getType()).size());
  if (!Size || !Inserted)
    return fail("a type");
  unsigned First = partIndex(Whole.getType(), I.getIndices());
  copyParts(Part, 0, I, First, Inserted);
  copyParts(Whole, 0, I, 0, First);
  copyParts(Whole, First + Inserted, I, First + Inserted, Size - First - Inserted);
}

static Cond condOf(CmpInst::Predicate P) {
  switch (P) {
  case CmpInst::ICMP_EQ: return Cond::E;
  case CmpInst::ICMP_NE: return Cond::NE;
  case CmpInst::ICMP_UGT: return Cond::A;
  case CmpInst::ICMP_UGE: return Cond::AE;
  case CmpInst::ICMP_ULT: return Cond::B;
  case CmpInst::ICMP_ULE: return Cond::BE;
  case CmpInst::ICMP_SGT: return Cond::G;
  case CmpInst::ICMP_SGE: return Cond::GE;
  case CmpInst::ICMP_SLT: return Cond::L;
  default: return Cond::LE;
  }
}

Cond FunctionCompiler::compare(const ICmpInst &I) {
  const Value *Left = I.getOperand(0), *Right = I.getOperand(1);
  CmpInst::Predicate Predicate = I.getPredicate();
  PartType T = typeOf(*Left);
  if (T.IsVector || Types.of(Left->getType()).size() != 1 || (T.Bits == 1 && I.isSigned())) {
    fail("a comparison");
    return Cond::E;
  }
  if (isa<Constant>(Left) && !isa<Constant>(Right)) {
    std::swap(Left, Right);
    Predicate = CmpInst::getSwappedPredicate(Predicate);
  }
  if (T.isOdd() && T.Bits != 1) {
    Reg L = take(*Left), R = take(*Right);
    for (Reg Side : {L, R})
      I.isSigned() ? signExtend(Side, T) : zeroExtend(Side, T);
    A.alu(Alu::Cmp, 8, L, R);
    return condOf(Predicate);
  }
  Operand O = operand(*Right);
  if (O.Kind != Operand::Memory) {
    if (Operand L = isa<Constant>(Left) ? Operand{Operand::Register, use(*Left), {}, 0} : operand(*Left);
        L.Kind == Operand::Memory) {
      if (O.Kind == Operand::Immediate)
        A.aluImm(Alu::Cmp, T.Size, L.M, O.Imm);
      else
        A.aluStore(Alu::Cmp, T.Size, L.M, O.R);
    } else if (O.Kind == Operand::Immediate && O.Imm == 0) {
      A.test(T.Size, L.R, L.R);
    } else {
      alu(Alu::Cmp, T.Size, L.R, O);
    }
    return condOf(Predicate);
  }
  alu(Alu::Cmp, T.Size, use(*Left), O);
  return condOf(Predicate);
}

void FunctionCompiler::compileCompare(const ICmpInst &I) {
  Cond C = compare(I);
  Reg R = scratch();
  A.setcc(C, R);
  define(I, R);
}

// One condition after ucomis, where one is enough. Unordered sets carry, parity and zero.
bool FunctionCompiler::compareFloat(const FCmpInst &I, Cond &C) {
  bool Swap = false, IsOne = true;
  switch (I.getPredicate()) {
  case CmpInst::FCMP_OGT: C = Cond::A; break;
  case CmpInst::FCMP_OGE: C = Cond::AE; break;
  case CmpInst::FCMP_OLT: C = Cond::A, Swap = true; break;
  case CmpInst::FCMP_OLE: C = Cond::AE, Swap = true; break;
  case CmpInst::FCMP_ULT: C = Cond::B; break;
  case CmpInst::FCMP_ULE: C = Cond::BE; break;
  case CmpInst::FCMP_UGT: C = Cond::B, Swap = true; break;
  case CmpInst::FCMP_UGE: C = Cond::BE, Swap = true; break;
  case CmpInst::FCMP_ONE: C = Cond::NE; break;
  case CmpInst::FCMP_UEQ: C = Cond::E; break;
  case CmpInst::FCMP_ORD: C = Cond::NP; break;
  case CmpInst::FCMP_UNO: C = Cond::P; break;
  default: IsOne = false;
  }
  if (typeOf(*I.getOperand(0)).isExtended()) {
    compareExtended(*I.getOperand(Swap), *I.getOperand(!Swap));
    return IsOne;
  }
  Reg Left = use(*I.getOperand(Swap)), Right = use(*I.getOperand(!Swap));
  A.sse(typeOf(*I.getOperand(0)).Size == 4 ? 0x000f2eu : 0x660f2eu, Left, Right);
  return IsOne;
}

void FunctionCompiler::compileFloatCompare(const FCmpInst &I) {
  if (I.getOperand(0)->getType()->isVectorTy() || !typeOf(*I.getOperand(0)).IsVector)
    return fail("a comparison");
  Reg R = scratch(), Other = NoReg;
  Cond C;
  switch (I.getPredicate()) {
  case CmpInst::FCMP_TRUE: case CmpInst::FCMP_FALSE:
    A.movImm(R, I.getPredicate() == CmpInst::FCMP_TRUE);
    break;
  case CmpInst::FCMP_OEQ: case CmpInst::FCMP_UNE: {
    bool IsEqual = I.getPredicate() == CmpInst::FCMP_OEQ;
    Other = scratch();
    compareFloat(I, C);
    A.setcc(IsEqual ? Cond::E : Cond::NE, R);
    A.setcc(IsEqual ? Cond::NP : Cond::P, Other);
    A.alu(IsEqual ? Alu::And : Alu::Or, 4, R, Other);
    break;
  }
  default:
    compareFloat(I, C);
    A.setcc(C, R);
  }
  define(I, R);
}

// Sets the flags.
Cond FunctionCompiler::condition(const Value &V) {
  if (isFolded(&V))
    return compare(cast<ICmpInst>(V));
  A.testImm8(use(V), 1);
  return Cond::NE;
}
