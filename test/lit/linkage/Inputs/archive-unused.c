#include <stdio.h>
int exists_nowhere(void);

int unused(void) { return exists_nowhere(); }

__attribute__((constructor)) static void never(void) { puts("an unused member was linked"); }
