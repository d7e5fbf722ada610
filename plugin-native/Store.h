//===- Store.h - Publishing module files ----------------------------------===//
#ifndef AUTOJIT_STORE_H
#define AUTOJIT_STORE_H

#include "ModuleFile.h"
#include "Options.h"

#include "llvm/Support/Error.h"

namespace autojit {

/// Writes File as DIRECTORY/HASH.bc: a uniquely named temporary in the same directory, then a
/// rename, so that nobody ever sees half a file. Creates what is missing of the directory, private
/// to the user, and refuses one that others could have prepared. Returns the path.
llvm::Expected<std::string> publish(const ModuleFile &File, StoreKind Store,
                                    llvm::StringRef Directory);

} // namespace autojit

#endif
