int bump(int x);

int exported_bump(int x) { return bump(x); }
