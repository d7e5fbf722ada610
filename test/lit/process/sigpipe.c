// Writing to a closed pipe still kills.
// RUN: %same %s --exit SIGPIPE

#include <unistd.h>

static void lazy_write(int file) { (void)!write(file, "x", 1); }

int main(void) {
  int ends[2];
  if (pipe(ends))
    return 1;
  close(ends[0]);
  lazy_write(ends[1]);
  return 0;
}
