/* Seeds: with small.c, for a pack of two modules. */
#include <stdio.h>

static int table[2] = {5, 6};

int other(int i) { return table[i & 1] + printf("other %d\n", i); }

__attribute__((constructor)) static void first(void) { other(1); }
