// A call that no lazy body makes is not seen: here one by a pointer, and one in a file without stubs. A message names the file
// that cannot be read, and what to do.
// RUN: split-file %s %t.d
// RUN: %clang_lazy -O0 -c %t.d/main.c -o %t.main.o
// RUN: %clang_lazy -O0 -c %t.d/later.c -o %t.later.o
// RUN: %clang -O0 -c %t.d/plain.c -o %t.plain.o
// RUN: %clang %t.main.o %t.later.o %t.plain.o %runtime -o %t.exe
// RUN: not --crash %t.exe pointer 2>&1 | FileCheck %s
// RUN: not --crash %t.exe 2>&1 | FileCheck %s
// CHECK: same 1
// CHECK: [autojit] cannot run later from {{.*}}later.c: the module file cannot be read '{{.*}}.bc'; rebuild the program {{.*}}AUTOJIT_STORE=embed
// REQUIRES: in-process, root
//--- main.c
#include <stdio.h>
#include <unistd.h>
int later(int x);
int plain(unsigned user);
extern int (*const plain_setuid)(unsigned);
int main(int argc, char **argv) {
  (void)argv;
  int (*volatile pointer)(unsigned) = setuid;
  fprintf(stderr, "same %d\n", pointer == plain_setuid);
  if (argc > 1 ? pointer(65534) : plain(65534))
    return 1;
  return later(-1);
}
//--- later.c
int later(int x);
int later(int x) { return x + 1; }
//--- plain.c
#include <unistd.h>
int plain(unsigned user);
int plain(unsigned user) { return setuid(user); }
int (*const plain_setuid)(unsigned) = setuid;
