// An exception passes C frames, plain and lazy, also those of the C library.
// RUN: %same %s %S/Inputs/c-frames.c --flags=-fexceptions --mix --expect 'caught 3 sorted 5'

#include <cstdio>
#include <cstdlib>
extern "C" int c_frame(int (*callback)(int), int x);

static int thrower(int x) { throw x; }

static int compare(const void *a, const void *b) {
  int left = *static_cast<const int *>(a), right = *static_cast<const int *>(b);
  if (left == 5 || right == 5)
    throw 5;
  return left - right;
}

int main() {
  int caught = 0, sorted = 0;
  try {
    c_frame(thrower, 3);
  } catch (int x) {
    caught = x;
  }
  int values[] = {9, 5, 1};
  try {
    std::qsort(values, 3, sizeof(int), compare);
  } catch (int x) {
    sorted = x;
  }
  std::printf("caught %d sorted %d\n", caught, sorted);
}
