//===- StubEmitter.h - What is left of an outlined function ---------------===//
#ifndef AUTOJIT_STUBEMITTER_H
#define AUTOJIT_STUBEMITTER_H

#include "ModuleFile.h"
#include "Partition.h"

namespace autojit {

/// What the name of a module record begins with; the module's hash follows.
constexpr llvm::StringLiteral ModuleRecordPrefix = "__autojit_module.";

/// Replaces every root of P by a stub with its descriptor, erases the JIT-only functions, and
/// emits the module record and the import table.
/// Embedded holds the module file's bytes when they travel inside the object, and is empty else.
void emitStubs(llvm::Module &M, const Partition &P, const ContentHash &Hash,
               llvm::StringRef Directory, llvm::StringRef Embedded);

} // namespace autojit

#endif
