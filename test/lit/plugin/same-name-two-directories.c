// RUN: rm -rf %t.d && mkdir -p %t.d/a %t.d/b
// RUN: echo 'int f(void) { return 1; }' > %t.d/a/same.c
// RUN: echo 'int g(void) { return 2; }' > %t.d/b/same.c
// RUN: cd %t.d/a && %clang_lazy -O0 -c same.c -o same.o
// RUN: cd %t.d/b && %clang_lazy -O0 -c same.c -o same.o
// RUN: ls %t.cache/modules | count 2
