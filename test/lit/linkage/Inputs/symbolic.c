int own(void) { return 1; }

int library_calls(void) { return own(); }
