//===- Unit.h - A few functions on their way to an object -----------------===//
#ifndef AUTOJIT_LLVM_UNIT_H
#define AUTOJIT_LLVM_UNIT_H

#include "Source.h"

struct autojit_unit {
  std::unique_ptr<llvm::Module> M;
  std::vector<std::string> Names;
  std::vector<autojit_symbol> Symbols;
};

namespace autojit {
/// Adds counting to bodies of the first tier: struct autojit_heat.
void countHeat(llvm::ArrayRef<llvm::Function *> Bodies, uint32_t HotCalls);

/// Takes from a function with a body what -O0 said of it, for the second tier.
void allowOptimization(llvm::Function &F);
} // namespace autojit

#endif
