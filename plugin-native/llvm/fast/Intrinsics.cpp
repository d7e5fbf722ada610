//===- Intrinsics.cpp - LLVM's intrinsic functions ------------------------===//

#include "FunctionCompiler.h"

#include "llvm/IR/Constants.h"

using namespace llvm;
using namespace autojit::fast;

bool FunctionCompiler::hasFeature(StringRef Feature) const {
  StringRef Features = F->getFnAttribute("target-features").getValueAsString();
  for (StringRef Rest = Features; !Rest.empty();) {
    auto [First, Others] = Rest.split(',');
    if (First.size() == Feature.size() + 1 && First[0] == '+' && First.drop_front() == Feature)
      return true;
    Rest = Others;
  }
  return false;
}

void FunctionCompiler::compileIntrinsic(const IntrinsicInst &I) {
  switch (I.getIntrinsicID()) {
  case Intrinsic::lifetime_start: case Intrinsic::lifetime_end: case Intrinsic::assume: case Intrinsic::donothing:
  case Intrinsic::sideeffect: case Intrinsic::experimental_noalias_scope_decl: case Intrinsic::prefetch:
  case Intrinsic::var_annotation: case Intrinsic::dbg_declare: case Intrinsic::dbg_value: case Intrinsic::dbg_label:
  case Intrinsic::dbg_assign: case Intrinsic::vaend: case Intrinsic::invariant_end: case Intrinsic::pseudoprobe:
    return;
  case Intrinsic::expect: case Intrinsic::expect_with_probability: case Intrinsic::annotation:
  case Intrinsic::ptr_annotation: case Intrinsic::launder_invariant_group: case Intrinsic::strip_invariant_group:
  case Intrinsic::ssa_copy:
    return copyParts(*I.getArgOperand(0), 0, I, 0, info(I).Count);
  case Intrinsic::memcpy: case Intrinsic::memcpy_inline: case Intrinsic::memmove:
    if (copyInline(cast<MemTransferInst>(I)))
      return;
    if (I.getIntrinsicID() == Intrinsic::memcpy_inline)
      return fail("a large inline copy");
    return callLibrary(I.getIntrinsicID() == Intrinsic::memmove ? "memmove" : "memcpy", I,
                       {I.getArgOperand(0), I.getArgOperand(1), I.getArgOperand(2)});
  case Intrinsic::memset:
    if (fillInline(cast<MemSetInst>(I)))
      return;
    return callLibrary("memset", I, {I.getArgOperand(0), I.getArgOperand(1), I.getArgOperand(2)});
  case Intrinsic::vastart: return compileVaStart(I);
  case Intrinsic::vacopy: {
    Mem To = addressOf(*I.getArgOperand(0)), From = addressOf(*I.getArgOperand(1));
    return copyBytes(To, From, 24);
  }
  case Intrinsic::stacksave: {
    Reg R = scratch();
    A.mov(8, R, RSP);
    return define(I, R);
  }
  case Intrinsic::stackrestore: return A.mov(8, RSP, use(*I.getArgOperand(0)));
  case Intrinsic::returnaddress: case Intrinsic::frameaddress: {
    if (!cast<ConstantInt>(I.getArgOperand(0))->isZero())
      return fail("another function's frame");
    Reg R = scratch();
    if (I.getIntrinsicID() == Intrinsic::frameaddress)
      A.mov(8, R, RBP);
    else
      A.load(8, R, Mem::at(RBP, 8));
    return define(I, R);
  }
  case Intrinsic::addressofreturnaddress: {
    Reg R = scratch();
    A.lea(R, Mem::at(RBP, 8));
    return define(I, R);
  }
  case Intrinsic::trap: case Intrinsic::debugtrap:
    if (I.hasFnAttr("trap-func-name"))
      return fail("a trap that is a call");
    return I.getIntrinsicID() == Intrinsic::trap ? A.ud2() : A.int3();
  case Intrinsic::eh_typeid_for: {
    auto *Type = dyn_cast<GlobalValue>(I.getArgOperand(0)->stripPointerCasts());
    if (!Type && !isa<ConstantPointerNull>(I.getArgOperand(0)))
      return fail("a type of exceptions");
    Reg R = scratch();
    A.movImm(R, FC->Types.idFor(Type));
    return define(I, R);
  }
  case Intrinsic::ptrmask: {
    Reg R = take(*I.getArgOperand(0));
    A.alu(Alu::And, 8, R, use(*I.getArgOperand(1)));
    return define(I, R);
  }
  case Intrinsic::sadd_with_overflow: case Intrinsic::uadd_with_overflow: case Intrinsic::ssub_with_overflow:
  case Intrinsic::usub_with_overflow: case Intrinsic::smul_with_overflow: case Intrinsic::umul_with_overflow:
    return compileOverflow(cast<WithOverflowInst>(I));
  case Intrinsic::smax: case Intrinsic::smin: case Intrinsic::umax: case Intrinsic::umin:
    return compileMinMax(cast<MinMaxIntrinsic>(I));
  case Intrinsic::abs: case Intrinsic::bswap: case Intrinsic::ctlz: case Intrinsic::cttz: case Intrinsic::ctpop:
    return compileBits(I);
  case Intrinsic::scmp: case Intrinsic::ucmp: return compileThreeWay(I);
  case Intrinsic::fshl: case Intrinsic::fshr: return compileFunnelShift(I);
  case Intrinsic::uadd_sat: case Intrinsic::usub_sat: case Intrinsic::sadd_sat: case Intrinsic::ssub_sat:
    return compileSaturating(I);
  case Intrinsic::fptosi_sat: case Intrinsic::fptoui_sat: return compileSaturatingCast(I);
  default: return compileFloatIntrinsic(I);
  }
}

// System V: how much of the area of saved registers has been used, and where the rest is.
void FunctionCompiler::compileVaStart(const IntrinsicInst &I) {
  if (!F->isVarArg())
    return fail("va_start");
  Mem List = addressOf(*I.getArgOperand(0));
  A.storeImm(4, List, int32_t(VarArgGeneral * 8));
  A.storeImm(4, List.plus(4), int32_t(48 + VarArgVector * 16));
  A.lea(Scratch, Mem::at(RBP, VarArgStack));
  A.store(8, List.plus(8), Scratch);
  A.lea(Scratch, Mem::at(RBP, SavedRegisters));
  A.store(8, List.plus(16), Scratch);
}

void FunctionCompiler::compileOverflow(const WithOverflowInst &I) {
  PartType T = typeOf(*I.getLHS());
  if (Types.of(I.getLHS()->getType()).size() != 1 || T.IsVector || T.isOdd())
    return fail("arithmetic with overflow");
  const Value &Left = *I.getLHS(), &Right = *I.getRHS();
  Cond Overflow = I.isSigned() ? Cond::O : Cond::B;
  Reg R;
  if (I.getBinaryOp() == Instruction::Mul && !I.isSigned()) {
    if (T.Size == 1)
      return fail("arithmetic with overflow");
    reserve(RAX);
    reserve(RDX);
    takeInto(RAX, Left);
    A.unary(Unary::Mul, T.Size, use(Right));
    R = RAX;
  } else if (I.getBinaryOp() == Instruction::Mul) {
    if (T.Size == 1)
      return fail("arithmetic with overflow");
    R = take(Left);
    A.imul(T.Size, R, use(Right));
  } else {
    R = take(Left);
    Operand O = operand(Right);
    alu(I.getBinaryOp() == Instruction::Add ? Alu::Add : Alu::Sub, T.Size, R, O);
  }
  Reg Flag = scratch();
  A.setcc(Overflow, Flag);
  define(I, 0, R);
  define(I, 1, Flag);
}

void FunctionCompiler::compileMinMax(const MinMaxIntrinsic &I) {
  PartType T = typeOf(I);
  if (T.IsVector || T.isOdd())
    return fail("vector arithmetic");
  Reg R = take(*I.getLHS()), Other = use(*I.getRHS());
  A.alu(Alu::Cmp, T.Size, R, Other);
  Cond TakesOther = I.getIntrinsicID() == Intrinsic::smax   ? Cond::L
                    : I.getIntrinsicID() == Intrinsic::smin ? Cond::G
                    : I.getIntrinsicID() == Intrinsic::umax ? Cond::B
                                                            : Cond::A;
  A.cmov(TakesOther, T.width(), R, Other);
  define(I, R);
}

void FunctionCompiler::compileBits(const IntrinsicInst &I) {
  PartType T = typeOf(I);
  if (T.IsVector || T.isOdd())
    return fail("vector arithmetic");
  const Value &V = *I.getArgOperand(0);
  switch (I.getIntrinsicID()) {
  case Intrinsic::abs: {
    Reg R = take(V), Negative = scratch();
    if (T.Size < 4)
      signExtend(R, T);
    A.mov(8, Negative, R);
    A.unary(Unary::Neg, T.width(), Negative);
    A.cmov(Cond::NS, T.width(), R, Negative);
    return define(I, R);
  }
  case Intrinsic::bswap: {
    if (T.Size == 1)
      return fail("bswap");
    Reg R = take(V);
    if (T.Size == 2)
      A.shiftImm(Shift::Rol, 2, R, 8);
    else
      A.bswap(T.Size, R);
    return define(I, R);
  }
  case Intrinsic::ctpop: {
    Reg R = take(V), Half = scratch();
    zeroExtend(R, T);
    // Sums of neighbours: of pairs of bits, of fours, of bytes; then of all bytes in the highest.
    auto Mask = [&](Reg Of, uint64_t Bits) {
      A.movImm(Scratch, Bits);
      A.alu(Alu::And, 8, Of, Scratch);
    };
    auto Shifted = [&](uint8_t Count) {
      A.mov(8, Half, R);
      A.shiftImm(Shift::Shr, 8, Half, Count);
    };
    Shifted(1);
    Mask(Half, 0x5555555555555555);
    A.alu(Alu::Sub, 8, R, Half);
    Shifted(2);
    Mask(Half, 0x3333333333333333);
    Mask(R, 0x3333333333333333);
    A.alu(Alu::Add, 8, R, Half);
    Shifted(4);
    A.alu(Alu::Add, 8, R, Half);
    Mask(R, 0x0f0f0f0f0f0f0f0f);
    A.movImm(Scratch, 0x0101010101010101);
    A.imul(8, R, Scratch);
    A.shiftImm(Shift::Shr, 8, R, 56);
    return define(I, R);
  }
  default: {
    bool Leading = I.getIntrinsicID() == Intrinsic::ctlz;
    Reg From = T.Size < 4 ? take(V) : use(V), R = scratch();
    if (T.Size < 4)
      zeroExtend(From, T);
    // bsf and bsr say in a flag that there was no bit.
    A.movImm(Scratch, Leading ? T.Bits * 2u - 1 : T.Bits);
    A.bitScan(T.width(), Leading, R, From);
    A.cmov(Cond::E, T.width(), R, Scratch);
    if (Leading)
      A.aluImm(Alu::Xor, 4, R, T.Bits - 1);
    return define(I, R);
  }
  }
}

void FunctionCompiler::compileFunnelShift(const IntrinsicInst &I) {
  PartType T = typeOf(I);
  if (T.IsVector || T.isOdd() || T.Size < 4)
    return fail("a narrow funnel shift");
  bool Left = I.getIntrinsicID() == Intrinsic::fshl;
  reserve(RCX);
  takeInto(RCX, *I.getArgOperand(2));
  Reg R = take(*I.getArgOperand(Left ? 0 : 1)), Other = use(*I.getArgOperand(Left ? 1 : 0));
  A.shiftDouble(Left, T.Size, R, Other);
  define(I, R);
}

void FunctionCompiler::compileSaturating(const IntrinsicInst &I) {
  PartType T = typeOf(I);
  if (T.IsVector || T.isOdd())
    return fail("vector arithmetic");
  bool IsSigned = I.getIntrinsicID() == Intrinsic::sadd_sat || I.getIntrinsicID() == Intrinsic::ssub_sat;
  bool IsAdd = I.getIntrinsicID() == Intrinsic::uadd_sat || I.getIntrinsicID() == Intrinsic::sadd_sat;
  if (IsSigned) {
    if (T.Size < 4)
      return fail("narrow saturating arithmetic");
    // Towards the side on which the first operand is.
    Reg R = take(*I.getArgOperand(0)), Other = use(*I.getArgOperand(1)), Limit = scratch();
    A.mov(T.Size, Limit, R);
    A.shiftImm(Shift::Sar, T.Size, Limit, T.Bits - 1);
    A.movImm(Scratch, ~0ull >> (65 - T.Bits));
    A.alu(Alu::Xor, T.Size, Limit, Scratch);
    A.alu(IsAdd ? Alu::Add : Alu::Sub, T.Size, R, Other);
    A.cmov(Cond::O, T.Size, R, Limit);
    return define(I, R);
  }
  Reg R = take(*I.getArgOperand(0)), Other = use(*I.getArgOperand(1));
  A.movImm(Scratch, IsAdd ? ~0ull : 0);
  A.alu(IsAdd ? Alu::Add : Alu::Sub, T.Size, R, Other);
  A.cmov(Cond::B, T.width(), R, Scratch);
  define(I, R);
}

// -1, 0 or 1.
void FunctionCompiler::compileThreeWay(const IntrinsicInst &I) {
  PartType T = typeOf(*I.getArgOperand(0));
  if (T.IsVector || T.isOdd() || typeOf(I).IsVector)
    return fail("vector arithmetic");
  bool IsSigned = I.getIntrinsicID() == Intrinsic::scmp;
  Reg Left = use(*I.getArgOperand(0)), Right = use(*I.getArgOperand(1)), R = scratch(), Less = scratch();
  A.alu(Alu::Cmp, T.Size, Left, Right);
  A.setcc(IsSigned ? Cond::G : Cond::A, R);
  A.setcc(IsSigned ? Cond::L : Cond::B, Less);
  A.alu(Alu::Sub, 1, R, Less);
  A.movsx(8, R, R, 1);
  define(I, R);
}

// Rust's `as`: what is out of range becomes the nearest number, what is none 0.
void FunctionCompiler::compileSaturatingCast(const IntrinsicInst &I) {
  const Value &V = *I.getArgOperand(0);
  PartType T = typeOf(I);
  bool IsSigned = I.getIntrinsicID() == Intrinsic::fptosi_sat;
  if (I.getType()->isVectorTy() || !(V.getType()->isFloatTy() || V.getType()->isDoubleTy()) || T.isOdd() ||
      !(T.Bits == 32 || (T.Bits == 64 && IsSigned)))
    return fail("a saturating cast");
  bool IsDouble = V.getType()->isDoubleTy();
  uint32_t Convert = IsDouble ? 0xf20f2c : 0xf30f2c, Compare = IsDouble ? 0x660f2e : 0x000f2e;
  Reg Float = use(V), R = scratch();
  // Of what is too small, the instruction itself makes the smallest signed number.
  A.sse(Convert, R, Float, IsSigned && T.Bits == 32 ? 4 : 8);
  unsigned Power = IsSigned ? T.Bits - 1 : T.Bits;
  bitsToFloat(VectorScratch, IsDouble ? uint64_t(1023 + Power) << 52 : uint64_t(127 + Power) << 23, IsDouble ? 8 : 4);
  A.movImm(Scratch, ~0ull >> (64 - Power));
  A.sse(Compare, Float, VectorScratch);
  A.cmov(Cond::AE, 8, R, Scratch);
  A.movImm(Scratch, 0);
  if (IsSigned) {
    A.sse(Compare, Float, Float);
    A.cmov(Cond::P, 8, R, Scratch);
  } else {
    A.sse(Sse::Xor, VectorScratch, VectorScratch);
    A.sse(Compare, Float, VectorScratch);
    A.cmov(Cond::B, 8, R, Scratch); // Less, or not a number.
  }
  define(I, R);
}

void FunctionCompiler::callMath(const char *Double, const char *Float, const IntrinsicInst &I) {
  if (I.getType()->isVectorTy())
    return fail("vector arithmetic");
  SmallVector<const Value *, 3> Arguments;
  for (const Use &Argument : I.args())
    Arguments.push_back(Argument);
  callLibrary(I.getType()->isDoubleTy() ? Double : Float, I, Arguments);
}

// Where the target's instructions would be another result than the library's, or none, it is LLVM's business.
void FunctionCompiler::compileFloatIntrinsic(const IntrinsicInst &I) {
  if (I.getType()->isX86_FP80Ty())
    return compileExtendedIntrinsic(I);
  if (I.getType()->isVectorTy() || !(I.getType()->isFloatTy() || I.getType()->isDoubleTy()))
    return fail("an intrinsic");
  unsigned Size = I.getType()->isDoubleTy() ? 8 : 4;
  uint64_t Sign = 1ull << (Size * 8 - 1);
  uint32_t Prefix = Size == 8 ? 0xf20000 : 0xf30000;
  switch (I.getIntrinsicID()) {
  case Intrinsic::fabs: {
    Reg R = take(*I.getArgOperand(0));
    bitsToFloat(VectorScratch, Sign - 1, Size);
    A.sse(Sse::And, R, VectorScratch);
    return define(I, R);
  }
  case Intrinsic::copysign: {
    Reg R = take(*I.getArgOperand(0)), Other = take(*I.getArgOperand(1));
    bitsToFloat(VectorScratch, Sign - 1, Size);
    A.sse(Sse::And, R, VectorScratch);
    A.sse(Sse::AndNot, VectorScratch, Other);
    A.sse(Sse::Or, R, VectorScratch);
    return define(I, R);
  }
  case Intrinsic::sqrt: {
    Reg R = take(*I.getArgOperand(0));
    A.sse(Prefix | uint32_t(Sse::SqrtS), R, R);
    return define(I, R);
  }
  case Intrinsic::fmuladd: {
    // What a processor's name stands for, clang lists, but rustc does not.
    if (StringRef Processor = F->getFnAttribute("target-cpu").getValueAsString();
        hasFeature("fma") || hasFeature("fma4") || !(Processor.empty() || Processor == "x86-64" || Processor == "generic"))
      return fail("a fused multiplication");
    Reg R = take(*I.getArgOperand(0));
    A.sse(Prefix | uint32_t(Sse::MulS), R, use(*I.getArgOperand(1)));
    A.sse(Prefix | uint32_t(Sse::AddS), R, use(*I.getArgOperand(2)));
    return define(I, R);
  }
  case Intrinsic::fma:
    if (hasFeature("fma") || hasFeature("fma4"))
      return fail("a fused multiplication");
    return callMath("fma", "fmaf", I);
  case Intrinsic::floor: case Intrinsic::ceil: case Intrinsic::trunc: case Intrinsic::rint: case Intrinsic::nearbyint:
    if (hasFeature("sse4.1"))
      return fail("rounding");
    switch (I.getIntrinsicID()) {
    case Intrinsic::floor: return callMath("floor", "floorf", I);
    case Intrinsic::ceil: return callMath("ceil", "ceilf", I);
    case Intrinsic::trunc: return callMath("trunc", "truncf", I);
    case Intrinsic::rint: return callMath("rint", "rintf", I);
    default: return callMath("nearbyint", "nearbyintf", I);
    }
  case Intrinsic::round: return callMath("round", "roundf", I);
  case Intrinsic::sin: return callMath("sin", "sinf", I);
  case Intrinsic::cos: return callMath("cos", "cosf", I);
  case Intrinsic::pow: return callMath("pow", "powf", I);
  case Intrinsic::exp: return callMath("exp", "expf", I);
  case Intrinsic::log: return callMath("log", "logf", I);
  default: return fail("an intrinsic");
  }
}
