#include "rtti.h"

Base *make_diamond() {
  static Diamond d;
  return &d;
}

void *most_derived(Base *b) { return dynamic_cast<void *>(b); }

void throw_derived() { throw Diamond(); }
