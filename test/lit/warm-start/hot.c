// A function that becomes hot in a run that began without managed code gets its better body, and later runs begin with that.
// REQUIRES: in-process
// RUN: %clang_lazy -O2 -I%S/Inputs -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe 10 | FileCheck %s --check-prefix=FEW
// RUN: %t.exe 10 | FileCheck %s --check-prefixes=FEW,FEW-WARM
// RUN: %t.exe 300000000 | FileCheck %s --check-prefixes=MANY,MANY-FIRST
// RUN: find %t.cache/images -type f | count 2
// RUN: %t.exe 300000000 | FileCheck %s --check-prefix=MANY
// RUN: %t.exe 10 | FileCheck %s --check-prefixes=FEW,FEW-WARM

#include "managed.h"
#include "steps.h"

#include <stdlib.h>

int main(int argc, char **argv) {
  printf("%u\n", steps(atoi(argv[1])));
  printf("%s\n", managed());
  return 0;
}

// FEW: 2745540835
// FEW-WARM: C alone
// MANY: 687201025
// MANY-FIRST: managed code
