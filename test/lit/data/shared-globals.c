// Lazy and plain code see the same variables: initialised, zero, static, const, volatile, large, aligned.
// RUN: %same %s --plain %S/Inputs/globals.c --expect 'counter 111 zero 5 table 9 text same aligned 1 volatile 3 struct 12'

#include <stdint.h>
#include <stdio.h>
#include <string.h>
int counter = 100, zero;
static int static_counter = 10;
const char text[] = "same";
const int table[] = {7, 8, 9};
_Alignas(256) char aligned[10];
volatile int changing = 1;

struct {
  int a;
  double b;

  struct {
    int c[3];
  } d;
} composite = {1, 2.5, {{3, 4, 5}}};

void plain_change(int *local);
const char *plain_text(void);

int main(void) {
  static_counter++;
  plain_change(&static_counter);
  changing += 2;
  composite.d.c[2] += 7;
  printf("counter %d zero %d table %d text %s aligned %d volatile %d struct %d\n", counter - 90 + static_counter, zero,
         table[2], plain_text() == text ? text : "differs", ((uintptr_t)aligned & 255) == 0, changing,
         composite.d.c[2]);
  return 0;
}
