//===- Aliases.h - Names for the same thing -------------------------------===//
#ifndef AUTOJIT_ALIASES_H
#define AUTOJIT_ALIASES_H

#include "llvm/IR/Module.h"

namespace autojit {

/// Replaces uses of aliases that cannot be interposed by what they stand for. Seen from a unit, two
/// imports are two objects: the optimiser would take accesses through one for not changing the other.
void resolveAliases(llvm::Module &M);

} // namespace autojit

#endif
