// -fsanitize=function: calls through pointers are checked against the function's type. (Where the called function
// was defined is not said: the address is the stub's, which has no line.)
// RUN: %same %s --flags='-fsanitize=function -g' --ignore='.*note: .*|0x[0-9a-f]+' --expect 'done 5'

#include <cstdio>

int right(int x) { return x; }

void wrong() {}

int main() {
  int (*volatile good)(int) = right;
  void (*volatile bad)(int) = reinterpret_cast<void (*)(int)>(wrong);
  bad(1);
  std::printf("done %d\n", good(5));
}
