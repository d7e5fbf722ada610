// Whether this process has started managed code: its collector reserves 128 MB of addresses.
#include <stdio.h>
#include <string.h>

static inline const char *managed(void) {
  char line[4096];
  unsigned long from, to;
  const char *found = "C alone";
  FILE *maps = fopen("/proc/self/maps", "r");
  while (maps && fgets(line, sizeof line, maps))
    if (sscanf(line, "%lx-%lx", &from, &to) == 2 && to - from >= 100ul << 20 && !strchr(line, '/'))
      found = "managed code";
  if (maps)
    fclose(maps);
  return found;
}
