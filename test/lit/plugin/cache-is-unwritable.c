// RUN: rm -rf %t.d && mkdir -p %t.d/modules
// RUN: chown 65534 %t.d %t.d/modules && chmod 0500 %t.d/modules
// RUN: env AUTOJIT_CACHE_DIR=%t.d setpriv --reuid=65534 --clear-groups --inh-caps=-all %clang_lazy -O0 -c %s -o %t.d/f.o 2>&1 | FileCheck %s
// RUN: llvm-nm %t.d/f.o | FileCheck %s --check-prefix=OBJECT --implicit-check-not=autojit
// REQUIRES: root, setpriv

int f(void) { return 1; }

// CHECK: warning: autojit-plugin: cannot write bitcode ({{.*}}ermission denied) to '{{.*}}modules'; set AUTOJIT_CACHE_DIR to a writable directory
// OBJECT: T f
