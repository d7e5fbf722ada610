int in_file(int x);
int in_file_too(int x);

int in_file(int x) { return x + 2; }

__attribute__((noinline)) int in_file_too(int x) { return x + 3; }
