#include <stdio.h>

static inline int from_header(int x) { return x * 2; }
