// RUN: %same %s --flags=-fstack-protector-strong --exit SIGABRT
// RUN: %same %s --flags=-fstack-protector-all --exit SIGABRT --levels 0

#include <string.h>

static void overflow(const char *text, int length) {
  char small[8];
  memcpy(small, text, length);
  __asm__ volatile("" ::"r"(small) : "memory");
}

int main(void) {
  overflow("this text is longer than the buffer", 36);
  return 0;
}
