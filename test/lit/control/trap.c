// RUN: %same %s --exit SIGILL

static void stop(int x) {
  if (x)
    __builtin_trap();
}

int main(int argc, char **argv) {
  (void)argv;
  stop(argc);
  return 0;
}
