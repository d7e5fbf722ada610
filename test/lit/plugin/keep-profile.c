// Keep reason `profile`: counters are lowered after this point of the pipeline.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -fprofile-instr-generate -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -fprofile-instr-generate -fcoverage-mapping -c %s -o %t.o 2>&1 | FileCheck %s

int counted(int x) { return x ? 1 : 2; }

// CHECK: keep counted: profile
