// Variable arguments in registers, on the stack, forwarded, copied, and through pointers.
// RUN: %same %s --expect 'ints 55 doubles 33.0 mixed 1 2.5 three 4 forwarded 7-x-8.25 copied 6 6'

#include <stdarg.h>
#include <stdio.h>

static int ints(int count, ...) {
  va_list list;
  int sum = 0;
  va_start(list, count);
  while (count--)
    sum += va_arg(list, int);
  va_end(list);
  return sum;
}

double doubles(int count, ...) {
  va_list list;
  double sum = 0;
  va_start(list, count);
  while (count--)
    sum += va_arg(list, double);
  va_end(list);
  return sum;
}

static void forward(char *buffer, const char *format, ...) {
  va_list list;
  va_start(list, format);
  vsprintf(buffer, format, list);
  va_end(list);
}

static void twice(int out[2], int count, ...) {
  va_list list, copy;
  va_start(list, count);
  va_copy(copy, list);
  out[0] = out[1] = 0;
  for (int i = 0; i < count; i++) {
    out[0] += va_arg(list, int);
    out[1] += va_arg(copy, int);
  }
  va_end(copy);
  va_end(list);
}

int main(void) {
  char mixed[64], forwarded[64];
  int sums[2];
  int (*volatile pointer)(int, ...) = ints;
  forward(mixed, "%d %.1f %s %ld", 1, 2.5, "three", 4L);
  forward(forwarded, "%d-%c-%.2f", 7, 'x', 8.25);
  twice(sums, 3, 1, 2, 3);
  printf("ints %d doubles %.1f mixed %s forwarded %s copied %d %d\n", pointer(10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
         doubles(11, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5), mixed, forwarded, sums[0], sums[1]);
  return 0;
}
