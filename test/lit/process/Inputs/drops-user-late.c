int in_late(int x);
int in_late(int x) { return x + 4; }
