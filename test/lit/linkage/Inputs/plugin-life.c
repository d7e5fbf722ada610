static int state;
static int *closed_flag;

static int helper(void) { return ++state; }

int count(int *closed) {
  closed_flag = closed;
  return helper();
}

__attribute__((destructor)) static void unload(void) {
  if (closed_flag)
    *closed_flag = 7;
}
