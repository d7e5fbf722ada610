extern int total, calls;
int c_step(int (*callback)(int), int x);

int b_step(int (*callback)(int), int x) {
  callback(x);
  return c_step(callback, x);
}
