// Bodies of optimised modules that could tell whether they are optimised are marked; those next to them are not.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -DFUSE -mfma -c %s -o %t.fuse.o 2>&1 | FileCheck %s --check-prefix=FUSE
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o0 2>&1 | FileCheck %s --check-prefix=O0
// O0-NOT: optimised before
// CHECK-NOT: plain{{.*}}optimised before
// CHECK-DAG: outline constant: root, optimised before it runs
// CHECK-DAG: outline knows_argument: root, optimised before it runs
// CHECK-DAG: outline knows_variable: root, optimised before it runs
// CHECK-DAG: outline passes_on: root{{$}}
// CHECK-DAG: outline object_size: root, optimised before it runs
// CHECK-DAG: outline power: root, optimised before it runs
// CHECK-DAG: outline inexact: root, optimised before it runs
// CHECK-DAG: outline plain_exact: root{{$}}
// CHECK-DAG: outline plain_large: root{{$}}
// CHECK-DAG: outline large_constant: root, optimised before it runs
// CHECK-DAG: outline large_variable: root, optimised before it runs
// CHECK-DAG: outline large_counter: root, optimised before it runs
// CHECK-DAG: outline large_compared: root, optimised before it runs
// CHECK-DAG: outline large_defined: root, optimised before it runs
// CHECK-DAG: outline large_static: jit-only, optimised before it runs
// CHECK-DAG: outline large_static_argument: jit-only, optimised before it runs
// CHECK-DAG: outline large_static_memory: jit-only, optimised before it runs
// CHECK-DAG: outline plain_large_static: jit-only{{$}}
// CHECK-DAG: outline memcmp_value: root, optimised before it runs
// CHECK-DAG: outline plain_memcmp_equal: root{{$}}
// CHECK-DAG: outline plain_memcmp_length: root{{$}}
// CHECK-DAG: outline strcmp_value: root, optimised before it runs
// CHECK-DAG: outline plain_strcmp_sign: root{{$}}
// CHECK-DAG: outline plain_strcmp_zero_first: root{{$}}
// CHECK-DAG: outline plain_strcmp_variable: root{{$}}
// CHECK-DAG: outline strcmp_variable: root, optimised before it runs
// CHECK-DAG: outline plain_lower: root{{$}}
// CHECK-DAG: outline plain_write: root{{$}}
// CHECK-DAG: outline plain_read: root{{$}}
// CHECK-DAG: outline own_write: root, optimised before it runs
// CHECK-DAG: outline own_lower: root, optimised before it runs
// CHECK-DAG: outline digit: root, optimised before it runs
// CHECK-DAG: outline divides: root, optimised before it runs
// CHECK-DAG: outline divides_knowingly: root, optimised before it runs
// CHECK-DAG: outline plain_divides: root{{$}}
// CHECK-DAG: outline plain_divides_unknown: root{{$}}
// CHECK-DAG: outline plain_halves: root{{$}}
// CHECK-DAG: outline folds: root, optimised before it runs
// CHECK-DAG: outline plain_adds: root{{$}}
// CHECK-DAG: outline converts: root, optimised before it runs
// CHECK-DAG: outline plain_converts: root{{$}}
// CHECK-DAG: outline overflows: root, optimised before it runs
// CHECK-DAG: outline plain_compares: root{{$}}
// CHECK-DAG: outline fast: root, optimised before it runs
// CHECK-DAG: outline vector: root, optimised before it runs
// CHECK-DAG: outline huge_allocation: root, optimised before it runs
// CHECK-DAG: outline plain_allocation: root{{$}}
// CHECK-DAG: outline main: root{{$}}
// CHECK-DAG: outline stack: root, optimised before it runs
// CHECK-DAG: outline plain_stack: root{{$}}
// CHECK-DAG: outline plain_scalars: root{{$}}
// CHECK-DAG: outline too_many_scalars: root, optimised before it runs
// CHECK-DAG: outline plain_labels: root{{$}}
// CHECK-DAG: outline labels_returned: root, optimised before it runs
// CHECK-DAG: outline labels_stored: root, optimised before it runs
// CHECK-DAG: outline own_library_function: root, optimised before it runs
// CHECK-DAG: outline plain_multiply_add: root{{$}}
// FUSE: outline plain_multiply_add: root, optimised before it runs
#define _GNU_SOURCE
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int constant(int x) { return __builtin_constant_p(x); }
int knows_argument(void) { return constant(3); }
int knows_variable(void) {
  int three = 3;
  return constant(three);
}
int passes_on(int x) { return constant(x); }
size_t object_size(void *p) { return __builtin_object_size(p, 1); }

static double to_the(double x, double y) { return pow(x, y); }
double power(double x) { return to_the(x, 2); }
double inexact(double x) { return sin(x); }
double plain_exact(double x) { return sqrt(floor(x)); }

// Of a function that no optimiser inlines: does it know what it passes?
#define TEN(X) X X X X X X X X X X
#define MUCH(P) TEN(TEN(++*P; if (*P == 7) return 3;))
double plain_large(int *p, double *x, double y) {
  double z;
  if (*p == 2)
    z = *x;
  else
    z = (double)p[1];
  MUCH(p)
  return z == 2 ? z * z : pow(z, y + *x);
}
double large_constant(int *p, double *x) {
  MUCH(p)
  return pow(*x, 2);
}
double large_variable(int *p, double *x) {
  double two = 2;
  if (*p == 3)
    two = *x;
  MUCH(p)
  return pow(*x, two);
}
double large_counter(int *p, double *x) {
  double sum = 0;
  MUCH(p)
  for (int i = 0; i < 4; ++i)
    sum += pow(*x, i);
  return sum;
}
double large_compared(int *p, double *x, double y) {
  MUCH(p)
  return y == 2 ? pow(*x, y) : 0;
}
double defined(void) { return 2; }
double large_defined(int *p, double *x) {
  MUCH(p)
  return pow(*x, defined());
}
static double large_static(int *p, double *x, double y) {
  MUCH(p)
  return pow(*x, y);
}
struct machine {
  double *top;
};
static double large_static_argument(int *p, struct machine *m, double y) {
  MUCH(p)
  return pow(m->top[0], y);
}
static double large_static_memory(int *p, struct machine *m, const double *y) {
  MUCH(p)
  y++;
  return pow(m->top[0], *y);
}
static double plain_large_static(int *p, struct machine *m) {
  MUCH(p)
  m->top--;
  return pow(m->top[0], m->top[1]);
}
double calls_large_static(int *p, double *x, double *y) { return large_static(p, x, *y); }
double calls_large_statics(int *p, struct machine *m, double *y) {
  return large_static_argument(p, m, *y) + large_static_memory(p, m, y) + plain_large_static(p, m);
}
double calls_large_statics_again(int *p, struct machine *m, double *y) {
  return large_static_argument(p, m, 2) + large_static_memory(p, m, y + 2) + plain_large_static(p, m);
}

int memcmp_value(const void *a, const void *b) { return memcmp(a, b, 4); }
int plain_memcmp_equal(const void *a, const void *b) { return memcmp(a, b, 4) == 0; }
int plain_memcmp_length(const void *a, const void *b, size_t n) { return memcmp(a, b, n); }
int strcmp_value(const char *a, const char *b) { return strcmp(a, b); }
int plain_strcmp_sign(const char *a, const char *b) { return strcmp(a, b) < 0; }
int plain_strcmp_zero_first(const char *a, const char *b) { return 0 == strcmp(a, b); }
int plain_strcmp_variable(const char *a, const char *b) {
  int order = strcmp(a, b);
  if (order < 0)
    return 3;
  return order > 0 ? 5 : 4;
}
int strcmp_variable(const char *a, const char *b) {
  int order = strcmp(a, b);
  if (order < 0)
    return 3;
  return order;
}
int plain_lower(const int *c) { return tolower(*c) + toupper(*c); }
int plain_write(const char *s, size_t n, FILE *f) { return fwrite_unlocked(s, 1, n, f) == n; }
int plain_read(char *s, size_t size, size_t n, FILE *f) { return fread_unlocked(s, size, n, f) == n; }
int own_write(const char *s, size_t n, FILE *f) { return __builtin_constant_p(n) ? 1 : fwrite_unlocked(s, 1, n, f) == n; }
int own_lower(const int *c) { return __builtin_constant_p(*c) ? 1 : tolower(*c); }
int digit(int c) { return (isdigit)(c); }

double divides(double x, double y) { return x / y; }
double divides_knowingly(void) { return divides(0, 0); }
double plain_divides(double *x, double *y) { return *x / *y; }
double plain_divides_unknown(double *x, double *y) { return divides(*x, *y); }
double plain_halves(double x) { return x / 2; }
double folds(void) {
  double inf = HUGE_VAL;
  return inf - inf;
}
double plain_adds(double *x) { return *x + 1; }
int converts(void) {
  double large = 1e10;
  return (int)large;
}
int plain_converts(double x) { return (int)x; }
int overflows(int a, int b) { return a + b < a; }
int plain_compares(int a, int b) { return a + b < 3; }

double fast(double a, double b) {
#pragma clang fp reassociate(on)
  return a + b + 1;
}
typedef int four __attribute__((vector_size(16)));
void vector(four *a, four *b) { *a += *b; }

void use(char *);
void stack(int x) {
  if (x) {
    char a[4000];
    use(a);
  } else {
    char b[5000];
    use(b);
    char c[200];
    use(c);
  }
}
int huge_allocation(void) {
  void *p = malloc(~0ul / 2 - 1);
  free(p);
  return p != 0;
}
int plain_allocation(unsigned long size) {
  void *p = malloc(size), *q = malloc(1ul << 30);
  free(p);
  free(q);
  return p != 0 && q != 0;
}
// The first thread has room.
int main(void) {
  char first[8192], second[8192];
  use(first);
  use(second);
  return 0;
}
void plain_stack(void) {
  char a[5000], b[4];
  use(a);
  use(b);
}

#define FIVE_MORE(X) X##0, X##1, X##2, X##3, X##4
#define MORE(X) FIVE_MORE(X##0), FIVE_MORE(X##1), FIVE_MORE(X##2), FIVE_MORE(X##3), FIVE_MORE(X##4)
#define MANY(X) MORE(X##0), MORE(X##1), MORE(X##2), MORE(X##3), MORE(X##4)
void plain_scalars(void) { long MANY(a), MANY(b), MANY(c), MANY(d), MANY(e); }
void too_many_scalars(void) {
  long MANY(a), MANY(b), MANY(c), MANY(d), MANY(e), MANY(f), MANY(g), MANY(h), MANY(i), MANY(j), MANY(k), MANY(l);
  long MANY(m), MANY(n), MANY(o), MANY(p), MANY(q);
}

int plain_labels(const char *code) {
  static void *const labels[] = {&&more, &&less};
  void *next = labels[0];
  goto *next;
more:
  goto *labels[*code++];
less:
  return *code;
}
void *labels_returned(int i) {
  static void *const labels[] = {&&a, &&b};
  goto *labels[i];
a:
b:
  return labels[i];
}
int labels_stored(void **code, int prepare) {
  if (prepare) {
    *code = &&halt;
    return 0;
  }
  goto **code;
halt:
  return 1;
}

double cbrt(double x) { return x; }
float own_library_function(float x) { return (float)cbrt(x); }

double plain_multiply_add(double a, double b, double c) { return a * b + c; }
