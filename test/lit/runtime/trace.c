// AUTOJIT_DEBUG=On: one line per decision with its time, first cold, then warm.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=COLD --implicit-check-not=rejected
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s --check-prefix=WARM --implicit-check-not=compiled --implicit-check-not=rejected
// REQUIRES: in-process

static int helper(int x) { return x; }

int never_called(int x) { return x; }

int main(void) { return helper(0); }

// COLD: [autojit] open {{[0-9a-f]+}} ({{.*}}trace.c): 3 functions, 0 imports ({{[0-9.]+}} ms)
// COLD: [autojit] compiled main: unit of 2 functions, {{[0-9]+}} bytes ({{[0-9.]+}} ms
// COLD-NOT: never_called
// WARM: [autojit] loaded image {{.*}}.cache/images/{{.*}}.so: {{[0-9]+}} functions ({{[0-9.]+}} ms)
