#include "inline.h"

int c_count() {
  inline_variable++;
  return next();
}
