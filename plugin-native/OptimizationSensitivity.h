//===- OptimizationSensitivity.h - Who may notice not being optimised -----===//
#ifndef AUTOJIT_OPTIMIZATIONSENSITIVITY_H
#define AUTOJIT_OPTIMIZATIONSENSITIVITY_H

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringRef.h"

namespace llvm {
class Function;
class Module;
} // namespace llvm

namespace autojit {

/// Bodies that must be optimised before they run, if their module is: without, they would compute something else, or take
/// much more stack.
struct SensitiveFunctions {
  llvm::SmallPtrSet<const llvm::Function *, 32> Always;
  /// If the program has own ones of the library functions that optimisers replace calls of: it may count the calls.
  llvm::SmallPtrSet<const llvm::Function *, 32> WithOwnLibrary;
  /// If it has an allocator of its own: they allocate and free, which an optimiser does without if nobody else sees the memory.
  llvm::SmallPtrSet<const llvm::Function *, 32> WithOwnAllocator;
};
SensitiveFunctions findSensitiveFunctions(const llvm::Module &M);

/// Whether a library function is one of those that optimisers replace calls of.
bool isReplaceable(const llvm::Function &Callee);

/// What a function of this name does with memory that optimisers know.
enum class Allocation { None, Allocates, Frees };
Allocation allocationOf(llvm::StringRef Name);

} // namespace autojit

#endif
