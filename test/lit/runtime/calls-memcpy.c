// Copies of unknown size are calls of the library's functions, as ahead of time, not loops over bytes.
// RUN: %clang_lazy %s %runtime -o %t.exe && %t.exe
// RUN: %python %inputs/find.py %t.cache/images '*.so' llvm-objdump -d --no-show-raw-insn --disassemble-symbols=copy @ | FileCheck %s
// RUN: %clear_objects
// RUN: %clang_lazy -O2 %s %runtime -o %t.exe && %t.exe
// RUN: %python %inputs/find.py %t.cache/images '*.so' llvm-objdump -d --no-show-raw-insn --disassemble-symbols=copy @ | FileCheck %s

#include <string.h>

__attribute__((noinline)) void copy(char *to, const char *from, size_t size) {
  memcpy(to, from, size);
  memset(to + size, 0, size);
}

int main(int argc, char **argv) {
  char text[64];
  copy(text, argv[0], (size_t)argc);
  return text[argc] != 0;
}

// CHECK: <copy>:
// CHECK-NOT: j{{b|ne}}
// CHECK: {{call|jmp}}
// CHECK-NOT: j{{b|ne}}
// CHECK: {{call|jmp}}
