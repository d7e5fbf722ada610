// The standard streams are closed from the start: the runtime must not take their numbers.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: sh -c '%t.exe %t.out <&- >&- 2>&-; cat %t.out' | FileCheck %s
// RUN: sh -c '%t.exe %t.out2 <&- >&- 2>&-; cat %t.out2' | FileCheck %s

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int lazy(int x) { return x + 1; }

int main(int argc, char **argv) {
  (void)argc;
  int value = lazy(1);
  int file = open(argv[1], O_CREAT | O_WRONLY, 0600);
  char line[32];
  int length = snprintf(line, sizeof line, "file %d value %d\n", file, value);
  return write(file, line, length) != length;
}

// CHECK: file 0 value 2
