int overridden(void) { return 2; }

int weak_data = 7;
