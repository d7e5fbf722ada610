// RUN: not env AUTOJIT_DEBUG=maybe %clang_lazy -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=DEBUG
// RUN: not env AUTOJIT_DISABLE=2 %clang_lazy -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=DISABLE

int f(void) { return 1; }

// DEBUG: error: autojit-plugin: AUTOJIT_DEBUG=maybe is neither On nor Off
// DISABLE: error: autojit-plugin: AUTOJIT_DISABLE=2 is neither On nor Off
