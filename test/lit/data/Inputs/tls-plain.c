_Thread_local int plain_tls = 3;

int plain_read(void) { return plain_tls; }
