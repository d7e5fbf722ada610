// A program depends on the runtime alone: libLLVM is in no DT_NEEDED, and not in a warm process.
// RUN: llvm-readelf -d %out/lib/libautojit-runtime.so | FileCheck %s --implicit-check-not=LLVM --implicit-check-not=autojit-llvm
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=MAPS --implicit-check-not=autojit-llvm
// REQUIRES: in-process

#include <stdio.h>
#include <string.h>

static int show(const char *line) { return strstr(line, ".so") && fputs(line, stdout); }

int main(void) {
  char line[4096];
  FILE *maps = fopen("/proc/self/maps", "r");
  while (fgets(line, sizeof line, maps))
    show(line);
  return fclose(maps);
}

// CHECK: NEEDED
// MAPS: libautojit-runtime.so
