inline int inlined(int x) { return x + 1; } // hidden: the program's own one is another function

static int local(int x) { return inlined(x); }

int hidden(int x) { return local(x) + 1; }

__attribute__((visibility("default"))) int exported(int x) { return hidden(x); }
