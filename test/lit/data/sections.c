// Data in sections of its own, with the linker's __start_ and __stop_ symbols.
// RUN: %same %s %S/Inputs/sections-b.c --mix --expect 'entries 3 sum 60 called 3'

#include <stdio.h>

struct entry {
  int number;
  int (*function)(void);
};

static int one(void) { return 1; }
__attribute__((section("entries"), used)) static struct entry first = {10, one}, second = {20, one};
extern struct entry __start_entries[], __stop_entries[];

int main(void) {
  int sum = 0, called = 0;
  for (struct entry *e = __start_entries; e < __stop_entries; e++)
    sum += e->number, called += e->function();
  printf("entries %d sum %d called %d\n", (int)(__stop_entries - __start_entries), sum, called);
  return 0;
}
