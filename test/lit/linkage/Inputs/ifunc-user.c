int dispatched(int);

int call_dispatched(int x) { return dispatched(x); }

int (*dispatched_address(void))(int) { return dispatched; }
