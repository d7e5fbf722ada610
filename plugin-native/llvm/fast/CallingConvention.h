//===- CallingConvention.h - Where arguments are: System V, x86-64 --------===//
//
// The rules that LLVM's X86 back end (CC_X86_64_C) applies to IR whose structures the front end has already taken
// apart: each part of an argument goes into the next register of its bank, or onto the stack.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_LLVM_FAST_CALLINGCONVENTION_H
#define AUTOJIT_LLVM_FAST_CALLINGCONVENTION_H

#include "Assembler.h"

#include "llvm/IR/Attributes.h"
#include "llvm/IR/CallingConv.h"
#include "llvm/Support/Alignment.h"

namespace autojit::fast {

inline bool isSystemV(llvm::CallingConv::ID CC) {
  return CC == llvm::CallingConv::C || CC == llvm::CallingConv::Fast || CC == llvm::CallingConv::Cold ||
         CC == llvm::CallingConv::X86_64_SysV;
}

/// What moves an argument to a place that these rules do not know.
constexpr llvm::Attribute::AttrKind OtherPlaces[] = {
    llvm::Attribute::InReg,      llvm::Attribute::Nest,     llvm::Attribute::SwiftSelf,   llvm::Attribute::SwiftError,
    llvm::Attribute::SwiftAsync, llvm::Attribute::InAlloca, llvm::Attribute::Preallocated};

/// How a part of a value is held.
struct PartType {
  bool IsVector;   // in a vector register
  uint8_t Size;    // of the register's part that counts, in bytes: 1, 2, 4, 8; vectors 4, 8, 16
  uint16_t Bits;   // of an integer; those above are anything, but those of i1 in its byte are 0. Of vectors: as passed;
                   // 80 for a long double, which is one of 16 bytes where it is moved (Extended.cpp)
  uint32_t Offset; // in memory
  /// What general registers are operated on in: above a narrow integer is anything.
  unsigned width() const { return Size == 8 ? 8 : 4; }
  /// All of the register: slots are written and read whole, so that any width may be read later.
  PartType whole() const { return IsVector ? *this : PartType{false, uint8_t(width()), uint16_t(width() * 8), Offset}; }
  bool isExtended() const { return IsVector && Bits == 80; }
  /// Not as wide as a register's part.
  bool isOdd() const { return !IsVector && Bits != Size * 8u; }
};

struct ArgumentPlace {
  Reg R;          // NoReg: on the stack
  int32_t Offset; // there
};

/// Gives out places, in the order of the arguments.
class ArgumentPlaces {
  unsigned General = 0, Vector = 0;
  int32_t Stack = 0;

public:
  static constexpr Reg Registers[6] = {RDI, RSI, RDX, RCX, R8, R9};
  static constexpr unsigned MostVectors = 8;

  ArgumentPlace next(PartType T) {
    if (T.isExtended())
      return {NoReg, memory(16, llvm::Align(16))};
    if (T.IsVector ? Vector < MostVectors : General < std::size(Registers))
      return {T.IsVector ? Reg(Vector++) : Registers[General++], 0};
    int32_t Size = T.IsVector && T.Bits == 128 ? 16 : 8;
    Stack = int32_t(llvm::alignTo(Stack, Size));
    Stack += Size;
    return {NoReg, Stack - Size};
  }
  int32_t memory(uint64_t Size, llvm::Align Alignment) {
    Stack = int32_t(llvm::alignTo(Stack, std::max(Alignment, llvm::Align(8))));
    int32_t Offset = Stack;
    Stack += int32_t(llvm::alignTo(std::max<uint64_t>(Size, 8), 8));
    return Offset;
  }
  int32_t stackSize() const { return Stack; }
  unsigned general() const { return General; }
  unsigned vectors() const { return Vector; }
};

/// Whether a result is returned on the x87 stack: a long double, or a complex one.
inline bool areExtended(llvm::ArrayRef<PartType> T) {
  return !T.empty() && T.size() <= 2 && llvm::all_of(T, [](const PartType &P) { return P.isExtended(); });
}

/// The same for the parts of a result; NoReg where they are too many, or differ too much.
class ResultPlaces {
  static constexpr Reg Registers[2] = {RAX, RDX};
  unsigned General = 0, Vector = 0;

public:
  Reg next(PartType T) {
    if (T.isExtended())
      return NoReg;
    if (T.IsVector)
      return Vector < 2 ? Reg(Vector++) : NoReg;
    return General < std::size(Registers) ? Registers[General++] : NoReg;
  }
};

} // namespace autojit::fast

#endif
