/* exit.c - no exit handlers in our own libraries.
 *
 * Stubs are called until the very end: by exit handlers and destructors that were registered before
 * our libraries were loaded, and so run after theirs would. There is nothing to clean up. */
int __cxa_atexit(void (*function)(void *), void *argument, void *library);
int atexit(void (*function)(void));

int __cxa_atexit(void (*function)(void *), void *argument, void *library) {
  (void)function;
  (void)argument;
  (void)library;
  return 0;
}

int atexit(void (*function)(void)) {
  (void)function;
  return 0;
}
