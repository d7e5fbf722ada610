// The daemon makes no code of objects that others could have written by now.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O1 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: %python %S/Inputs/daemon.py %out/bin/autojitd %t.1.sock -- %t.exe && rm -r %t.cache/images
// RUN: chmod o+w %t.cache/objects
// RUN: env AUTOJIT_DEBUG=On %python %S/Inputs/daemon.py %out/bin/autojitd %t.2.sock -- %t.exe 2>&1 | FileCheck %s
// RUN: chmod o-w %t.cache/objects && rm -r %t.cache/images
// RUN: env AUTOJIT_DEBUG=On %python %S/Inputs/daemon.py %out/bin/autojitd %t.3.sock -- %t.exe 2>&1 | FileCheck %s --check-prefix=SAFE
#include <stdio.h>

int main(void) { return puts("value") < 0; }

// CHECK: [autojitd] not caching: '{{.*}}.cache/objects' is not a writable directory of this user
// CHECK: [autojit] compiled main
// CHECK: value
// SAFE: [autojit] found main
// SAFE: value
