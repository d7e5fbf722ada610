// RUN: %same %s --expect 'bits 5 -3 1 1023 union 1065353216 flexible 60 packed 7'

#include <stdio.h>
#include <stdlib.h>

struct bits {
  unsigned a : 3;
  int b : 4;
  unsigned c : 1;
  unsigned long d : 10;
};

static struct bits make(int a, int b, int c, int d) {
  struct bits x = {a, b, c, d};
  return x;
}

static int as_int(float f) {
  union {
    float f;
    int i;
  } u = {f};

  return u.i;
}

struct flexible {
  int count;
  int values[];
};

static int sum(const struct flexible *f) {
  int s = 0;
  for (int i = 0; i < f->count; i++)
    s += f->values[i];
  return s;
}

struct __attribute__((packed)) packed {
  char a;
  int b;
  short c;
};

int main(void) {
  struct bits x = make(5, -3, 1, 1023);
  struct flexible *f = malloc(sizeof *f + 3 * sizeof(int));
  f->count = 3;
  for (int i = 0; i < 3; i++)
    f->values[i] = 10 * (i + 1);
  printf("bits %d %d %d %d union %d flexible %d packed %d\n", x.a, x.b, x.c, (int)x.d, as_int(1.0f), sum(f),
         (int)sizeof(struct packed));
  free(f);
  return 0;
}
