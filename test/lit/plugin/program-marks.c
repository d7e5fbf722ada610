// What a program could tell by whether it is optimised: functions are flagged, modules ask for marks, and the files with the
// property have them.
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O2 -c %s -o %t.o
// RUN: %python %inputs/show_index.py %t.d/*.bc | FileCheck %s
// RUN: %clang_lazy -O2 -DOWN -c %s -o %t.own.o
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=ASKS
// RUN: llvm-nm %t.own.o | FileCheck %s --check-prefix=HAS
// RUN: %clang_lazy -O0 -DWALKS -c %s -o %t.walks.o
// RUN: llvm-nm %t.walks.o | FileCheck %s --check-prefix=WALKS
// RUN: %clang_lazy -O2 -DLOOKS -c %s -o %t.looks.o
// RUN: llvm-nm %t.looks.o | FileCheck %s --check-prefix=WALKS
// RUN: %clang_lazy -O2 -DINTERPRETS -c %s -o %t.interprets.o
// RUN: llvm-nm %t.interprets.o | FileCheck %s --check-prefix=INTERPRETS
// RUN: %clang_lazy -O2 -DGOOGLETEST -c %s -o %t.googletest.o
// RUN: llvm-nm %t.googletest.o | FileCheck %s --check-prefix=INTERPRETS
// CHECK-DAG: length: root, {{.*}} flags 6
// CHECK-DAG: ends: root, {{.*}} flags 4
// CHECK-DAG: recurses: root, {{.*}} flags 0
// CHECK-DAG: calls_back: root, {{.*}} flags 0
// CHECK-DAG: reaches: root, {{.*}} flags 0
// CHECK-DAG: tells: root, {{.*}} flags 1
// CHECK-DAG: allocates: root, {{.*}} flags 4
// CHECK-DAG: releases: root, {{.*}} flags 4
// CHECK-DAG: pairs: root, {{.*}} flags 12
// CHECK-DAG: pairs_inlined: root, {{.*}} flags 12
// CHECK-DAG: import __autojit_own_allocator: got
// CHECK-DAG: import __autojit_own_library_functions: got
// CHECK-DAG: import __autojit_walks_stack: got
// ASKS: w __autojit_own_library_functions
// RUN: %clang_lazy -O2 -DOWN_ALLOCATOR -c %s -o %t.allocator.o
// RUN: llvm-nm %t.allocator.o | FileCheck %s --check-prefix=ALLOCATOR
// HAS: V __autojit_own_library_functions
// ALLOCATOR-NOT: V __autojit_own_library_functions
// ALLOCATOR: V __autojit_own_allocator
// ALLOCATOR-NOT: V __autojit_own_library_functions
// WALKS-NOT: __autojit_own_library_functions
// WALKS: V __autojit_walks_stack
// INTERPRETS-NOT: V __autojit_walks_stack
#ifdef WALKS
#include <execinfo.h>
int walks(void **to);
int walks(void **to) { return backtrace(to, 9); }
#elif defined LOOKS
void *looks(void);
void *looks(void) { return __builtin_return_address(0); }
#elif defined INTERPRETS
int do_backtrace(void), interprets(void);
int interprets(void) { return do_backtrace(); }
#elif defined GOOGLETEST
int shows(void) __asm__("_ZN7testing8internal31GetCurrentOsStackTraceExceptTopEPNS_8UnitTestEi"), asks(void);
int asks(void) { return shows(); }
#elif defined OWN_ALLOCATOR
void *malloc(unsigned long size) { return size ? (void *)&malloc : 0; }
#elif defined OWN
#include <stddef.h>
size_t strlen(const char *s) {
  size_t n = 0;
  for (; s[n]; n++)
    ;
  return n;
}
#else
#include <string.h>
size_t length(const char *s) { return strlen(s); }
int ends(const char *s) { return (int)length(s) + 1; }
int recurses(int n) { return n ? recurses(n - 1) * 3 + 1 : 0; }
int calls_back(int (*f)(void)) { return f() + 1; }
int reaches(int n) { return recurses(n) + ends("text"); }
void *malloc(size_t size);
void free(void *p);
void *allocates(void) { return malloc(8); }
void releases(void *p) { free(p); }
int pairs(void) {
  void *p = malloc(8);
  free(p);
  return p != 0;
}
int pairs_inlined(void) {
  void *p = allocates();
  releases(p);
  return p != 0;
}
int tells(int x) { return __builtin_constant_p(x); }
#endif
