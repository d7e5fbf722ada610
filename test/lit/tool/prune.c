// The least recently used code goes first; bitcode only by age and on request.
// REQUIRES: in-process, autojit-cache
// RUN: %clang_lazy -O1 -DNAME=one -c %s -o %t.1.o && %clang %t.1.o %runtime -o %t.1.exe
// RUN: %clang_lazy -O1 -DNAME=two -c %s -o %t.2.o && %clang %t.2.o %runtime -o %t.2.exe
// RUN: env AUTOJIT_TIER=0 %t.1.exe && env AUTOJIT_TIER=0 %t.2.exe
// RUN: %python -c "import glob, os; [os.utime(p, (1e9, 1e9)) for p in glob.glob('%t.cache/modules/*') + glob.glob('%t.cache/*/*/*')]"
// RUN: env AUTOJIT_TIER=0 %t.2.exe
// RUN: autojit-cache prune --max-size 1G | FileCheck %s --check-prefix=NOTHING
// RUN: autojit-cache prune --older-than 2h | FileCheck %s --check-prefix=OLD
// RUN: env AUTOJIT_TIER=0 %run_warm %t.2.exe
// RUN: not autojit-cache prune --older-than 2h --all </dev/null
// RUN: autojit-cache prune --older-than 2h --all --yes | FileCheck %s --check-prefix=MODULE
// RUN: env AUTOJIT_TIER=0 %run_warm %t.2.exe
// RUN: not --crash env AUTOJIT_TIER=0 %t.1.exe 2>&1 | FileCheck %s --check-prefix=GONE
// RUN: autojit-cache prune --max-size 0 | FileCheck %s --check-prefix=ALL
// RUN: env AUTOJIT_TIER=0 %t.2.exe

int NAME(int x);
int NAME(int x) { return x - 3; }
int main(int argc, char **argv) { (void)argv; return NAME(argc + 2); }

// NOTHING: Removed 0 files
// An image was used by the second run; its object and the other two files were not.
// OLD: Removed 3 files,
// ALL: Removed 1 file,
// MODULE: Removed 1 file,
// GONE: module file is missing
