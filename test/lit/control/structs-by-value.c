// Structures of every class and size as arguments and results: integer, SSE, mixed, memory, empty, packed.
// RUN: %same %s --expect 'ok 14'

#include <stdio.h>
#include <string.h>

struct c1 {
  char a;
};

struct c3 {
  char a[3];
};

struct i2 {
  int a, b;
};

struct d2 {
  double a, b;
};

struct mixed {
  double a;
  long b;
};

struct mixed2 {
  long a;
  float b;
};

struct f3 {
  float a, b, c;
};

struct l3 {
  long a, b, c;
};

struct huge {
  char text[300];
};

struct __attribute__((packed)) odd {
  char a;
  int b;
  short c;
};

struct aligned {
  _Alignas(64) int a;
};

struct flex {
  int a;

  union {
    double d;
    int i;
  } u;
};

struct nested {
  struct i2 in[2];
};

struct ld {
  long double a;
};

#define ROUND(type)                                                                                                    \
  __attribute__((noinline)) static struct type round_##type(int before, struct type value, double after) {             \
    if (before != 7 || after != 7.5)                                                                                   \
      memset(&value, 0, sizeof value);                                                                                 \
    return value;                                                                                                      \
  }
ROUND(c1)
ROUND(c3) ROUND(i2) ROUND(d2) ROUND(mixed) ROUND(mixed2) ROUND(f3) ROUND(l3) ROUND(huge) ROUND(odd) ROUND(aligned)
    ROUND(flex) ROUND(nested) ROUND(ld) static int ok;
#define CHECK(type, size)                                                                                              \
  do {                                                                                                                 \
    struct type in, out;                                                                                               \
    memset(&in, 0x5a, sizeof in);                                                                                      \
    struct type (*volatile f)(int, struct type, double) = round_##type;                                                \
    out = f(7, in, 7.5);                                                                                               \
    if (!memcmp(&in, &out, size))                                                                                      \
      ok++;                                                                                                            \
    else                                                                                                               \
      printf("%s differs\n", #type);                                                                                   \
  } while (0)

int main(void) {
  CHECK(c1, 1);
  CHECK(c3, 3);
  CHECK(i2, 8);
  CHECK(d2, 16);
  CHECK(mixed, 16);
  CHECK(mixed2, 12);
  CHECK(f3, 12);
  CHECK(l3, 24);
  CHECK(huge, 300);
  CHECK(odd, 7);
  CHECK(aligned, 4);
  CHECK(flex, 4);
  CHECK(nested, 16);
  CHECK(ld, 10);
  printf("ok %d\n", ok);
  return 0;
}
