// Matrix types, which the optimiser's pipelines lower only on request; fixed-point arithmetic beside them.
// RUN: %same %s --flags='-fenable-matrix -ffixed-point' --expect 'product 43 102 transposed 3 fixed 2.625'
#include <stdio.h>

typedef float matrix __attribute__((matrix_type(4, 4)));

__attribute__((noinline)) static matrix combine(matrix a, matrix b) { return a * b + __builtin_matrix_transpose(a); }
__attribute__((noinline)) static matrix transpose(matrix a) { return __builtin_matrix_transpose(a); }
__attribute__((noinline)) static _Accum fixed(_Accum a, _Fract f) { return a * f + 1.5k; }

int main(void) {
  matrix a, b;
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 4; j++) {
      a[i][j] = i + j;
      b[i][j] = i * j;
    }
  matrix c = combine(a, b);
  printf("product %g %g transposed %g fixed %g\n", c[1][2], c[3][3], transpose(a)[1][2], (double)fixed(2.25k, 0.5r));
  return 0;
}
