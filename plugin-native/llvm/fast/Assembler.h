//===- Assembler.h - x86-64 instructions as bytes -------------------------===//
//
// The instructions that the fast back end uses, and no others. LLVM's own encoder takes an MCInst for each
// instruction, which costs more than everything else that happens to it here.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_LLVM_FAST_ASSEMBLER_H
#define AUTOJIT_LLVM_FAST_ASSEMBLER_H

#include "UnitCode.h"

#include "llvm/BinaryFormat/ELF.h"

namespace autojit::fast {

/// The number of a general or of a vector register.
enum Reg : uint8_t {
  RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15,
  NoReg = 0xff
};

/// The condition codes of jcc, setcc and cmovcc.
enum class Cond : uint8_t { O, NO, B, AE, E, NE, BE, A, S, NS, P, NP, L, GE, LE, G };
inline Cond operator!(Cond C) { return Cond(uint8_t(C) ^ 1); }

/// The arithmetic whose opcodes differ in these three bits alone.
enum class Alu : uint8_t { Add, Or, Adc, Sbb, And, Sub, Xor, Cmp };

/// The shifts, as they stand in the reg field.
enum class Shift : uint8_t { Rol = 0, Ror = 1, Shl = 4, Shr = 5, Sar = 7 };

/// One-operand instructions of opcode F7, as they stand in the reg field.
enum class Unary : uint8_t { Not = 2, Neg = 3, Mul = 4, IMul = 5, Div = 6, IDiv = 7 };

/// Opcodes of instructions with a vector register: prefix, map 0F, opcode.
enum class Sse : uint32_t {
  MovssLoad = 0xf30f10, MovssStore = 0xf30f11, MovsdLoad = 0xf20f10, MovsdStore = 0xf20f11,
  MovapsLoad = 0x000f28, MovupsLoad = 0x000f10, MovupsStore = 0x000f11,
  MovFromGeneral = 0x660f6e, MovToGeneral = 0x660f7e,
  AddS = 0x000f58, MulS = 0x000f59, SubS = 0x000f5c, DivS = 0x000f5e, SqrtS = 0x000f51,
  And = 0x000f54, AndNot = 0x000f55, Or = 0x000f56, Xor = 0x000f57, UnpackLowQuad = 0x660f6c,
};

/// What the x87 stack's top does with memory: opcode, and what stands in the reg field.
enum class X87 : uint16_t {
  LoadExtended = 0xdb05, StoreExtended = 0xdb07, LoadDouble = 0xdd00, StoreDouble = 0xdd03, LoadFloat = 0xd900,
  StoreFloat = 0xd903, AddFloat = 0xd800, LoadInteger = 0xdf05, StoreInteger = 0xdf07, StoreInteger32 = 0xdb03,
  LoadControl = 0xd905, StoreControl = 0xd907,
};

/// And what with itself: both bytes. Binary ones combine the next with the top, and drop the top.
enum class X87Stack : uint16_t {
  Add = 0xdec1, Sub = 0xdee9, Mul = 0xdec9, Div = 0xdef9, SubNext = 0xd8e1 /* from the top */, Negate = 0xd9e0,
  Abs = 0xd9e1, Sqrt = 0xd9fa, Exchange = 0xd9c9, Compare = 0xdbe9, CompareAndDrop = 0xdfe9, Drop = 0xddd8,
  DropNext = 0xddd9,
};

/// Where in memory: base + index * scale + displacement, or a place that the linker knows.
struct Mem {
  Reg Base = NoReg;
  Reg Index = NoReg;
  uint8_t Scale = 1;
  int32_t Disp = 0;
  const llvm::GlobalValue *Symbol = nullptr; // %rip-relative: this, with a relocation of this type
  uint32_t Type = 0;

  static Mem at(Reg Base, int32_t Disp) {
    Mem M;
    M.Base = Base;
    M.Disp = Disp;
    return M;
  }
  static Mem symbol(const llvm::GlobalValue *Symbol, uint32_t Type, int32_t Disp = 0) {
    Mem M;
    M.Symbol = Symbol;
    M.Type = Type;
    M.Disp = Disp;
    return M;
  }
  Mem plus(int32_t More) const {
    Mem M = *this;
    M.Disp += More;
    return M;
  }
};

/// Appends instructions to a unit's text. Sizes are in bytes: 1, 2, 4 or 8.
class Assembler {
  UnitCode &U;
  llvm::SmallVectorImpl<char> &Text;

public:
  explicit Assembler(UnitCode &U) : U(U), Text(U.Text) {}

  uint32_t here() const { return uint32_t(Text.size()); }

  // General registers.
  void mov(unsigned Size, Reg To, Reg From) { reg(Size == 8 ? 8 : 4, 0x8b, To, From); }
  void load(unsigned Size, Reg To, const Mem &M); // below four bytes: zero-extended
  void store(unsigned Size, const Mem &M, Reg From) { mem(Size, Size == 1 ? 0x88 : 0x89, From, M); }
  void storeImm(unsigned Size, const Mem &M, int32_t Imm);
  void movImm(Reg To, uint64_t Imm);          // keeps the flags
  void movzx(Reg To, Reg From, unsigned FromSize);
  void movsx(unsigned Size, Reg To, Reg From, unsigned FromSize);
  void loadSigned(unsigned Size, Reg To, const Mem &M, unsigned FromSize);
  void lea(Reg To, const Mem &M) { mem(8, 0x8d, To, M); }
  void alu(Alu Op, unsigned Size, Reg To, Reg From) { reg(Size, code(Op, Size), To, From); }
  void alu(Alu Op, unsigned Size, Reg To, const Mem &M) { mem(Size, code(Op, Size), To, M); }
  void aluStore(Alu Op, unsigned Size, const Mem &M, Reg From) { mem(Size, code(Op, Size) - 2, From, M); }
  void aluImm(Alu Op, unsigned Size, Reg To, int32_t Imm);
  void aluImm(Alu Op, unsigned Size, const Mem &M, int32_t Imm);
  void dec(unsigned Size, const Mem &M) { mem(Size, Size == 1 ? 0xfe : 0xff, Reg(1), M); }
  void test(unsigned Size, Reg A, Reg B) { reg(Size, Size == 1 ? 0x84 : 0x85, B, A); }
  void testImm8(Reg A, int8_t Imm);
  void imul(unsigned Size, Reg To, Reg From) { reg(Size, 0x0faf, To, From); }
  void imul(unsigned Size, Reg To, const Mem &M) { mem(Size, 0x0faf, To, M); }
  void imulImm(unsigned Size, Reg To, Reg From, int32_t Imm);
  void unary(Unary Op, unsigned Size, Reg R) { reg(Size, Size == 1 ? 0xf6 : 0xf7, Reg(Op), R); }
  void shift(Shift Op, unsigned Size, Reg R) { reg(Size, Size == 1 ? 0xd2 : 0xd3, Reg(Op), R); }
  void shiftImm(Shift Op, unsigned Size, Reg R, uint8_t Count);
  void shiftDouble(bool Left, unsigned Size, Reg To, Reg From) { reg(Size, Left ? 0x0fa5 : 0x0fad, From, To); }
  void signIntoRdx(unsigned Size);
  void setcc(Cond C, Reg To) { reg(1, 0x0f90 + unsigned(C), Reg(0), To); }
  void cmov(Cond C, unsigned Size, Reg To, Reg From) { reg(Size == 8 ? 8 : 4, 0x0f40 + unsigned(C), To, From); }
  void bitScan(unsigned Size, bool Reverse, Reg To, Reg From) { reg(Size, Reverse ? 0x0fbd : 0x0fbc, To, From); }
  void bswap(unsigned Size, Reg R);
  void xchg(unsigned Size, const Mem &M, Reg R) { mem(Size, Size == 1 ? 0x86 : 0x87, R, M); }
  void lockXadd(unsigned Size, const Mem &M, Reg R) { byte(0xf0), mem(Size, Size == 1 ? 0x0fc0 : 0x0fc1, R, M); }
  void lockCmpxchg(unsigned Size, const Mem &M, Reg R) { byte(0xf0), mem(Size, Size == 1 ? 0x0fb0 : 0x0fb1, R, M); }
  void repMovsq() { byte(0xf3), byte(0x48), byte(0xa5); }
  void mfence() { byte(0x0f), byte(0xae), byte(0xf0); }

  // Vector registers.
  void sse(Sse Op, Reg A, Reg B, unsigned Width = 0) { reg(Width, uint32_t(Op), A, B); }
  void sse(Sse Op, Reg A, const Mem &M) { mem(0, uint32_t(Op), A, M); }
  void sse(uint32_t Op, Reg A, Reg B, unsigned Width = 0) { reg(Width, Op, A, B); }
  void movVector(Reg To, Reg From) { sse(Sse::MovapsLoad, To, From); }
  void loadVector(unsigned Size, Reg To, const Mem &M);
  void storeVector(unsigned Size, const Mem &M, Reg From);

  // The x87 stack.
  void x87(X87 Op, const Mem &M) { mem(4, unsigned(Op) >> 8, Reg(unsigned(Op) & 7), M); }
  void x87(X87Stack Op) { byte(unsigned(Op) >> 8), byte(unsigned(Op) & 0xff); }

  // Control.
  void push(Reg R);
  void leave() { byte(0xc9); }
  void ret() { byte(0xc3); }
  void ud2() { byte(0x0f), byte(0x0b); }
  void int3() { byte(0xcc); }
  void jmpBack(uint32_t Target);      // to code that is there already
  void jccBack(Cond C, uint32_t Target);
  uint32_t jmp();                     // where its distance has to be written
  uint32_t jcc(Cond C);
  void jmp(Reg R) { reg(4, 0xff, Reg(4), R); }
  void jmp(const Mem &M) { mem(4, 0xff, Reg(4), M); }
  void call(const llvm::GlobalValue *Symbol) { branch(0xe8, Symbol, nullptr); }
  void call(const char *Library) { branch(0xe8, nullptr, Library); }
  void jmp(const llvm::GlobalValue *Symbol) { branch(0xe9, Symbol, nullptr); }
  void call(Reg R) { reg(4, 0xff, Reg(2), R); }
  void call(const Mem &M) { mem(4, 0xff, Reg(2), M); }
  uint32_t leaLocal(Reg To);          // of a place in this text; where its distance has to be written

  void byte(unsigned B) { Text.push_back(char(B)); }
  void word(uint32_t W);
  void align(unsigned To);

  /// Writes a distance that was left open: from its end to the target.
  void patch(uint32_t Place, uint32_t Target) { put(Place, Target - (Place + 4)); }
  void put(uint32_t Place, uint32_t Value);

private:
  static unsigned code(Alu Op, unsigned Size) { return unsigned(Op) * 8 + (Size == 1 ? 2 : 3); }
  void prefixes(unsigned Size, uint32_t Opcode, unsigned Rex, bool NeedsRex);
  void reg(unsigned Size, uint32_t Opcode, Reg R, Reg Rm);
  void mem(unsigned Size, uint32_t Opcode, Reg R, const Mem &M, unsigned ImmBytes = 0);
  void imm(unsigned Size, int32_t Value);
  void branch(unsigned Opcode, const llvm::GlobalValue *Symbol, const char *Library);
};

} // namespace autojit::fast

#endif
