int throws(int x);

int throws(int x) { throw x + 1; }
