// Keep reason `compiler-hook`: an attribute needs support from the function's own object.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -fsplit-stack -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -fsanitize=safe-stack -c %s -o %t.o 2>&1 | FileCheck %s

extern void use(char *);

void hooked(void) {
  char buffer[64];
  use(buffer);
}

// CHECK: keep hooked: compiler-hook
