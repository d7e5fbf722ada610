//===- Unit.h - A few functions on their way to an object -----------------===//
#ifndef AUTOJIT_LLVM_UNIT_H
#define AUTOJIT_LLVM_UNIT_H

#include "Source.h"

struct autojit_unit {
  std::unique_ptr<llvm::Module> M;
  std::vector<std::string> Names;
  std::vector<autojit_symbol> Symbols;
};

#endif
