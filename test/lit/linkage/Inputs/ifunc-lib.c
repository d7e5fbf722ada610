static int implementation(int x) { return x + 10; }

static int (*resolve(void))(int) { return implementation; }

int dispatched(int) __attribute__((ifunc("resolve")));
