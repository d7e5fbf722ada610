//===- UnitCode.h - Machine code on its way into an object ----------------===//
#ifndef AUTOJIT_LLVM_FAST_UNITCODE_H
#define AUTOJIT_LLVM_FAST_UNITCODE_H

#include "TypeTable.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MemoryBuffer.h"

#include <memory>

namespace autojit::fast {

/// Four or eight bytes of the text that the linker fills in.
struct Reference {
  uint32_t Offset;                 // in the text
  uint32_t Type;                   // ELF::R_X86_64_*
  int64_t Addend;
  const llvm::GlobalValue *Symbol; // null: the library function of that name
  const char *Library;             // a literal
};

/// From here on, instructions belong to this line.
struct LineRow {
  uint32_t Offset;                    // in the text
  bool HasLine;                       // if not, they are of line 0
  bool IsPrologueEnd;
  uint32_t Line, Column;
  const llvm::DILocation *Location;   // null: of the function's own file, and not inlined
};

/// What an exception does that passes a call.
struct CallSite {
  uint32_t Begin, End;                // in the text: the call instruction
  uint32_t LandingPad;                // in the text; 0: none, the exception goes on to the caller
  const llvm::LandingPadInst *Pad;    // its clauses; null where there is none
};

/// One function. Its code is
///     ...                  what counts its calls, if it does: the CFA is %rsp + 8
///     push %rbp            1 byte: the CFA is then %rsp + 16, and %rbp saved at CFA - 16
///     mov  %rsp, %rbp      3 bytes: the CFA is then %rbp + 16
///     ...                  no other register that the caller keeps is changed
///     pop %rbp (or leave)  at each exit, here
///     ret                  the CFA is %rsp + 8 for this instruction alone
///     lea, push %r11, ...  where it goes when its calls are over: the CFA is %rsp + 8, and + 16 after the push
struct FunctionCode {
  const llvm::Function *F = nullptr;
  uint32_t Begin = 0, End = 0;              // in the text
  uint32_t Frame = 0;                       // of the push
  uint32_t Out = 0, OutPushed = 0;          // where calls are over, and behind the push there; 0: they are not counted
  llvm::SmallVector<uint32_t, 4> Returns;   // offsets of the instructions that follow a pop or leave, ascending
  llvm::SmallVector<uint32_t, 4> ReturnEnds; // where each of these ends and the frame is there again
  llvm::SmallVector<LineRow, 0> Lines;      // ascending; empty without debug information
  llvm::SmallVector<CallSite, 0> CallSites; // all calls that may unwind, ascending; only where there is a personality
  /// What `llvm.eh.typeid.for` asked for; writeObject adds the landing pads' clauses to a copy.
  TypeTable Types;
};

/// All functions of a unit that this back end has code for.
struct UnitCode {
  llvm::SmallVector<char, 0> Text;
  llvm::SmallVector<Reference, 0> References; // ascending
  std::vector<FunctionCode> Functions;        // in the text's order
};

/// Whether writeObject can define this variable, or refer to it where it is only declared. To be asked of each
/// variable that the code names.
bool canWrite(const llvm::GlobalVariable &G);

/// An ELF object for x86-64 with this code, its unwind tables and, as far as functions have subprograms, line tables
/// and names.
std::unique_ptr<llvm::MemoryBuffer> writeObject(const llvm::Module &M, const UnitCode &Code);

} // namespace autojit::fast

#endif
