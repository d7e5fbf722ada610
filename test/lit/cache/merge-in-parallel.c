// Several processes find many images at once, and more are made and removed meanwhile: all go on with what they found.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %S/merge.c -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %python %inputs/in_turn.py 0-15 %t.exe @
// RUN: %python %inputs/in_parallel.py 8 %t.exe 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 1@ | FileCheck %s
// RUN: not ls %t.cache/images/*/.tmp-*
// RUN: %t.exe 0 15 | FileCheck %s --check-prefix=AFTER

// CHECK-COUNT-8: f8 17
// AFTER: f0 1
// AFTER-NEXT: f15 31
