//===- ThreadLocals.h - Accessors for thread-local variables --------------===//
//
// A JIT must not meet TLS relocations: which model fits, and which copy is meant, only the static
// linker knows. So the address of a thread-local is computed by a small function in the object.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_THREADLOCALS_H
#define AUTOJIT_THREADLOCALS_H

#include "Eligibility.h"

namespace autojit {

/// In every function that is not kept, replaces each use of a thread-local variable by a call of
/// its accessor `__autojit_tls.NAME`, which is added to Kept.
void replaceThreadLocals(llvm::Module &M, KeptFunctions &Kept);

} // namespace autojit

#endif
