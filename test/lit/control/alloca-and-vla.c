// RUN: %same %s --expect 'alloca 4950 vla 190 aligned 1 nested 45'

#include <alloca.h>
#include <stdint.h>
#include <stdio.h>

static int with_alloca(int n) {
  int *values = alloca(n * sizeof *values), sum = 0;
  for (int i = 0; i < n; i++)
    values[i] = i;
  for (int i = 0; i < n; i++)
    sum += values[i];
  return sum;
}

static int with_vla(int n, int (*callback)(int)) {
  int values[n], sum = 0;
  for (int i = 0; i < n; i++)
    values[i] = callback(i);
  for (int i = 0; i < n; i++)
    sum += values[i];
  return sum;
}

static int identity(int x) { return x; }

static int aligned(void) {
  _Alignas(256) volatile char buffer[10];
  return ((uintptr_t)buffer & 255) == 0;
}

int main(void) {
  printf("alloca %d vla %d aligned %d", with_alloca(100), with_vla(20, identity), aligned());
  printf(" nested %d\n", with_vla(10, identity));
  return 0;
}
