// Tables of pointers that are read-only after relocation, and vtables.
// RUN: %same %s --link='-Wl,-z,relro,-z,now' --expect 'names b c member 3'

#include <cstdio>

struct Item {
  const char *name;
  int (*run)();
};

static int three() { return 3; }

static constexpr const char *names[] = {"a", "b", "c"};
static const Item items[] = {{names[1], three}, {names[2], three}};

int main() { std::printf("names %s %s member %d\n", items[0].name, items[1].name, items[1].run()); }
