// Sets RLIMIT_AS to what the process has: nothing more can be mapped.
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

// Returns 0 when that was not possible.
static int use_up_address_space(void) {
  unsigned long pages = 0;
  FILE *sizes = fopen("/proc/self/statm", "r");
  if (!sizes || fscanf(sizes, "%lu", &pages) != 1)
    return 0;
  fclose(sizes);
  rlim_t used = pages * (rlim_t)sysconf(_SC_PAGESIZE);
  struct rlimit limit = {used, used};
  return setrlimit(RLIMIT_AS, &limit) == 0;
}
