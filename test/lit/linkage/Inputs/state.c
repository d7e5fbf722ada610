static int state;

__attribute__((visibility("hidden"))) int next_state(void) { return ++state; }
