int data = 4;

int interposed(void) { return 1; }

__attribute__((visibility("protected"))) int not_interposed(void) { return 2; }

int library_calls(void) { return interposed(); }

int library_protected(void) { return not_interposed(); }

int *library_data(void) { return &data; }
