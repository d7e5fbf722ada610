static int helper(int x) { return x + 1; }

int used(int x) { return helper(x); }
