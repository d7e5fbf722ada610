// Faults two calls deep.
__attribute__((noinline)) static int crash_here(volatile int *where) { return *where; }
int caller(int x) { return crash_here((int *)16) + x; }
int main(void) { return caller(1); }
