// A damaged pack is refused and removed, and what it had is compiled again; a word is said under AUTOJIT_DEBUG only.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/main.c -o %t.main.o
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/one.c -o %t.one.o
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/two.c -o %t.two.o
// RUN: %clang %t.main.o %t.one.o %t.two.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s
// RUN: %python %inputs/find.py %t.cache/images '*.pack' %damage byte=200 @
// RUN: %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: %python %inputs/find.py %t.cache/images '*.pack' %damage byte=200 @
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=TRACE
// RUN: %run_warm %t.exe | FileCheck %s
//
// References without their pack lead to nothing.
// RUN: find %t.cache/images -name '*.pack' -delete
// RUN: %t.exe 2>&1 | FileCheck %s --implicit-check-not=autojit
// RUN: %run_warm %t.exe | FileCheck %s

// CHECK: one local 3
// CHECK: two local 7
// TRACE: rejected {{.*}}.pack: Damaged
// TRACE: packed {{[0-9]+}} images of 3 modules
