#include <stdlib.h>

int *allocate(int count) { return malloc(count * sizeof(int)); }
