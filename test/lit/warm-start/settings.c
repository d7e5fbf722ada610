// Whoever sets anything but the places gets managed code from the start, which knows all settings.
// REQUIRES: in-process
// RUN: %clang_lazy -O0 -I%S/Inputs -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=WARM
// RUN: env AUTOJIT_STORE=embed AUTOJIT_SOCKET_PATH=/nonexistent AUTOJIT_DAEMON_PATH=/nonexistent %t.exe | FileCheck %s --check-prefix=WARM
// RUN: env AUTOJIT_PACK=Off %t.exe | FileCheck %s
// RUN: env AUTOJIT_TIER=2 %t.exe | FileCheck %s
// RUN: env AUTOJIT_CACHE_MAX_SIZE=1G %t.exe | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefixes=TRACE,CHECK
// RUN: cd / && env AUTOJIT_CACHE_DIR=.%t.cache %t.exe | FileCheck %s
// RUN: not --crash env AUTOJIT_LINKER=gold %t.exe 2>&1 | FileCheck %s --check-prefix=WRONG

#include "managed.h"

int main(void) {
  puts(managed());
  return 0;
}

// TRACE: loaded image
// CHECK: managed code
// WARM: C alone
// WRONG: AUTOJIT_LINKER=gold names no linker
