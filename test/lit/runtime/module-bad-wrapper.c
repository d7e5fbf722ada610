// Another wrapper magic.
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe
// RUN: %damage byte=0 %t.d/*.bc
// RUN: %clear_objects
// RUN: not --crash %t.exe 2>&1 | FileCheck %s
// REQUIRES: in-process

int main(void) { return 0; }

// CHECK: {{^}}[autojit] cannot run main from {{.*}}module-bad-wrapper.c: not a module file '{{.*}}.bc'; {{.+}}
