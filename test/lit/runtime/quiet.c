// Without AUTOJIT_DEBUG nothing is printed, cold or warm.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe 2>&1 | count 0
// RUN: %t.exe 2>&1 | count 0
// RUN: env AUTOJIT_DEBUG=Off %t.exe 2>&1 | count 0

static int helper(int x) { return x; }

int main(void) { return helper(0); }
