//===- Values.cpp - Where values are --------------------------------------===//

#include "FunctionCompiler.h"

#include "llvm/IR/Constants.h"

using namespace llvm;
using namespace autojit::fast;

FunctionCompiler::Info *FunctionCompiler::knownInfo(const Value *V) {
  auto It = Ids.find(V);
  return It == Ids.end() ? nullptr : &Infos[It->second];
}

bool FunctionCompiler::isFolded(const Value *V) const {
  auto It = Ids.find(V);
  return It != Ids.end() && Infos[It->second].IsFolded;
}

// Of an instruction or an argument. What is used at the end of its own block only, by a phi of the next one, is local.
FunctionCompiler::Info &FunctionCompiler::info(const Value &V) {
  auto [It, IsNew] = Ids.try_emplace(&V, uint32_t(Infos.size()));
  if (!IsNew)
    return Infos[It->second];
  Info New;
  ArrayRef<PartType> T = Types.of(V.getType());
  if (T.empty())
    fail("a type");
  New.First = uint32_t(Parts.size());
  New.Count = uint32_t(T.size());
  auto *I = dyn_cast<Instruction>(&V);
  const BasicBlock *Home = I ? I->getParent() : &F->getEntryBlock();
  New.IsLocal = !isa<PHINode>(V);
  for (const Use &Op : V.uses()) {
    auto *User = cast<Instruction>(Op.getUser());
    auto *Phi = dyn_cast<PHINode>(User);
    New.IsLocal &= (Phi ? Phi->getIncomingBlock(Op) : User->getParent()) == Home;
    ++New.UsesLeft;
  }
  for (const PartType &P : T) {
    Part &Added = Parts.emplace_back();
    Added.V = &V;
    Added.Type = P;
    Added.IsLocal = New.IsLocal;
    Added.InSlot = !New.IsLocal; // As soon as it exists.
  }
  // An operation that cannot be held still has a part, so that the rest of this instruction finds one.
  if (T.empty()) {
    Part &Added = Parts.emplace_back();
    Added.V = &V;
    Added.Type = {false, 8, 64, 0};
    New.Count = 1;
  }
  Infos.push_back(New);
  return Infos.back();
}

PartType FunctionCompiler::typeOf(const Value &V, unsigned N) {
  ArrayRef<PartType> T = Types.of(V.getType());
  if (N >= T.size()) {
    fail("a type");
    return {false, 8, 64, 0};
  }
  return T[N];
}

int32_t FunctionCompiler::newSlot(unsigned Size) {
  bool Large = Size > 8;
  if (!FreeSlots[Large].empty())
    return FreeSlots[Large].pop_back_val();
  FrameSize = int32_t(alignTo(FrameSize + (Large ? 16 : 8), Large ? 16 : 8));
  return -FrameSize;
}

Mem FunctionCompiler::slot(Part &P) {
  if (!P.Slot)
    P.Slot = newSlot(P.Type.Size);
  return Mem::at(RBP, P.Slot);
}

void FunctionCompiler::spill(uint32_t PartId) {
  Part &P = Parts[PartId];
  storeRegister(slot(P), P.Type.whole(), P.InReg);
  P.InSlot = true;
}

void FunctionCompiler::own(unsigned B, Reg R, uint32_t PartId) {
  Banks[B].Owner[R] = PartId;
  Banks[B].Free &= ~(1u << R);
  Parts[PartId].InReg = R;
}

void FunctionCompiler::disown(unsigned B, Reg R) {
  uint32_t Owner = Banks[B].Owner[R];
  if (Owner == None)
    return;
  Parts[Owner].InReg = NoReg;
  Banks[B].Owner[R] = None;
  Banks[B].Free |= 1u << R;
}

void FunctionCompiler::forgetRegisters() {
  for (unsigned B = 0; B < 2; ++B)
    for (unsigned R = 0; R < 16; ++R)
      disown(B, Reg(R));
}

void FunctionCompiler::evict(unsigned B, Reg R, bool MayMove) {
  uint32_t Owner = Banks[B].Owner[R];
  if (Owner == None)
    return;
  if (!Parts[Owner].InSlot) {
    uint16_t Others = Banks[B].Free & ~Banks[B].Locked & ~(1u << R);
    if (MayMove && Others) {
      Reg To = Reg(countr_zero(Others));
      A.mov(8, To, R);
      disown(B, R);
      own(B, To, Owner);
      return;
    }
    spill(Owner);
  }
  disown(B, R);
}

// Locked until the instruction is done.
Reg FunctionCompiler::allocate(unsigned B) {
  Bank &K = Banks[B];
  if (uint16_t Free = K.Free & ~K.Locked) {
    bool IsWanted = B == 0 && Preferred != NoReg && Free & 1u << Preferred;
    Reg R = IsWanted ? Preferred : Reg(countr_zero(Free));
    lock(B, R);
    return R;
  }
  Reg Victim = NoReg;
  for (unsigned R = 0; R < 16; ++R) {
    if (K.Owner[R] == None || K.Locked & 1u << R)
      continue;
    if (Victim == NoReg)
      Victim = Reg(R);
    if (Parts[K.Owner[R]].InSlot) {
      Victim = Reg(R);
      break;
    }
  }
  if (Victim == NoReg) {
    fail("more operands than registers");
    return RAX;
  }
  evict(B, Victim, /*MayMove=*/false);
  lock(B, Victim);
  return Victim;
}

// A certain general register.
void FunctionCompiler::reserve(Reg R) {
  lock(0, R);
  evict(0, R, /*MayMove=*/true);
}

// Counts down the uses of what an instruction has just used.
void FunctionCompiler::consume(const Value *V) {
  if (!isa<Instruction, Argument>(V))
    return;
  Info *Known = knownInfo(V);
  if (!Known || Known->IsAddress)
    return;
  if (Known->IsFolded) {
    for (const Use &Op : cast<Instruction>(V)->operands())
      consume(Op);
    return;
  }
  if (!Known->IsLocal || --Known->UsesLeft > 0)
    return;
  for (uint32_t Id = Known->First; Id < Known->First + Known->Count; ++Id) {
    Part &P = Parts[Id];
    if (P.InReg != NoReg)
      disown(P.Type.IsVector, P.InReg);
    if (P.Slot && !P.IsArgumentSlot && ReusesSlots)
      FreeSlots[P.Type.Size > 8].push_back(P.Slot);
    P.InSlot = false;
    P.Slot = 0;
  }
}

bool FunctionCompiler::isLastUse(const Value &V) {
  Info &I = info(V);
  return I.UsesLeft == 1 && I.IsLocal;
}

Reg FunctionCompiler::use(const Value &V, unsigned N) {
  if (auto *Load = dyn_cast<LoadInst>(&V); Load && isFolded(Load)) {
    PartType T = typeOf(V);
    Mem From = addressOf(*Load->getPointerOperand());
    Reg R = allocate(T.IsVector);
    loadRegister(R, T, From);
    return R;
  }
  bool IsHeld = isa<Instruction, Argument>(V);
  if (IsHeld && !info(V).IsAddress) {
    uint32_t Id = info(V).First + N;
    PartType T = Parts[Id].Type;
    if (Parts[Id].InReg == NoReg) {
      if (!Parts[Id].InSlot)
        fail("a value that was lost");
      Reg R = allocate(T.IsVector);
      loadRegister(R, T.whole(), slot(Parts[Id]));
      own(T.IsVector, R, Id);
    }
    lock(T.IsVector, Parts[Id].InReg);
    return Parts[Id].InReg;
  }
  PartType T = typeOf(V, N);
  Reg R = allocate(T.IsVector);
  materialize(R, V, N, T);
  return R;
}

Reg FunctionCompiler::take(const Value &V, unsigned N) {
  if (!isa<Instruction, Argument>(V) || isFolded(&V) || info(V).IsAddress)
    return use(V, N);
  Reg From = use(V, N);
  Part &P = Parts[info(V).First + N];
  bool IsVector = P.Type.IsVector;
  if (P.InSlot || isLastUse(V)) { // Nobody needs the register any more; it stays locked.
    disown(IsVector, From);
    return From;
  }
  Reg To = allocate(IsVector);
  if (IsVector)
    A.movVector(To, From);
  else
    A.mov(8, To, From);
  return To;
}

// The register is reserved already.
void FunctionCompiler::takeInto(Reg R, const Value &V, unsigned N) {
  Reg From = NoReg;
  if (isFolded(&V)) {
    Mem M = addressOf(*cast<LoadInst>(V).getPointerOperand());
    return loadRegister(R, typeOf(V), M);
  }
  if (isa<Instruction, Argument>(V) && !info(V).IsAddress)
    From = Parts[info(V).First + N].InReg;
  if (From != NoReg)
    A.mov(8, R, From);
  else
    materialize(R, V, N, typeOf(V, N));
}

void FunctionCompiler::define(const Value &V, unsigned N, Reg R) {
  Info &I = info(V);
  if (I.UsesLeft == 0)
    return;
  uint32_t Id = I.First + N;
  bool B = Parts[Id].Type.IsVector;
  disown(B, R);
  if (Parts[Id].InReg != NoReg)
    disown(B, Parts[Id].InReg);
  own(B, R, Id);
  lock(B, R);
  Parts[Id].InSlot = false;
  if (!I.IsLocal)
    spill(Id);
}

const Constant *FunctionCompiler::elementOf(const Constant &C, unsigned N) {
  if (!C.getType()->isAggregateType())
    return &C;
  unsigned Count = C.getType()->isStructTy() ? C.getType()->getStructNumElements()
                                             : unsigned(C.getType()->getArrayNumElements());
  for (unsigned I = 0; I < Count; ++I) {
    const Constant *Element = C.getAggregateElement(I);
    if (!Element)
      break;
    unsigned Size = unsigned(Types.of(Element->getType()).size());
    if (N < Size)
      return elementOf(*Element, N);
    N -= Size;
  }
  fail("a constant");
  return &C;
}

// Anything but what is in a register. Allocates nothing; the vector bank may need the general scratch register.
void FunctionCompiler::materialize(Reg To, const Value &V, unsigned N, PartType T) {
  if (isa<Instruction, Argument>(V)) {
    Info &I = info(V);
    if (I.IsAddress)
      return A.lea(To, Mem::at(RBP, I.Address));
    Part &P = Parts[I.First + N];
    if (!P.InSlot)
      fail("a value that was lost");
    return loadRegister(To, P.Type.whole(), slot(P));
  }
  auto *C = dyn_cast<Constant>(&V);
  if (!C)
    return fail("an operand");
  C = elementOf(*C, N);
  if (T.IsVector)
    materializeVector(To, *C, T);
  else
    materializeConstant(To, *C, T);
}

void FunctionCompiler::bitsToFloat(Reg To, uint64_t Bits, unsigned Size) {
  if (Bits == 0)
    return A.sse(Sse::Xor, To, To);
  A.movImm(Scratch, Bits);
  A.sse(Sse::MovFromGeneral, To, Scratch, Size);
}

void FunctionCompiler::materializeVector(Reg To, const Constant &C, PartType T) {
  if (C.isNullValue() || isa<UndefValue>(C))
    return A.sse(Sse::Xor, To, To);
  auto *Float = dyn_cast<ConstantFP>(&C);
  if (Float && T.isExtended()) {
    storeExtended(transfer(), *Float);
    return A.loadVector(16, To, transfer());
  }
  if (Float && !C.getType()->isVectorTy())
    return bitsToFloat(To, Float->getValueAPF().bitcastToAPInt().getZExtValue(), T.Size);
  fail("a vector constant");
}

void FunctionCompiler::materializeConstant(Reg To, const Constant &C, PartType T) {
  if (auto *Int = dyn_cast<ConstantInt>(&C)) {
    // Sign-extended: shorter to say for small negative ones. An i1 is 0 or 1.
    uint64_t Bits = T.Bits == 1 || T.Size == 4 ? Int->getZExtValue() : uint64_t(Int->getSExtValue());
    if (T.Size < 4)
      Bits &= 0xffffffff;
    if (Bits == 0)
      return A.alu(Alu::Xor, 4, To, To);
    return A.movImm(To, Bits);
  }
  if (C.isNullValue() || isa<UndefValue>(C))
    return A.alu(Alu::Xor, 4, To, To);
  materializeAddress(To, C, T);
}

void FunctionCompiler::materializeAddress(Reg To, const Constant &C, PartType T) {
  if (auto *G = dyn_cast<GlobalValue>(&C)) {
    if (G->isThreadLocal() || G->isAbsoluteSymbolRef())
      return fail("a thread-local or absolute symbol");
    if (G->isDSOLocal())
      return A.lea(To, Mem::symbol(G, ELF::R_X86_64_PC32));
    return A.load(8, To, Mem::symbol(G, ELF::R_X86_64_REX_GOTPCRELX));
  }
  auto *E = dyn_cast<ConstantExpr>(&C);
  if (!E)
    return fail("a constant");
  switch (E->getOpcode()) {
  case Instruction::GetElementPtr: {
    APInt Offset(64, 0);
    if (!cast<GEPOperator>(E)->accumulateConstantOffset(DL, Offset) || !Offset.isSignedIntN(32))
      return fail("a constant address");
    materializeConstant(To, *E->getOperand(0), {false, 8, 64, 0});
    if (!Offset.isZero())
      A.aluImm(Alu::Add, 8, To, int32_t(Offset.getSExtValue()));
    return;
  }
  case Instruction::PtrToInt: case Instruction::IntToPtr: case Instruction::PtrToAddr: case Instruction::Trunc:
    if (T.Bits == 1 || typeOf(*E->getOperand(0)).Bits < T.Bits) // What is above counts.
      return fail("a constant expression");
    return materializeConstant(To, *E->getOperand(0), typeOf(*E->getOperand(0)));
  case Instruction::Add: case Instruction::Sub: {
    auto *Other = dyn_cast<ConstantInt>(E->getOperand(1));
    if (!Other || !Other->getValue().isSignedIntN(31))
      return fail("a constant expression");
    materializeConstant(To, *E->getOperand(0), typeOf(*E));
    return A.aluImm(E->getOpcode() == Instruction::Add ? Alu::Add : Alu::Sub, 8, To, int32_t(Other->getSExtValue()));
  }
  default: return fail("a constant expression");
  }
}

void FunctionCompiler::loadRegister(Reg R, PartType T, const Mem &From) {
  if (T.IsVector)
    A.loadVector(T.Size, R, From);
  else
    A.load(T.Size, R, From);
}

void FunctionCompiler::storeRegister(const Mem &To, PartType T, Reg R) {
  if (T.IsVector)
    A.storeVector(T.Size, To, R);
  else
    A.store(T.Size, To, R);
}

// From anywhere to memory, in the part's own width; slots are written whole.
void FunctionCompiler::storePart(const Mem &To, const Value &V, unsigned N) {
  PartType T = typeOf(V, N).whole();
  if (isa<Instruction, Argument>(V) && !info(V).IsAddress) {
    if (Part &P = Parts[info(V).First + N]; P.InReg != NoReg)
      return storeRegister(To, T, P.InReg);
  } else if (auto *Int = dyn_cast<ConstantInt>(&V); Int && (T.Size < 8 || Int->getValue().isSignedIntN(32))) {
    int64_t Imm = Int->getBitWidth() == 1 ? int64_t(Int->getZExtValue()) : Int->getSExtValue();
    return A.storeImm(T.Size, To, int32_t(Imm));
  }
  Reg R = T.IsVector ? VectorScratch : Scratch;
  materialize(R, V, N, typeOf(V, N));
  storeRegister(To, T, R);
}

void FunctionCompiler::zeroExtend(Reg R, PartType T) {
  if (T.Bits == 8 || T.Bits == 1)
    A.movzx(R, R, 1);
  else if (T.Bits == 16)
    A.movzx(R, R, 2);
  else if (T.Bits == 32)
    A.mov(4, R, R);
  else if (T.Bits < 64) {
    A.shiftImm(Shift::Shl, 8, R, 64 - T.Bits);
    A.shiftImm(Shift::Shr, 8, R, 64 - T.Bits);
  }
}

void FunctionCompiler::signExtend(Reg R, PartType T) {
  if (T.Bits == 8 || T.Bits == 16 || T.Bits == 32)
    return A.movsx(8, R, R, T.Bits / 8);
  if (T.Bits < 64) {
    A.shiftImm(Shift::Shl, 8, R, 64 - T.Bits);
    A.shiftImm(Shift::Sar, 8, R, 64 - T.Bits);
  }
}
