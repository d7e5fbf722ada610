int in_library(int x);
int in_library(int x) { return x + 3; }
