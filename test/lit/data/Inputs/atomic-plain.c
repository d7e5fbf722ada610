#include <stdatomic.h>
extern atomic_int counter;

void plain_add(int n) {
  while (n--)
    atomic_fetch_add(&counter, 1);
}
