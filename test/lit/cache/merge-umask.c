// What a process under a strict umask makes, others of its user can read: also itself, which goes on with what it merged.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %S/merge.c -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: sh -c 'umask 0777; for i in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do %t.exe $i; done'
// RUN: sh -c 'umask 0777; AUTOJIT_DEBUG=On %t.exe 3' 2>&1 | FileCheck %s
// RUN: find %t.cache/images -name '*.so' -perm 600 | count 1
// RUN: %run_warm %t.exe 3 15

// CHECK: merged 16 images
// CHECK: f3 7
