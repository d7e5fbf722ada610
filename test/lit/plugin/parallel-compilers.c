// Several compilers may publish the same module at the same time; no temporary is left over.
// RUN: %python %inputs/in_parallel.py 8 %clang_lazy -O0 -c %s -o %t.@.o
// RUN: ls -A %t.cache/modules | count 1
// RUN: cmp %t.0.o %t.7.o

int f(int x) { return x * 3; }
