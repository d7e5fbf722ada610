#ifndef WRONG
#define WRONG 0
#endif

int one(void), two(void);

/* For -Wl,-init=start: the second file is called first. */
void start(void) { two(); }

int main(void) {
  one();
  return two() == WRONG;
}
