// A program of several files finds one pack, of which every file's functions are taken without managed code. That takes over
// when a function is missing, knows what is bound, and takes from the pack what nobody has taken yet.
// REQUIRES: in-process
// RUN: split-file %s %t.d
// RUN: %clang_lazy -O0 -c %t.d/one.c -o %t.one.o
// RUN: %clang_lazy -O2 -c %t.d/two.c -o %t.two.o
// RUN: %clang_lazy -O2 -c %t.d/three.c -o %t.three.o
// RUN: %clang_lazy -O0 -I%S/Inputs -c %t.d/main.c -o %t.main.o
// RUN: %clang %t.main.o %t.one.o %t.two.o %t.three.o %runtime -o %t.exe
// RUN: %t.exe all | FileCheck %s --check-prefixes=ALL,COLD
// RUN: find %t.cache/images -name '*.pack' | count 1
// RUN: %t.exe all | FileCheck %s --check-prefixes=ALL,WARM
// RUN: %t.exe | FileCheck %s --check-prefix=PART
// RUN: %t.exe new all | FileCheck %s --check-prefixes=NEW
// RUN: %t.exe new all | FileCheck %s --check-prefixes=AGAIN

// ALL: one 3
// ALL-NEXT: two 15 three 31
// COLD-NEXT: managed code
// WARM-NEXT: C alone
// PART: one 3
// PART-NEXT: C alone
// NEW: one 3
// NEW-NEXT: more 8
// NEW-NEXT: two 25 three 51
// NEW-NEXT: managed code
// AGAIN: one 3
// AGAIN-NEXT: more 8
// AGAIN-NEXT: two 25 three 51
// AGAIN-NEXT: C alone

//--- one.c
int two(int x);
static int state = 1;
int one(int x) { return x + state++; }
static int more(int x) { state++; return one(x) + 3; }
int (*volatile one_more)(int) = more;

//--- two.c
int three(int x);
__attribute__((noinline)) static int half(int x) { return x / 2; }
int two(int x) { return half(three(x)); }

//--- three.c
int one(int x);
int three(int x) { return 10 * one(x) + 1; }

//--- main.c
#include "managed.h"

int one(int), two(int), three(int);
extern int (*volatile one_more)(int);

int main(int argc, char **argv) {
  printf("one %d\n", one(2));
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "new") == 0)
      printf("more %d\n", one_more(2));
    else {
      int second = two(1);
      printf("two %d three %d\n", second, three(0));
    }
  }
  printf("%s\n", managed());
  return 0;
}
