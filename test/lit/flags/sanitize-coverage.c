// -fsanitize-coverage instruments after the plugin has run: the file stays ahead-of-time, and its callbacks are called.
// RUN: %same %s --kept --flags=-fsanitize-coverage=trace-pc-guard --expect 'result 10 covered 1'
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -fsanitize-coverage=trace-pc-guard -c %s -o %t.o 2>&1 | FileCheck %s

#include <stdint.h>
#include <stdio.h>

#define NOT_COVERED __attribute__((no_sanitize("coverage")))
static int guards, hits;

void __sanitizer_cov_trace_pc_guard_init(uint32_t *begin, uint32_t *end);
void __sanitizer_cov_trace_pc_guard(uint32_t *guard);

NOT_COVERED void __sanitizer_cov_trace_pc_guard_init(uint32_t *begin, uint32_t *end) {
  for (; begin < end; begin++)
    *begin = ++guards;
}

NOT_COVERED void __sanitizer_cov_trace_pc_guard(uint32_t *guard) {
  (void)guard;
  hits++;
}

__attribute__((noinline)) static int branches(int x) { return x > 3 ? x * 2 : x; }

int main(void) {
  int result = branches(4) + branches(2);
  printf("result %d covered %d\n", result, guards > 1 && hits > 1);
  return 0;
}

// CHECK: skip {{.*}}sanitize-coverage.c: -fsanitize-coverage instruments bodies after this point
