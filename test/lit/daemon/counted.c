// Programs that use a daemon count what they did as others do, in their own cache; the daemon counts in its own.
// REQUIRES: autojit-cache
// DEFINE: %{serve} = env AUTOJIT_CACHE_DIR=%t.daemon %python %S/Inputs/daemon.py %out/bin/autojitd %t.sock -- env AUTOJIT_CACHE_DIR=%t.cache
// RUN: %clang_lazy -O1 -c %s -o %t.o && %clang %t.o %client -o %t.exe && %clang %t.o %runtime -o %t.runtime.exe
// RUN: %{serve} %t.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=COLD
// RUN: env AUTOJIT_CACHE_DIR=%t.daemon autojit-cache stats | FileCheck %s --check-prefix=DAEMON
// RUN: %run_warm %t.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=WARM
// RUN: rm -r %t.cache/images && %{serve} %t.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=FOUND
// RUN: %damage truncate=900 %t.cache/images/*/*.so && %{serve} %t.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=REJECTED
// RUN: autojit-cache stats --zero && rm -r %t.cache/images && %{serve} env AUTOJIT_DAEMON=prefer %t.runtime.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=PREFER

__attribute__((noinline)) static int helper(int x) { return x - 3; }
int main(int argc, char **argv) {
  (void)argv;
  return helper(argc + 2);
}

// COLD: runs 1
// COLD: hits 0
// COLD: misses 1 units of 2 functions, 0 found as objects
// COLD: written 1 objects and images
// DAEMON: runs 0
// DAEMON: misses 0
// DAEMON: written 1 objects and images
// WARM: runs 2
// WARM: hits 1 images found, 50.0 %
// WARM: misses 1
// FOUND: runs 3
// FOUND: misses 2 units of 4 functions, 1 found as objects
// FOUND: written 2
// REJECTED: runs 4
// REJECTED: misses 3
// REJECTED: rejected 1 NotAnImage
// PREFER: runs 1
// PREFER: hits 0
// PREFER: misses 1 units of 2 functions, 1 found as objects
// PREFER: written 1
