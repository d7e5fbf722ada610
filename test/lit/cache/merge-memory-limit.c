// Where memory is limited, a warm run that gets by with what it finds does not take more to merge it.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %S/merge.c -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %python %inputs/in_turn.py 0-15 %t.exe @
// RUN: sh -c 'ulimit -v 1000000; AUTOJIT_DEBUG=On %t.exe 3' 2>&1 | FileCheck %s --implicit-check-not='] merged'
// RUN: find %t.cache/images -type f | count 16

// CHECK: f3 7
