//===- Options.cpp - The environment of one compilation -------------------===//

#include "Options.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace llvm;
using namespace autojit;

static std::string variable(StringRef Name) {
  return sys::Process::GetEnv(Name).value_or("");
}

static Expected<bool> flag(StringRef Name) {
  std::string Value = StringRef(variable(Name)).lower();
  if (Value.empty() || Value == "off" || Value == "0" || Value == "no" ||
      Value == "false")
    return false;
  if (Value == "on" || Value == "1" || Value == "yes" || Value == "true")
    return true;
  return createStringError(Name + "=" + variable(Name) +
                           " is neither On nor Off");
}

// The same rule as the runtime and autojit-cache: see docs/cache-format.md.
static Expected<std::string> cacheRoot() {
  SmallString<256> Root(variable("AUTOJIT_CACHE_DIR"));
  if (!Root.empty()) {
    if (std::error_code EC = sys::fs::make_absolute(Root))
      return errorCodeToError(EC);
    return std::string(Root);
  }
  Root = variable("XDG_CACHE_HOME");
  // The XDG base directory specification: relative values are to be ignored.
  if (Root.empty() || !sys::path::is_absolute(Root)) {
    Root = variable("HOME");
    if (Root.empty() || !sys::path::is_absolute(Root))
      return createStringError(
          "there is no home directory to keep bitcode in; set AUTOJIT_CACHE_DIR "
          "to a private directory, or AUTOJIT_STORE=embed");
    sys::path::append(Root, ".cache");
  }
  sys::path::append(Root, "autojit");
  return std::string(Root);
}

Expected<Options> Options::fromEnvironment() {
  Options O;
  Expected<bool> Debug = flag("AUTOJIT_DEBUG");
  if (!Debug)
    return Debug.takeError();
  O.Debug = *Debug;
  Expected<bool> Disabled = flag("AUTOJIT_DISABLE");
  if (!Disabled)
    return Disabled.takeError();
  O.Disabled = *Disabled;

  std::string Keep = variable("AUTOJIT_KEEP");
  SmallVector<StringRef, 8> Names;
  StringRef(Keep).split(Names, ',', -1, /*KeepEmpty=*/false);
  for (StringRef Name : Names)
    O.Keep.insert(Name.trim());

  std::string Store = variable("AUTOJIT_STORE");
  StringRef Directory = Store;
  if (Store == "embed") {
    O.Store = StoreKind::Embed;
  } else if (Directory.consume_front("dir=") && !Directory.empty()) {
    O.Store = StoreKind::Directory;
    SmallString<256> Path(Directory);
    if (std::error_code EC = sys::fs::make_absolute(Path))
      return errorCodeToError(EC);
    O.Directory = std::string(Path);
  } else if (Store.empty() || Store == "cache") {
    Expected<std::string> Root = cacheRoot();
    if (!Root)
      return Root.takeError();
    SmallString<256> Path(*Root);
    sys::path::append(Path, "modules");
    O.Directory = std::string(Path);
  } else {
    return createStringError("AUTOJIT_STORE=" + Twine(Store) +
                             " names no store; use cache, embed or dir=PATH");
  }
  return O;
}
