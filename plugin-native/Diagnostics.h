//===- Diagnostics.h - What the plugin says, and when ---------------------===//
//
// Warnings and errors go through the host compiler's own diagnostics, so that -Werror, colours and
// rustc's formatting keep working. Decisions are printed only under AUTOJIT_DEBUG=On.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_DIAGNOSTICS_H
#define AUTOJIT_DIAGNOSTICS_H

#include "llvm/ADT/Twine.h"
#include "llvm/IR/Module.h"

namespace autojit {

/// Something the user should know; the module is compiled as without the plugin.
void warn(llvm::Module &M, const llvm::Twine &Message);

/// Something that makes the compilation fail.
void error(llvm::Module &M, const llvm::Twine &Message);

/// One decision, on stderr, as `autojit-plugin: MESSAGE`.
void trace(const llvm::Twine &Message);

} // namespace autojit

#endif
