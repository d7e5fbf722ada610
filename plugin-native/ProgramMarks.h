//===- ProgramMarks.h - What one object tells the others of a program -----===//
#ifndef AUTOJIT_PROGRAMMARKS_H
#define AUTOJIT_PROGRAMMARKS_H

#include "Eligibility.h"

namespace llvm {
class GlobalVariable;
} // namespace llvm

namespace autojit {

/// By what a program could tell whether code is optimised. A mark is a weak hidden byte: objects that have the property
/// define it, objects of optimised code import it, and the static linker brings them together (docs/abi.md).
enum class ProgramMark {
  OwnLibrary,   ///< defines library functions that an optimiser may replace calls of: it may count them
  OwnAllocator, ///< defines malloc or operator new: it may count what an optimiser does without
  WalksStack    ///< looks at who called: inlined functions and calls in tail position are not there
};

/// The mark, to be imported.
llvm::GlobalVariable *declareMark(llvm::Module &M, ProgramMark Mark);

/// Defines the marks whose property M has. To be called before bodies are erased.
void defineMarks(llvm::Module &M, const KeptFunctions &Kept);

} // namespace autojit

#endif
