// Conventions that keep or pass other registers than the C one: a first call must not lose any.
// RUN: %same %s --plain %S/Inputs/conventions.c --flags='-Wno-unknown-attributes' --expect 'preserve_most 1 preserve_all 1 regcall 136 vectorcall 10.0 ms 21 sysv 21'

#include "Inputs/conventions.h"
#include <stdio.h>

PRESERVE_MOST long most(long x) { return x + 1; }

PRESERVE_ALL long all(long x) { return x + 1; }

REGCALL long registers(long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k, long l,
                       long m, long n, long o, long p) {
  return a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p;
}

VECTORCALL double vectors(double a, double b, double c, double d) { return a + b + c + d; }

MS_ABI long microsoft(long a, long b, long c, long d, long e, double f) { return a + b + c + d + e + (long)f; }

static MS_ABI long local_microsoft(long a, long b, long c, long d, long e, double f) {
  return microsoft(a, b, c, d, e, f);
}

int main(void) {
  printf("preserve_most %d preserve_all %d", call_most(), call_all());
  printf(" regcall %ld vectorcall %.1f ms %ld sysv %ld\n", call_registers(), call_vectors(), call_microsoft(),
         local_microsoft(1, 2, 3, 4, 5, 6));
  return 0;
}
