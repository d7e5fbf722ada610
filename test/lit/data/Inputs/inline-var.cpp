#include "inline-var.h"

extern "C" int *bump(int by) {
  shared.value += by;
  return &shared.value;
}
