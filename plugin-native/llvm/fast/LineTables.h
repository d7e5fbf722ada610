//===- LineTables.h - Debug information of a unit -------------------------===//
#ifndef AUTOJIT_LLVM_FAST_LINETABLES_H
#define AUTOJIT_LLVM_FAST_LINETABLES_H

#include "ElfObject.h"
#include "UnitCode.h"

namespace autojit::fast {

/// Adds .debug_info with the functions' names, .debug_abbrev and .debug_line, if a function has a
/// subprogram.
void writeDebugInfo(const llvm::Module &M, const UnitCode &Code, ElfObject &Object);

} // namespace autojit::fast

#endif
