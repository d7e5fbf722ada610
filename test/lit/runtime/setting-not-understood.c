// A setting that cannot be understood is an error for the program as for the compiler, and says what is.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: not --crash env AUTOJIT_DEBUG=maybe %t.exe 2>&1 | FileCheck %s --check-prefix=DEBUG
// RUN: not --crash env AUTOJIT_CACHE_MAX_SIZE=much %t.exe 2>&1 | FileCheck %s --check-prefix=SIZE
// RUN: not --crash env AUTOJIT_LINKER=gold %t.exe 2>&1 | FileCheck %s --check-prefix=LINKER
// RUN: not --crash env AUTOJIT_BACKEND=slow %t.exe 2>&1 | FileCheck %s --check-prefix=BACKEND
// RUN: not --crash env AUTOJIT_DEBUG_INFO=some %t.exe 2>&1 | FileCheck %s --check-prefix=INFO
// REQUIRES: in-process

int main(void) { return 0; }

// DEBUG: {{^}}[autojit] AUTOJIT_DEBUG=maybe is neither On nor Off
// SIZE: {{^}}[autojit] AUTOJIT_CACHE_MAX_SIZE=much is no size; use a number with K, M, G or T, or 0 for no limit
// LINKER: {{^}}[autojit] AUTOJIT_LINKER=gold names no linker; use image or jitlink
// BACKEND: {{^}}[autojit] AUTOJIT_BACKEND=slow names no back end; use fast or llvm
// INFO: {{^}}[autojit] AUTOJIT_DEBUG_INFO=some names no level; use full, lines or none
