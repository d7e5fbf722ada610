//===- ImportTable.h - Addresses that the static linker fills in ----------===//
#ifndef AUTOJIT_IMPORTTABLE_H
#define AUTOJIT_IMPORTTABLE_H

#include "autojit_abi.h"

#include "Partition.h"

namespace autojit {

/// How G's address is found at run time. AddressUsed is false when G is only called.
autojit_import_kind importKind(const llvm::GlobalValue &G, bool AddressUsed);

/// Emits the table of 32-bit PC-relative entries. Null when there is nothing to import.
llvm::GlobalVariable *emitImportTable(llvm::Module &M, const Partition &P);

/// Target - Here as a 32-bit constant, where Here is the field that holds it.
llvm::Constant *relativeTo(llvm::Constant *Target, llvm::Constant *Here);

} // namespace autojit

#endif
