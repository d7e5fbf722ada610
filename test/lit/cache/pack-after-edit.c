// After an edit of one file the pack has the rest; what was compiled is found beside it from then on.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/main.c -o %t.main.o
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/one.c -o %t.one.o
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/two.c -o %t.two.o
// RUN: %clang %t.main.o %t.one.o %t.two.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=FIRST
// RUN: %clang_lazy -O0 -g -DSTEP=5 -c %S/Inputs/pack/one.c -o %t.one.o
// RUN: %clang %t.main.o %t.one.o %t.two.o %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe > %t.out 2> %t.trace
// RUN: FileCheck %s --check-prefix=EDITED < %t.out
// RUN: FileCheck %s --check-prefix=TRACE --implicit-check-not='{{compiled|open}}' < %t.trace
// RUN: %run_warm %t.exe | FileCheck %s --check-prefix=EDITED
//
// Also when the edited file is the one that is called first.
// RUN: %clang_lazy -O0 -g -DWRONG=1 -c %S/Inputs/pack/main.c -o %t.main.o
// RUN: %clang %t.main.o %t.one.o %t.two.o %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=MAIN
// RUN: %run_warm %t.exe | FileCheck %s --check-prefix=EDITED

// FIRST: one local 3
// EDITED: one local 7
// EDITED: two local 7
// TRACE: open {{.*}}one.c
// TRACE: compiled one
// MAIN: compiled main
// MAIN-NOT: compiled {{one|two|local}}
// MAIN: one local 7
