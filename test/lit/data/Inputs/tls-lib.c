_Thread_local int library_tls = 50;

int library_read(void) { return library_tls; }
