__attribute__((visibility("hidden"))) int next_state(void);

int thrice(void) {
  next_state();
  next_state();
  return next_state();
}
