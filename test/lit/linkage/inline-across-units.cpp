// Inline functions, their static locals, inline variables, templates and vtables are one, in every
// mixture of plain and lazy units.
// RUN: %same %s %S/Inputs/inline-b.cpp %S/Inputs/inline-c.cpp --flags=-std=c++17 --mix --expect 'counter 3 4 5, variable 7, equal 1 1 1 1'

#include "Inputs/inline.h"
#include <cstdio>
int b_count();
int c_count();
const void *b_addresses(int);

int main() {
  int first = next(), second = b_count(), third = c_count();
  std::printf("counter %d %d %d, variable %d, equal %d %d %d %d\n", first, second, third, ++inline_variable,
              b_addresses(0) == (const void *)&next, b_addresses(1) == &inline_variable,
              b_addresses(2) == (const void *)&Box<int>::id, b_addresses(3) == &Box<int>::shared);
}
