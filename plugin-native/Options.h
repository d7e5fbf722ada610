//===- Options.h - The environment of one compilation ---------------------===//
//
// clang passes no arguments to a pass plugin, and rustc none either: what can be chosen is chosen
// in the environment, and read once per compilation.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_OPTIONS_H
#define AUTOJIT_OPTIONS_H

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"

#include <string>

namespace autojit {

enum class StoreKind {
  Cache,     ///< `modules/` of the user's cache
  Directory, ///< a directory that the user named
  Embed      ///< inside the object
};

struct Options {
  bool Debug = false;          ///< AUTOJIT_DEBUG=On
  bool Disabled = false;       ///< AUTOJIT_DISABLE=On: every function stays ahead-of-time
  StoreKind Store = StoreKind::Cache;
  std::string Directory;       ///< where module files go, absolute; empty with Embed
  llvm::StringSet<> Keep;      ///< AUTOJIT_KEEP=a,b: symbols the user wants ahead-of-time

  /// Reads the environment. Fails with a sentence that says what to write instead.
  static llvm::Expected<Options> fromEnvironment();
};

} // namespace autojit

#endif
