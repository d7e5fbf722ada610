//===- Assembler.cpp - x86-64 instructions as bytes -----------------------===//
//
// Intel's manual, volume 2: prefixes, REX, opcode, ModRM, SIB, displacement, immediate.
//
//===----------------------------------------------------------------------===//

#include "Assembler.h"

#include "llvm/Support/Endian.h"

using namespace llvm;
using namespace autojit::fast;

void Assembler::word(uint32_t W) {
  size_t At = Text.size();
  Text.resize_for_overwrite(At + 4);
  support::endian::write32le(Text.data() + At, W);
}

void Assembler::put(uint32_t Place, uint32_t Value) { support::endian::write32le(Text.data() + Place, Value); }

void Assembler::align(unsigned To) {
  while (Text.size() % To)
    byte(0xcc);
}

// An opcode is one byte, or 0F and a byte, or a mandatory prefix, 0F and a byte.
void Assembler::prefixes(unsigned Size, uint32_t Opcode, unsigned Rex, bool NeedsRex) {
  if (Size == 2)
    byte(0x66);
  if (Opcode >> 16)
    byte(Opcode >> 16);
  if (Size == 8)
    Rex |= 8;
  if (Rex || NeedsRex)
    byte(0x40 | Rex);
  if (Opcode & 0xff00)
    byte(0x0f);
  byte(Opcode & 0xff);
}

// Without a REX prefix, byte registers 4 to 7 are ah, ch, dh and bh.
static bool isNewByteRegister(Reg R) { return R >= RSP && R <= RDI; }

void Assembler::reg(unsigned Size, uint32_t Opcode, Reg R, Reg Rm) {
  bool NeedsRex = Size == 1 && (isNewByteRegister(R) || isNewByteRegister(Rm));
  prefixes(Size, Opcode, (R >> 3) << 2 | Rm >> 3, NeedsRex);
  byte(0xc0 | (R & 7) << 3 | (Rm & 7));
}

void Assembler::mem(unsigned Size, uint32_t Opcode, Reg R, const Mem &M, unsigned ImmBytes) {
  unsigned Base = M.Base == NoReg ? 0 : M.Base, Index = M.Index == NoReg ? 0 : M.Index;
  prefixes(Size, Opcode, (R >> 3) << 2 | (Index >> 3) << 1 | Base >> 3, Size == 1 && isNewByteRegister(R));
  unsigned Field = (R & 7) << 3;
  if (M.Symbol) {
    byte(Field | 5);
    U.References.push_back({here(), M.Type, int64_t(M.Disp) - 4 - int64_t(ImmBytes), M.Symbol, nullptr});
    word(0);
    return;
  }
  if (M.Base == NoReg) { // Only an index, or an address below 2 GB.
    byte(Field | 4);
    byte(Log2_32(M.Scale) << 6 | (M.Index == NoReg ? 4 : Index & 7) << 3 | 5);
    word(M.Disp);
    return;
  }
  // A base like rbp has no form without a displacement.
  unsigned Mode = M.Disp == 0 && (Base & 7) != RBP ? 0 : isInt<8>(M.Disp) ? 1 : 2;
  if (M.Index != NoReg || (Base & 7) == RSP) {
    byte(Mode << 6 | Field | 4);
    byte(Log2_32(M.Scale) << 6 | (M.Index == NoReg ? 4 : Index & 7) << 3 | (Base & 7));
  } else {
    byte(Mode << 6 | Field | (Base & 7));
  }
  if (Mode == 1)
    byte(M.Disp & 0xff);
  else if (Mode == 2)
    word(M.Disp);
}

void Assembler::imm(unsigned Size, int32_t Value) {
  if (Size == 1)
    return byte(Value & 0xff);
  if (Size == 2) {
    byte(Value & 0xff);
    byte(Value >> 8 & 0xff);
    return;
  }
  word(Value);
}

void Assembler::load(unsigned Size, Reg To, const Mem &M) {
  if (Size < 4)
    mem(4, Size == 1 ? 0x0fb6 : 0x0fb7, To, M);
  else
    mem(Size, 0x8b, To, M);
}

void Assembler::loadSigned(unsigned Size, Reg To, const Mem &M, unsigned FromSize) {
  unsigned Opcode = FromSize == 1 ? 0x0fbe : FromSize == 2 ? 0x0fbf : 0x63;
  mem(Size == 8 ? 8 : 4, Opcode, To, M);
}

void Assembler::storeImm(unsigned Size, const Mem &M, int32_t Imm) {
  mem(Size, Size == 1 ? 0xc6 : 0xc7, Reg(0), M, std::min(Size, 4u));
  imm(Size, Imm);
}

void Assembler::movImm(Reg To, uint64_t Imm) {
  if (Imm == uint32_t(Imm) || int64_t(Imm) != int32_t(Imm)) {
    bool Wide = Imm != uint32_t(Imm);
    prefixes(Wide ? 8 : 4, 0xb8 | (To & 7), To >> 3, false);
    word(uint32_t(Imm));
    if (Wide)
      word(uint32_t(Imm >> 32));
    return;
  }
  reg(8, 0xc7, Reg(0), To);
  word(uint32_t(Imm));
}

void Assembler::movzx(Reg To, Reg From, unsigned FromSize) {
  if (FromSize == 4)
    return mov(4, To, From);
  // The byte register is the second operand: it alone decides about REX.
  prefixes(4, FromSize == 1 ? 0x0fb6 : 0x0fb7, (To >> 3) << 2 | From >> 3, FromSize == 1 && isNewByteRegister(From));
  byte(0xc0 | (To & 7) << 3 | (From & 7));
}

void Assembler::movsx(unsigned Size, Reg To, Reg From, unsigned FromSize) {
  unsigned Opcode = FromSize == 1 ? 0x0fbe : FromSize == 2 ? 0x0fbf : 0x63;
  prefixes(Size == 8 ? 8 : 4, Opcode, (To >> 3) << 2 | From >> 3, FromSize == 1 && isNewByteRegister(From));
  byte(0xc0 | (To & 7) << 3 | (From & 7));
}

void Assembler::aluImm(Alu Op, unsigned Size, Reg To, int32_t Imm) {
  bool Short = Size == 1 || isInt<8>(Imm);
  reg(Size, Size == 1 ? 0x80 : Short ? 0x83 : 0x81, Reg(Op), To);
  imm(Short ? 1 : Size, Imm);
}

void Assembler::aluImm(Alu Op, unsigned Size, const Mem &M, int32_t Imm) {
  bool Short = Size == 1 || isInt<8>(Imm);
  mem(Size, Size == 1 ? 0x80 : Short ? 0x83 : 0x81, Reg(Op), M, Short ? 1 : std::min(Size, 4u));
  imm(Short ? 1 : Size, Imm);
}

void Assembler::testImm8(Reg A, int8_t Imm) {
  reg(1, 0xf6, Reg(0), A);
  byte(uint8_t(Imm));
}

void Assembler::imulImm(unsigned Size, Reg To, Reg From, int32_t Imm) {
  bool Short = isInt<8>(Imm);
  reg(Size, Short ? 0x6b : 0x69, To, From);
  imm(Short ? 1 : Size, Imm);
}

void Assembler::shiftImm(Shift Op, unsigned Size, Reg R, uint8_t Count) {
  reg(Size, Size == 1 ? 0xc0 : 0xc1, Reg(Op), R);
  byte(Count);
}

void Assembler::signIntoRdx(unsigned Size) {
  if (Size == 8)
    byte(0x48);
  byte(0x99);
}

void Assembler::bswap(unsigned Size, Reg R) { prefixes(Size, 0x0fc8 | (R & 7), R >> 3, false); }

void Assembler::loadVector(unsigned Size, Reg To, const Mem &M) {
  sse(Size == 4 ? Sse::MovssLoad : Size == 8 ? Sse::MovsdLoad : Sse::MovupsLoad, To, M);
}

void Assembler::storeVector(unsigned Size, const Mem &M, Reg From) {
  sse(Size == 4 ? Sse::MovssStore : Size == 8 ? Sse::MovsdStore : Sse::MovupsStore, From, M);
}

void Assembler::jmpBack(uint32_t Target) {
  int64_t Distance = int64_t(Target) - (here() + 2);
  if (!isInt<8>(Distance))
    return patch(jmp(), Target);
  byte(0xeb);
  byte(uint8_t(Distance));
}

void Assembler::jccBack(Cond C, uint32_t Target) {
  int64_t Distance = int64_t(Target) - (here() + 2);
  if (!isInt<8>(Distance))
    return patch(jcc(C), Target);
  byte(0x70 + unsigned(C));
  byte(uint8_t(Distance));
}

uint32_t Assembler::jmp() {
  byte(0xe9);
  word(0);
  return here() - 4;
}

void Assembler::push(Reg R) {
  if (R >= R8)
    byte(0x41);
  byte(0x50 + (R & 7));
}

uint32_t Assembler::jcc(Cond C) {
  byte(0x0f);
  byte(0x80 + unsigned(C));
  word(0);
  return here() - 4;
}

uint32_t Assembler::leaLocal(Reg To) {
  prefixes(8, 0x8d, (To >> 3) << 2, false);
  byte((To & 7) << 3 | 5);
  word(0);
  return here() - 4;
}

void Assembler::branch(unsigned Opcode, const GlobalValue *Symbol, const char *Library) {
  byte(Opcode);
  U.References.push_back({here(), ELF::R_X86_64_PLT32, -4, Symbol, Library});
  word(0);
}
