// Two versions of one function; new programs get the second.
__attribute__((symver("versioned@V1"))) int versioned_old(int x) { return x + 10; }
__attribute__((symver("versioned@@V2"))) int versioned_new(int x) { return x + 20; }
