// What a program ran of several files becomes one pack, which a second run loads. Equal names in two files stay apart, and
// backtraces have them as they are.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/main.c -o %t.main.o
// RUN: %clang_lazy -O2 -g -c %S/Inputs/pack/one.c -o %t.one.o
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/two.c -o %t.two.o
// RUN: %clang -rdynamic %t.main.o %t.one.o %t.two.o %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=OUT,FIRST
// RUN: find %t.cache/images -type f -size +0 | FileCheck %s --check-prefix=FILES
// RUN: env AUTOJIT_DEBUG=On %t.exe > %t.out 2> %t.trace
// RUN: FileCheck %s --check-prefix=OUT < %t.out
// RUN: FileCheck %s --check-prefix=WARM --implicit-check-not='{{compiled|linked|open}}' < %t.trace

// OUT: one local 3
// OUT: two local 7
// OUT: ({{local[+]}}
// OUT: ({{two[+]}}
// FIRST: packed {{[0-9]+}} images of 3 modules into {{.*}}.pack
// FILES-COUNT-1: .pack
// FILES-NOT: images
// WARM-COUNT-3: loaded image {{.*}}.pack
// WARM-NOT: loaded
