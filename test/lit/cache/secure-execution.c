// In a set-user-id process no AUTOJIT_* or XDG_* variable is honoured.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: mkdir -p %t.d/home %t.d/user && chmod 0777 %t.d/user && chmod 0755 %t.d
// RUN: %clang %t.o -L%out/lib -lautojit-runtime -Wl,-rpath,%out/lib -o %t.d/exe
// RUN: chown 1 %t.d/exe && chmod 4755 %t.d/exe
// RUN: env AUTOJIT_CACHE_DIR=%t.d/user XDG_CACHE_HOME=%t.d/user AUTOJIT_DEBUG=On setpriv --reuid=65534 --clear-groups --inh-caps=-all %t.d/exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: ls -A %t.d/user | count 0
// REQUIRES: root, setpriv

#include <stdio.h>
#include <unistd.h>

int main(void) {
  printf("effective %d\n", geteuid() != getuid());
  return 0;
}

// CHECK: effective 1
