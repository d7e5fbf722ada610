// A pack is found through the directory of the file that was called first. Who calls another one first finds it, too.
// REQUIRES: in-process, autojit-cache
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/main.c -o %t.main.o
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/one.c -o %t.one.o
// RUN: %clang_lazy -O0 -g -c %S/Inputs/pack/two.c -o %t.two.o
// RUN: %clang %t.main.o %t.one.o %t.two.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=MAIN
// RUN: %clang -Wl,-init=start %t.main.o %t.one.o %t.two.o %runtime -o %t.other.exe
// RUN: env AUTOJIT_DEBUG=On %t.other.exe 2>&1 | FileCheck %s --check-prefix=OTHER
//
// The cache tool knows what packs have of each module, and that a module is in use while one with it is.
// RUN: autojit-cache show %t.exe | FileCheck %s --check-prefix=SHOW
// RUN: autojit-cache verify
// RUN: find %t.cache/modules -name '*.bc' -exec touch -d '9 days ago' {} +
// RUN: autojit-cache prune --older-than 2d --all --yes
// RUN: %run_warm %t.exe | FileCheck %s --check-prefix=MAIN
// RUN: find %t.cache -name '*.pack' -exec touch -d '9 days ago' {} +
// RUN: autojit-cache prune --older-than 2d --all --yes
// RUN: not --crash %t.exe

// MAIN: one local 3
// MAIN: two local 7
// OTHER-NOT: compiled {{one|two|local|main}}
// OTHER: two local 7
// OTHER-NOT: compiled {{one|two|local|main}}
// OTHER: one local 3
// OTHER: two local 8
// SHOW-DAG: {{[1-9]+ +[1-9]+ +.*}}main.c
// SHOW-DAG: {{[1-9]+ +[1-9]+ +.*}}one.c
// SHOW-DAG: {{[1-9]+ +[1-9]+ +.*}}two.c
