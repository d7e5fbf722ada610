#include "inline.h"

int b_count() {
  inline_variable++;
  return next();
}

const void *b_addresses(int which) {
  switch (which) {
  case 0:
    return (const void *)&next;
  case 1:
    return &inline_variable;
  case 2:
    return (const void *)&Box<int>::id;
  default:
    return &Box<int>::shared;
  }
}
