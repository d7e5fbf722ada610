extern "C" void throw_now(void) { throw 1; }

extern "C" int catch_around(void (*function)(void)) {
  try {
    function();
  } catch (int) {
    return 1;
  }
  return 0;
}
