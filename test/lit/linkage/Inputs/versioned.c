// Two versions of one function; new programs get the second.
__asm__(".symver versioned_old, versioned@V1\n.symver versioned_new, versioned@@V2");

static int lazy(int x) { return x; }

int versioned_old(int x) { return lazy(x) + 10; }

int versioned_new(int x) { return lazy(x) + 20; }
