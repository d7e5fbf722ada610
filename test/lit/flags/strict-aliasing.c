// RUN: %same %s --flags=-fno-strict-aliasing --expect 'punned 1073741824'

#include <stdio.h>

static int pun(float *f, int *i) {
  *i = 1;
  *f = 2.0f;
  return *i;
}

int main(void) {
  union {
    float f;
    int i;
  } u;

  printf("punned %d\n", pun(&u.f, &u.i));
  return 0;
}
