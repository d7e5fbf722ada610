// A format version of the future.
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe
// RUN: %damage word=56:7 %t.d/*.bc
// RUN: %clear_objects
// RUN: not --crash %t.exe 2>&1 | FileCheck %s
// REQUIRES: in-process

int main(void) { return 0; }

// CHECK: {{^}}[autojit] cannot run main from {{.*}}module-other-format-version.c: unsupported module file version 7 '{{.*}}.bc'; {{.+}}
