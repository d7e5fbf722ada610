// A setting that cannot be understood is an error for the client as for the runtime library.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: not --crash env AUTOJIT_DEBUG=maybe %t.exe 2>&1 | FileCheck %s --check-prefix=DEBUG
// RUN: not --crash env AUTOJIT_PACK=perhaps %t.exe 2>&1 | FileCheck %s --check-prefix=PACK
// RUN: not --crash env AUTOJIT_LINKER=gold %t.exe 2>&1 | FileCheck %s --check-prefix=LINKER
// RUN: not --crash env AUTOJIT_DEBUG_INFO=some %t.exe 2>&1 | FileCheck %s --check-prefix=INFO
// RUN: env AUTOJIT_DEBUG=False AUTOJIT_PACK=yes %t.exe 2>&1 | count 0

int main(void) { return 0; }

// DEBUG: {{^}}[autojit] AUTOJIT_DEBUG=maybe is neither On nor Off
// PACK: {{^}}[autojit] AUTOJIT_PACK=perhaps is neither On nor Off
// LINKER: {{^}}[autojit] AUTOJIT_LINKER=gold names no linker; use image or jitlink
// INFO: {{^}}[autojit] AUTOJIT_DEBUG_INFO=some names no level; use full, lines or none
