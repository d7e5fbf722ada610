//===- Recursion.h - Functions that are never called by what they call ----===//
#ifndef AUTOJIT_RECURSION_H
#define AUTOJIT_RECURSION_H

#include "llvm/ADT/SmallPtrSet.h"

namespace llvm {
class Function;
class Module;
} // namespace llvm

namespace autojit {

/// The defined functions of which all is known that they call, however indirectly, and that are not among it: a thread is in
/// such a function once.
llvm::SmallPtrSet<const llvm::Function *, 32> findNeverRecursive(const llvm::Module &M);

} // namespace autojit

#endif
