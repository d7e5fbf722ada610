// What an image keeps for being linked again is damaged: the image is as good as before, and the others are merged.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -c %S/merge.c -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %python %inputs/in_turn.py 0-15 %t.exe @
// RUN: %python %inputs/find.py %t.cache/images '*-3-*.so' %damage byte=-57 @
// RUN: env AUTOJIT_DEBUG=On %t.exe 3 2>&1 | FileCheck %s --implicit-check-not=rejected
// RUN: find %t.cache/images -type f | count 2
// RUN: %python %inputs/in_turn.py 0-15 %run_warm %t.exe @ | FileCheck %s --check-prefix=ALL

// CHECK: merged 15 images
// CHECK: f3 7
// ALL: f0 1
// ALL: f3 7
// ALL: f15 31
