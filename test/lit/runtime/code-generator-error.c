// What the code generator finds wrong with a function is said, and no wrong code runs. (Ahead of time the compiler says it.)
// RUN: %clang_lazy -mno-sse -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: not --crash %t.exe 2>&1 | FileCheck %s

double returned_where(double x) { return x * 2; }

int main(void) {
  ((void (*)(void))returned_where)();
  return 0;
}

// CHECK: cannot generate code for {{.*}} from {{.*}}code-generator-error.c: {{.*}}SSE register return with SSE disabled; please report this; AUTOJIT_KEEP=NAME
