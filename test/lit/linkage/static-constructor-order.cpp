// Placed here because the linker decides: init_array order across units and libraries.
// RUN: %same %s %S/Inputs/order-b.cpp --shared order:%S/Inputs/order-lib.cpp --mix --expect 'library 101 103 a b main'

#include <cstdio>
void note(const char *text);

__attribute__((constructor(103))) static void late() { note("103"); }

__attribute__((constructor(101))) static void early() { note("101"); }

struct Noter {
  explicit Noter(const char *text) { note(text); }
};

static Noter a("a");
const char *notes();

int main() {
  note("main");
  std::puts(notes());
}
