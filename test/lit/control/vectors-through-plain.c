// A plain unit with AVX-512 calls a lazy one whose own unit does not know it: the state passes through.
// RUN: %same %s --plain %S/Inputs/vector-caller.c --flags='-mavx512f' --expect 'kept 1'
// REQUIRES: avx512f

#include <immintrin.h>
#include <stdio.h>
int call_with_full_registers(void (*callback)(void));
static int calls;

void lazy_callback(void) { calls++; }

__m512i lazy_identity(__m512i x) { return x; }

int main(void) {
  printf("kept %d\n", call_with_full_registers(lazy_callback) && calls == 1);
  return 0;
}
