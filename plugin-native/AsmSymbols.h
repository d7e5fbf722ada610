//===- AsmSymbols.h - Which symbols an assembly text may name -------------===//
//
// No import table can bind a name that stands in assembly text. The scan is deliberately coarse:
// a word too many keeps a function ahead-of-time, a word too few would break a program.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_ASMSYMBOLS_H
#define AUTOJIT_ASMSYMBOLS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

namespace autojit {

/// Every word of module-level assembly that could be a symbol.
llvm::StringSet<> wordsOfModuleAsm(llvm::StringRef Text);

} // namespace autojit

#endif
