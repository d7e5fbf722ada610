static int counter;

__attribute__((visibility("hidden"))) int bump(int x) {
  counter += x;
  return counter;
}
