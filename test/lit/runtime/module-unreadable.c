// A module file that the user may not read.
// RUN: mkdir -p %t.d && env AUTOJIT_STORE=dir=%t.d/modules %clang_lazy -O0 -c %s -o %t.o
// RUN: chmod 0755 %t.d %t.d/modules
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: not --crash env AUTOJIT_CACHE_DIR=%t.d/none setpriv --reuid=65534 --clear-groups --inh-caps=-all %t.exe 2>&1 | FileCheck %s
// REQUIRES: in-process, root, setpriv

int main(void) { return 0; }

// CHECK: [autojit] cannot run main from {{.*}}module-unreadable.c: {{.*}} '{{.*}}.bc'; {{.+}}
