// Trampolines and statement expressions.
// RUN: %same %s --expect 'statement 7 generic 2 cleanup 1'

#include <stdio.h>
static int cleaned;

static void clean(int *unused) {
  (void)unused;
  cleaned++;
}

#define MAX(a, b)                                                                                                      \
  ({                                                                                                                   \
    __auto_type x_ = (a);                                                                                              \
    __auto_type y_ = (b);                                                                                              \
    x_ > y_ ? x_ : y_;                                                                                                 \
  })
#define KIND(x) _Generic((x), int : 1, double : 2, default : 3)

static int scoped(void) {
  __attribute__((cleanup(clean))) int value = 7;
  return MAX(value, 3);
}

int main(void) {
  int statement = scoped();
  printf("statement %d generic %d cleanup %d\n", statement, KIND(1.0), cleaned);
  return 0;
}
