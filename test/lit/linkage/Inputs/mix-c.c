extern int total, calls;
int b_step(int (*callback)(int), int x);

int c_step(int (*callback)(int), int x) {
  if (x == 100) {
    calls += 1;
    return callback(x);
  }
  total += x;
  calls += 0;
  return x;
}

int (*c_pointer(void))(int (*)(int), int) { return b_step; }
