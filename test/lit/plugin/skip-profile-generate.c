// -fprofile-generate instruments bodies later than the plugin runs: such a file stays ahead-of-time.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -fprofile-generate -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit

int f(void) { return 1; }

// CHECK: skip {{.*}}skip-profile-generate.c: -fprofile-generate instruments bodies after this point
// OBJECT: T f
