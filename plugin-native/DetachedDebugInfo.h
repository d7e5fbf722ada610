//===- DetachedDebugInfo.h - Where bodies come from, apart from them ------===//
//
// Reading a body of code with -g, LLVM spends half of its time on the locations of instructions, the descriptions of
// variables and types, and few who read bodies want them as LLVM has them. So they are apart in the bitcode: a body has
// a table of its lines, as bytes, and a function that is never called has what else there is to know.
//
//   define i32 @f(...) !autojit.lines !7 { ... }             no instruction has a location
//   define internal void @autojit.debug(ptr %0, ptr %1, ...) for some number of functions, one after another:
//     unreachable, !autojit.rest !8       with the records of the variables of f. %n is what f has at n: its
//                                         arguments, then the variables of its entry block, in their order. Only who
//                                         wants variables reads this
//   !7 = !{!"lines", ptr @autojit.debug}, or !{!"lines", ptr @autojit.debug, !"atoms"}
//   !8 = distinct !{!9, ...}              what the subprogram of f has lost, in the order of SubprogramRest, then the
//                                         scopes of f but its subprogram: that is number 0, these are 1 and on
//
// Both tables are numbers, ULEB128 unless said.
//   lines: the block of f in autojit.debug, the number of instructions; then runs of instructions: count << 2 | kind
//     kind 0: a location of the scope of the run before   signed: line minus that before; column
//     kind 1: of another                                  scope << 1 | is implicit; then as kind 0
//     kind 2: no location
//   atoms, of optimised code, which instructions make up one statement: runs of instructions: count << 1 | has one;
//     if it has: signed: group minus the one before; rank
//
// Functions that this cannot say of, because parts of them are from other files or were inlined, stay as they are,
// and so do records of anything but a variable in memory. Where assignments are tracked (LLVM's AssignmentTracking.md), as
// clang does in what is to be optimised, that is undone: the variables are apart as of -O0 code, and tracked again when
// they are put back.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_DETACHEDDEBUGINFO_H
#define AUTOJIT_DETACHEDDEBUGINFO_H

#include "llvm/ADT/MapVector.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Function.h"

#include <optional>

namespace autojit {

/// Where an instruction comes from.
struct InstructionPlace {
  bool Exists = false;
  bool IsImplicit = false;
  uint32_t Line = 0, Column = 0;
  uint32_t Scope = 0; // 0: the function's subprogram

  bool operator==(const InstructionPlace &Other) const {
    return Exists == Other.Exists && IsImplicit == Other.IsImplicit && Line == Other.Line &&
           Column == Other.Column && Scope == Other.Scope;
  }
};

/// Which statement an instruction is part of, of optimised code (LLVM's KeyInstructionsDebugInfo.md).
struct InstructionAtom {
  uint64_t Group = 0; // 0: none
  uint8_t Rank = 0;

  bool operator==(const InstructionAtom &Other) const { return Group == Other.Group && Rank == Other.Rank; }
};

/// What both tables are read with. Of damaged ones it makes wrong numbers, no wrong accesses.
class NumberReader {
  const uint8_t *At = nullptr, *End = nullptr;

  template <auto Decode> auto decode();

public:
  NumberReader() = default;
  explicit NumberReader(llvm::StringRef Bytes) : At(Bytes.bytes_begin()), End(Bytes.bytes_end()) {}
  bool atEnd() const { return At == End; }
  uint64_t number();
  int64_t signedNumber();
};

/// Reads the lines of a body, instruction by instruction.
class DetachedLines {
  NumberReader Numbers;
  uint32_t Left = 0; // of this run
  InstructionPlace Place, Before;

  void nextRun();

public:
  llvm::Function *Rest = nullptr; // autojit.debug
  uint32_t Block = 0, Instructions = 0;

  /// Nothing when the function's locations are in its instructions.
  static std::optional<DetachedLines> of(const llvm::Function &F);

  /// Those of the next instruction.
  const InstructionPlace &next() {
    while (Left == 0 && !Numbers.atEnd())
      nextRun();
    if (Left == 0)
      return Place = InstructionPlace();
    --Left;
    return Place;
  }

  void skip(size_t Count) {
    for (; Count > 0; --Count)
      next();
  }
};

/// Reads the atoms of a body, instruction by instruction: none when there is no table of them.
class DetachedAtoms {
  NumberReader Numbers;
  uint32_t Left = 0; // of this run
  InstructionAtom Atom;
  uint64_t GroupBefore = 0;

public:
  explicit DetachedAtoms(const llvm::Function &F);
  InstructionAtom next();
};

/// Takes types, class and declaration out of a subprogram, which would bring the class's whole description along. The
/// linkage name is what tools that print backtraces want. Returns what it had.
llvm::SmallVector<llvm::Metadata *, 8> keepNamesOnly(llvm::DISubprogram &SP);

/// Whether the function's locations and variables are apart.
bool isDetached(const llvm::Function &F);

/// Has To, whose instructions are those of From, have its table.
void copyDetached(const llvm::Function &From, llvm::Function &To);

/// Keeps the table of a function right while a pass adds instructions, which have no location, and moves variables.
class KeptLines {
  llvm::Function &F;
  llvm::SmallVector<const llvm::Instruction *, 0> Before;

public:
  explicit KeptLines(llvm::Function &F);
  ~KeptLines();
  KeptLines(const KeptLines &) = delete;
  KeptLines &operator=(const KeptLines &) = delete;
};

/// Puts back what was taken, the table is gone then: without variables all locations are of the subprogram itself. The
/// function has the instructions that it had.
llvm::Error attachDebugInfo(llvm::Function &F, bool WithVariables);

/// Forgets it.
void dropDetached(llvm::Function &F);

/// Takes the locations, variables and types out of functions, while it lives.
class DetachedDebugInfo {
  llvm::SmallVector<llvm::Function *, 0> Detached, Rests;
  llvm::MapVector<llvm::DISubprogram *, llvm::SmallVector<llvm::Metadata *, 8>> Subprograms; // what they had

public:
  explicit DetachedDebugInfo(llvm::ArrayRef<llvm::Function *> Functions);

  /// Without restore() before, the functions have lost them, but not their subprograms.
  ~DetachedDebugInfo();
  DetachedDebugInfo(const DetachedDebugInfo &) = delete;
  DetachedDebugInfo &operator=(const DetachedDebugInfo &) = delete;

  void restore();
};

} // namespace autojit

#endif
