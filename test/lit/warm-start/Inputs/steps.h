// A loop that calls a function: as often as one wishes.
__attribute__((noinline)) static unsigned step(unsigned x) { return x * 1664525 + 1013904223; }

__attribute__((noinline)) static unsigned steps(unsigned count) {
  unsigned x = 1;
  for (unsigned i = 0; i < count; i++)
    x = step(x);
  return x;
}
