// OpenMP outlines regions and passes their addresses to its runtime.
// RUN: %same %s --flags=-fopenmp --link=-fopenmp --no-warm-check --expect 'sum 499500 threads 1'
// REQUIRES: openmp

#include <omp.h>
#include <stdio.h>

int main(void) {
  int sum = 0;
#pragma omp parallel for reduction(+ : sum)
  for (int i = 0; i < 1000; i++)
    sum += i;
  printf("sum %d threads %d\n", sum, omp_get_max_threads() > 0);
  return 0;
}
