//===- DebugInfo.h - Debug information of what stays ----------------------===//
#ifndef AUTOJIT_DEBUGINFO_H
#define AUTOJIT_DEBUGINFO_H

#include "llvm/IR/Module.h"

namespace autojit {

/// After the bodies are gone: keeps the debug information of kept functions and of global
/// variables, and drops the lists that only bodies need. To be called after the module is written.
void trimDebugInfo(llvm::Module &M);

} // namespace autojit

#endif
