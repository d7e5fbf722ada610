int public_name(void) { return 20; }
