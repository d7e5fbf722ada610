// A set-uid program honours no variable: it finds no daemon, and says so.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: chmod 755 %t.exe && chown 65534 %t.exe && chmod u+s %t.exe
// RUN: not --crash %t.exe 2>&1 | FileCheck %s
// REQUIRES: root

int main(void) { return 0; }

// CHECK: [autojit] cannot run main from {{.*}}secure-execution.c: no compile daemon answers, and autojitd was not found
