//===- Simplify.h - Bodies as an inliner wants to see them ----------------===//
#ifndef AUTOJIT_LLVM_SIMPLIFY_H
#define AUTOJIT_LLVM_SIMPLIFY_H

#include "Source.h"

#include "llvm/Passes/OptimizationLevel.h"

namespace autojit {
/// What has to be known of a source before its bodies are looked at by passes. Does nothing the second time.
void prepareSource(autojit_source &S);

/// Simplifies bodies of the source and what may be inlined into them, in place. AllowAll: also those that
/// -O0 excepted. Returns what is left to compile once everything has been inlined that will be: the first of Ids, and
/// which of the others are still called.
llvm::Expected<llvm::SmallVector<uint32_t, 32>> simplify(autojit_source &S, llvm::ArrayRef<uint32_t> Ids,
                                                         llvm::ArrayRef<uint32_t> Inlinable, uint32_t Speed,
                                                         uint32_t Size, bool AllowAll);

llvm::OptimizationLevel optimizationLevel(uint32_t Speed, uint32_t Size);

/// Whether units may use the value of a constant that the object holds: not when it has addresses.
bool isFoldable(const llvm::GlobalVariable &G);
} // namespace autojit

#endif
