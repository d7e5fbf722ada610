// Constants lie as their object aligned them: the optimiser may not think that it can align them better.
// RUN: %same %s --levels=1,2 --env AUTOJIT_TIER=0 --expect '1 0 -1'

#include <stdio.h>
static int g[8];
struct row {
  int *p[3];
};
#define WRITES(n)                                                                                                      \
  __attribute__((noinline)) static void writes##n(struct row *out, int **q) {                                          \
    struct row rows[2] = {{{&g[n], &g[0], 0}}, {{q[0], q[1], q[n & 1]}}};                                              \
    out[0] = rows[0];                                                                                                  \
    out[1] = rows[1];                                                                                                  \
  }
WRITES(1) WRITES(2) WRITES(3) WRITES(4)
int main(void) {
  int *q[2] = {g + 5, g + 6};
  struct row out[8];
  writes1(out, q);
  writes2(out + 2, q);
  writes3(out + 4, q);
  writes4(out + 6, q);
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < 3; j++)
      printf("%d%c", out[i].p[j] ? (int)(out[i].p[j] - g) : -1, j == 2 ? '\n' : ' ');
}
