//===- Memory.cpp - Loads, stores, addresses, atomics ---------------------===//

#include "FunctionCompiler.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/GetElementPtrTypeIterator.h"

using namespace llvm;
using namespace autojit::fast;

// Uses registers that stay locked; what lies in the frame or in the object needs none.
Mem FunctionCompiler::addressOf(const Value &V, int64_t Offset) {
  if (!isInt<31>(Offset)) {
    fail("a large offset");
    Offset = 0;
  }
  if (isa<AllocaInst, Argument>(V))
    if (Info *Known = knownInfo(&V); Known && Known->IsAddress)
      return Mem::at(RBP, Known->Address + int32_t(Offset));
  if (auto *G = dyn_cast<GEPOperator>(&V); G && (isa<Constant>(V) || isFolded(&V)))
    return addressOf(*G, Offset);
  // As far from a symbol as the small code model allows for.
  if (auto *G = dyn_cast<GlobalVariable>(&V); G && G->isDSOLocal() && !G->isThreadLocal() && isInt<24>(Offset))
    return Mem::symbol(G, ELF::R_X86_64_PC32, int32_t(Offset));
  return Mem::at(use(V), int32_t(Offset));
}

Mem FunctionCompiler::addressOf(const GEPOperator &G, int64_t Offset) {
  SmallVector<std::pair<const Value *, uint64_t>, 4> Variable;
  for (auto It = gep_type_begin(G), End = gep_type_end(G); It != End; ++It) {
    const Value *Index = It.getOperand();
    if (StructType *S = It.getStructTypeOrNull()) {
      Offset += int64_t(DL.getStructLayout(S)->getElementOffset(cast<ConstantInt>(Index)->getZExtValue()));
      continue;
    }
    TypeSize Stride = It.getSequentialElementStride(DL);
    if (Stride.isScalable() || !Index->getType()->isIntegerTy() || Index->getType()->getIntegerBitWidth() > 64) {
      fail("an address");
      return Mem::at(RBP, 0);
    }
    if (auto *Constant = dyn_cast<ConstantInt>(Index))
      Offset = int64_t(uint64_t(Offset) + uint64_t(Constant->getSExtValue()) * Stride.getFixedValue());
    else if (Stride.getFixedValue() != 0)
      Variable.push_back({Index, Stride.getFixedValue()});
  }
  if (!isInt<31>(Offset)) { // Modulo 2^64.
    Mem M = addressOf(*G.getPointerOperand());
    Reg R = scratch();
    A.movImm(R, uint64_t(Offset));
    if (M.Index == NoReg && !M.Symbol) {
      M.Index = R;
    } else {
      Reg Base = scratch();
      A.lea(Base, M);
      M = Mem::at(Base, 0);
      M.Index = R;
    }
    if (!Variable.empty())
      fail("a large offset");
    return M;
  }
  Mem M = addressOf(*G.getPointerOperand(), Offset);
  for (auto [Index, Stride] : Variable) {
    // First: the register of one index may be taken for the next, which may be the same value.
    if (M.Index != NoReg || M.Symbol) {
      Reg Base = scratch();
      A.lea(Base, M);
      M = Mem::at(Base, 0);
    }
    PartType T = typeOf(*Index);
    Reg R;
    bool IsScale = Stride == 1 || Stride == 2 || Stride == 4 || Stride == 8;
    if (T.Bits == 64 && IsScale) {
      R = use(*Index);
    } else {
      R = take(*Index);
      signExtend(R, T);
      if (!IsScale && isInt<32>(Stride)) {
        A.imulImm(8, R, R, int32_t(Stride));
      } else if (!IsScale) {
        A.movImm(Scratch, Stride);
        A.imul(8, R, Scratch);
      }
    }
    M.Index = R;
    M.Scale = IsScale ? uint8_t(Stride) : 1;
  }
  return M;
}

void FunctionCompiler::compileGep(const GEPOperator &G, const Instruction &I) {
  if (I.getType()->isVectorTy())
    return fail("a vector of addresses");
  Mem M = addressOf(G, 0);
  Reg R = scratch();
  if (!M.Symbol && M.Index == NoReg && M.Disp == 0)
    A.mov(8, R, M.Base);
  else
    A.lea(R, M);
  define(I, R);
}

// Integers of 24 bits and the like have no instruction that loads or stores just them.
static bool hasMemoryForm(PartType T) { return T.IsVector || (T.Bits + 7) / 8 == T.Size; }

void FunctionCompiler::compileLoad(const LoadInst &I) {
  ArrayRef<PartType> T = Types.of(I.getType());
  if (T.empty() || !all_of(T, hasMemoryForm))
    return fail("a type");
  if (I.isAtomic() && (T.size() > 1 || I.getAlign().value() < T[0].Size || T[0].Size > 8))
    return fail("an atomic load");
  Mem M = addressOf(*I.getPointerOperand());
  for (unsigned N = 0; N < T.size(); ++N) {
    LockScope Locks(*this);
    if (T[N].isExtended()) {
      A.x87(X87::LoadExtended, M.plus(int32_t(T[N].Offset)));
      pop(I, N);
      continue;
    }
    Reg R = allocate(T[N].IsVector);
    loadRegister(R, T[N], M.plus(int32_t(T[N].Offset)));
    if (T[N].Bits == 1)
      A.aluImm(Alu::And, 4, R, 1);
    define(I, N, R);
  }
}

void FunctionCompiler::compileStore(const StoreInst &I) {
  const Value &V = *I.getValueOperand();
  ArrayRef<PartType> T = Types.of(V.getType());
  if (T.empty() || !all_of(T, hasMemoryForm))
    return fail("a type");
  if (I.isAtomic() && (T.size() > 1 || I.getAlign().value() < T[0].Size || T[0].Size > 8))
    return fail("an atomic store");
  Mem M = addressOf(*I.getPointerOperand());
  if (I.getOrdering() == AtomicOrdering::SequentiallyConsistent) {
    if (T[0].IsVector || T[0].isOdd())
      return fail("an atomic store");
    return A.xchg(T[0].Size, M, take(V));
  }
  for (unsigned N = 0; N < T.size(); ++N) {
    LockScope Locks(*this);
    Mem To = M.plus(int32_t(T[N].Offset));
    if (T[N].isExtended()) {
      push(V, N);
      A.x87(X87::StoreExtended, To);
      continue;
    }
    const Constant *C = isa<Constant>(V) ? elementOf(cast<Constant>(V), N) : nullptr;
    std::optional<uint64_t> Bits;
    if (auto *Int = dyn_cast_or_null<ConstantInt>(C))
      Bits = T[N].isOdd() ? Int->getZExtValue() : uint64_t(Int->getSExtValue());
    else if (auto *Float = dyn_cast_or_null<ConstantFP>(C); Float && !C->getType()->isVectorTy())
      Bits = Float->getValueAPF().bitcastToAPInt().getZExtValue();
    else if (C && C->isNullValue() && T[N].Size <= 8)
      Bits = 0;
    if (Bits && (T[N].Size <= 4 || isInt<32>(int64_t(*Bits)))) {
      A.storeImm(T[N].Size, To, int32_t(*Bits));
    } else if (Bits) {
      A.movImm(Scratch, *Bits);
      A.store(8, To, Scratch);
    } else if (!T[N].isOdd() || T[N].Bits == 1) {
      storeRegister(To, T[N], use(V, N));
    } else {
      Reg R = take(V, N);
      zeroExtend(R, T[N]);
      storeRegister(To, T[N], R);
    }
  }
}

void FunctionCompiler::compileAtomic(const AtomicRMWInst &I) {
  const Value &V = *I.getValOperand();
  PartType T = typeOf(V);
  if (Types.of(V.getType()).size() != 1 || T.IsVector || T.isOdd() || I.getAlign().value() < T.Size)
    return fail("an atomic operation");
  AtomicRMWInst::BinOp Op = I.getOperation();
  if (Op == AtomicRMWInst::Add || Op == AtomicRMWInst::Sub || Op == AtomicRMWInst::Xchg) {
    Mem M = addressOf(*I.getPointerOperand());
    Reg R = take(V);
    if (Op == AtomicRMWInst::Sub)
      A.unary(Unary::Neg, std::max<unsigned>(T.Size, 4), R);
    if (Op == AtomicRMWInst::Xchg)
      A.xchg(T.Size, M, R);
    else
      A.lockXadd(T.Size, M, R);
    return define(I, R);
  }
  reserve(RAX);
  Mem M = addressOf(*I.getPointerOperand());
  Reg R = use(V), New = scratch();
  A.load(T.Size, RAX, M);
  uint32_t Again = A.here();
  A.mov(8, New, RAX);
  auto Choose = [&](Cond KeepsOld) {
    A.alu(Alu::Cmp, T.Size, RAX, R);
    A.cmov(!KeepsOld, 8, New, R);
  };
  switch (Op) {
  case AtomicRMWInst::And: A.alu(Alu::And, 8, New, R); break;
  case AtomicRMWInst::Or: A.alu(Alu::Or, 8, New, R); break;
  case AtomicRMWInst::Xor: A.alu(Alu::Xor, 8, New, R); break;
  case AtomicRMWInst::Nand:
    A.alu(Alu::And, 8, New, R);
    A.unary(Unary::Not, 8, New);
    break;
  case AtomicRMWInst::Max: Choose(Cond::G); break;
  case AtomicRMWInst::Min: Choose(Cond::LE); break;
  case AtomicRMWInst::UMax: Choose(Cond::A); break;
  case AtomicRMWInst::UMin: Choose(Cond::BE); break;
  default: return fail("an atomic operation");
  }
  A.lockCmpxchg(T.Size, M, New);
  A.jccBack(Cond::NE, Again);
  define(I, RAX);
}

void FunctionCompiler::compileExchange(const AtomicCmpXchgInst &I) {
  const Value &Expected = *I.getCompareOperand();
  PartType T = typeOf(Expected);
  if (Types.of(Expected.getType()).size() != 1 || T.IsVector || T.isOdd() || I.getAlign().value() < T.Size)
    return fail("an atomic operation");
  reserve(RAX);
  takeInto(RAX, Expected);
  Reg New = use(*I.getNewValOperand());
  Mem M = addressOf(*I.getPointerOperand());
  A.lockCmpxchg(T.Size, M, New);
  Reg Success = scratch();
  A.setcc(Cond::E, Success);
  define(I, 0, RAX);
  define(I, 1, Success);
}

void FunctionCompiler::compileFence(const FenceInst &I) {
  if (I.getOrdering() == AtomicOrdering::SequentiallyConsistent && I.getSyncScopeID() != SyncScope::SingleThread)
    A.mfence();
}

// The last piece overlaps the one before it.
void FunctionCompiler::copyBytes(const Mem &To, const Mem &From, uint64_t Size) {
  for (uint64_t Done = 0; Done < Size;) {
    uint64_t Left = Size - Done;
    unsigned Piece = Size >= 16 ? 16 : Left >= 8 || Size >= 8 ? 8 : Left >= 4 ? 4 : Left >= 2 ? 2 : 1;
    uint64_t At = Left < Piece ? Size - Piece : Done;
    if (Piece == 16) {
      A.loadVector(16, VectorScratch, From.plus(int32_t(At)));
      A.storeVector(16, To.plus(int32_t(At)), VectorScratch);
    } else {
      A.load(Piece, Scratch, From.plus(int32_t(At)));
      A.store(Piece, To.plus(int32_t(At)), Scratch);
    }
    Done = At + Piece;
  }
}

static constexpr uint64_t MostInline = 128;

bool FunctionCompiler::copyInline(const MemTransferInst &I) {
  auto *Size = dyn_cast<ConstantInt>(I.getLength());
  if (!Size || Size->getValue().ugt(MostInline))
    return false;
  uint64_t Bytes = Size->getZExtValue();
  // What overlaps may be copied in one piece only.
  if (isa<MemMoveInst>(I) && (!isPowerOf2_64(Bytes) || Bytes > 16))
    return false;
  Mem To = addressOf(*I.getRawDest()), From = addressOf(*I.getRawSource());
  copyBytes(To, From, Bytes);
  return true;
}

bool FunctionCompiler::fillInline(const MemSetInst &I) {
  auto *Size = dyn_cast<ConstantInt>(I.getLength());
  auto *Value = dyn_cast<ConstantInt>(I.getValue());
  if (!Size || !Value || Size->getValue().ugt(MostInline))
    return false;
  Mem To = addressOf(*I.getRawDest());
  uint64_t Bytes = Size->getZExtValue();
  A.movImm(Scratch, Value->getZExtValue() * 0x0101010101010101ull);
  if (Bytes >= 16) {
    A.sse(Sse::MovFromGeneral, VectorScratch, Scratch, 8);
    A.sse(Sse::UnpackLowQuad, VectorScratch, VectorScratch);
  }
  for (uint64_t Done = 0; Done < Bytes;) {
    uint64_t Left = Bytes - Done;
    unsigned Piece = Bytes >= 16 ? 16 : Bytes >= 8 ? 8 : Left >= 4 ? 4 : Left >= 2 ? 2 : 1;
    uint64_t At = Left < Piece ? Bytes - Piece : Done;
    if (Piece == 16)
      A.storeVector(16, To.plus(int32_t(At)), VectorScratch);
    else
      A.store(Piece, To.plus(int32_t(At)), Scratch);
    Done = At + Piece;
  }
  return true;
}

void FunctionCompiler::compileDynamicAlloca(const AllocaInst &I) {
  TypeSize Element = DL.getTypeAllocSize(I.getAllocatedType());
  if (I.getAlign() > Align(16) || Element.isScalable() || !isInt<32>(Element.getFixedValue()) ||
      F->hasFnAttribute("probe-stack") || I.isUsedWithInAlloca())
    return fail("a variable of variable size");
  Reg Size = take(*I.getArraySize());
  zeroExtend(Size, typeOf(*I.getArraySize()));
  if (Element.getFixedValue() != 1)
    A.imulImm(8, Size, Size, int32_t(Element.getFixedValue()));
  A.aluImm(Alu::Add, 8, Size, 15);
  A.aluImm(Alu::And, 8, Size, -16);
  A.alu(Alu::Sub, 8, RSP, Size);
  A.lea(Size, Mem::at(RSP, 1 << 24)); // Above the outgoing arguments, whose size is known at the end.
  OutgoingSizePlaces.push_back(A.here() - 4);
  define(I, Size);
}
