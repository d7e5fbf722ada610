// clear costs only time; clear --all asks, and then programs must be built again.
// REQUIRES: in-process, autojit-cache
// RUN: %clang_lazy -O1 -c %s -o %t.o && %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=0 %t.exe
// RUN: autojit-cache clear --dry-run | FileCheck %s --check-prefix=DRY
// RUN: autojit-cache clear | FileCheck %s --check-prefix=CLEAR
// RUN: autojit-cache stats | FileCheck %s --check-prefix=CLEARED
// RUN: env AUTOJIT_TIER=0 %t.exe
// RUN: env AUTOJIT_TIER=0 %run_warm %t.exe
// RUN: not autojit-cache clear --all 2>&1 </dev/null | FileCheck %s --check-prefix=ASK
// RUN: env AUTOJIT_TIER=0 %run_warm %t.exe
// RUN: autojit-cache clear --all --yes | FileCheck %s --check-prefix=ALL
// RUN: not --crash env AUTOJIT_TIER=0 %t.exe 2>&1 | FileCheck %s --check-prefix=GONE
// RUN: not autojit-cache show %t.exe 2>&1 | FileCheck %s --check-prefix=SHOW
// RUN: %clang_lazy -O1 -c %s -o %t.o && %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER=0 %t.exe

static int helper(int x) { return x - 3; }
int main(int argc, char **argv) { (void)argv; return helper(argc + 2); }

// DRY: Would remove 2 files
// CLEAR: Removed 2 files
// CLEARED: modules 1
// CLEARED: objects 0
// CLEARED: images 0
// ASK: stops the programs
// ASK-SAME: --yes
// ALL: Removed 3 files
// GONE: module file is missing
// SHOW: missing
// SHOW: build the program again
