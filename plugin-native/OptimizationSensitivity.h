//===- OptimizationSensitivity.h - Who may notice not being optimised -----===//
#ifndef AUTOJIT_OPTIMIZATIONSENSITIVITY_H
#define AUTOJIT_OPTIMIZATIONSENSITIVITY_H

#include "llvm/ADT/SmallPtrSet.h"

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
};
SensitiveFunctions findSensitiveFunctions(const llvm::Module &M);

/// Whether a library function is one of these.
bool isReplaceable(const llvm::Function &Callee);

} // namespace autojit

#endif
