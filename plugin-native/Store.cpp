//===- Store.cpp - Publishing module files --------------------------------===//

#include "Store.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;
using namespace autojit;

static Error explain(const Twine &What, StringRef Path, const Twine &Remedy) {
  return createStringError(What + " '" + Path + "'; " + Remedy);
}

// Code will be loaded from here: nobody else may be able to put files in it.
static Error checkPrivate(StringRef Path) {
  struct stat Status;
  if (::lstat(Path.str().c_str(), &Status) != 0)
    return explain("cannot inspect the bitcode directory", Path,
                   "set AUTOJIT_CACHE_DIR to a directory of yours");
  if (!S_ISDIR(Status.st_mode))
    return explain("not a directory (or a symbolic link to one):", Path,
                   "set AUTOJIT_CACHE_DIR to a directory of yours");
  if (Status.st_uid != ::geteuid())
    return explain("another user owns the bitcode directory", Path,
                   "set AUTOJIT_CACHE_DIR to a directory of yours");
  if (Status.st_mode & (S_IWGRP | S_IWOTH))
    return explain("others may write to the bitcode directory", Path,
                   "run chmod go-w on it, or set AUTOJIT_CACHE_DIR");
  return Error::success();
}

static Error createPrivate(StringRef Path) {
  SmallString<256> Parent(sys::path::parent_path(Path));
  // Only the last two levels are ours (ROOT/modules); what is above keeps the user's umask.
  if (!Parent.empty() && !sys::fs::is_directory(Parent)) {
    SmallString<256> Above(sys::path::parent_path(Parent));
    if (std::error_code EC = sys::fs::create_directories(Above))
      return explain("cannot create the cache directory (" + EC.message() + ")",
                     Above, "set AUTOJIT_CACHE_DIR to a writable directory");
    if (std::error_code EC = sys::fs::create_directory(
            Parent, /*IgnoreExisting=*/true, sys::fs::owner_all))
      return explain("cannot create the cache directory (" + EC.message() + ")",
                     Parent, "set AUTOJIT_CACHE_DIR to a writable directory");
  }
  if (std::error_code EC = sys::fs::create_directory(
          Path, /*IgnoreExisting=*/true, sys::fs::owner_all))
    return explain("cannot create the bitcode directory (" + EC.message() + ")",
                   Path, "set AUTOJIT_CACHE_DIR to a writable directory");
  return Error::success();
}

Expected<std::string> autojit::publish(const ModuleFile &File, StoreKind Store,
                                       StringRef Directory) {
  // Who may write to the cache's root can replace the directory below it.
  StringRef Root = sys::path::parent_path(Directory);
  if (Store == StoreKind::Cache && sys::fs::exists(Root))
    if (Error E = checkPrivate(Root))
      return std::move(E);
  if (!sys::fs::is_directory(Directory))
    if (Error E = createPrivate(Directory))
      return std::move(E);
  if (Error E = checkPrivate(Directory))
    return std::move(E);

  // Writing beyond this limit raises SIGXFSZ, which would end the compiler.
  struct rlimit Limit;
  size_t Size = File.Index.size() + File.Payload.size();
  if (::getrlimit(RLIMIT_FSIZE, &Limit) == 0 &&
      Limit.rlim_cur != RLIM_INFINITY && Size > Limit.rlim_cur)
    return explain("cannot write bitcode (File too large) to", Directory,
                   "raise the limit (ulimit -f)");

  SmallString<256> Path(Directory);
  sys::path::append(Path, hexName(File.Hash) + ".bc");
  SmallString<256> Model(Directory);
  sys::path::append(Model, ".tmp-%%%%%%%%%%%%");
  SmallString<256> Temporary;
  int FD;
  if (std::error_code EC = sys::fs::createUniqueFile(
          Model, FD, Temporary, sys::fs::OF_None,
          sys::fs::owner_read | sys::fs::owner_write))
    return explain("cannot write bitcode (" + EC.message() + ") to", Directory,
                   "set AUTOJIT_CACHE_DIR to a writable directory");
  std::error_code EC;
  {
    raw_fd_ostream Stream(FD, /*shouldClose=*/true, /*unbuffered=*/true);
    Stream << File.Index << StringRef(File.Payload.data(), File.Payload.size());
    Stream.close();
    EC = Stream.error();
    Stream.clear_error(); // An unread error ends the compiler.
  }
  // Always replace: the content is the same by construction unless the old file is damaged.
  if (!EC)
    EC = sys::fs::rename(Temporary, Path);
  if (EC) {
    sys::fs::remove(Temporary);
    return explain("cannot write bitcode (" + EC.message() + ") to", Directory,
                   "free some space, or set AUTOJIT_CACHE_DIR");
  }
  return std::string(Path);
}
