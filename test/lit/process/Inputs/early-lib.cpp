static int helper(int x) { return x + 1; }

static int made;

__attribute__((constructor)) static void loaded() { made = helper(0); }

int from_library(int x) { return x + made; }
