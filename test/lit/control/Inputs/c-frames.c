static int inner(int (*callback)(int), int x) { return callback(x) + 1; }

int c_frame(int (*callback)(int), int x) { return inner(callback, x) + 1; }
