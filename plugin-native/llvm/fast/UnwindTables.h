//===- UnwindTables.h - How exceptions pass a unit's functions ------------===//
#ifndef AUTOJIT_LLVM_FAST_UNWINDTABLES_H
#define AUTOJIT_LLVM_FAST_UNWINDTABLES_H

#include "Data.h"

namespace autojit::fast {

/// Adds .eh_frame and .gcc_except_table.
void writeUnwindTables(const UnitCode &Code, ElfObject &Object, Globals &Values);

} // namespace autojit::fast

#endif
