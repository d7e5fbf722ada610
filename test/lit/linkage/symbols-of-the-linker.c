// What the static linker defines is the program's, and not that of the image that compiled code is in.
// RUN: %same %s --expect '40 1'
// RUN: %same %s --linker lld --expect '40 1'

#include <stdio.h>
extern char __executable_start, __ehdr_start, __dso_handle, __bss_start, _end, end, _etext, etext, _edata, edata;
extern char _DYNAMIC[], __start_table[], __stop_table[];
extern void (*__init_array_start[])(void) __attribute__((weak, visibility("hidden")));

int mine[10] __attribute__((section("table"))) = {1};
char zeroes[5000];
int initialized = 4;

static int is_inside(const void *at) {
  return (const char *)at >= &__executable_start && (const char *)at <= &end;
}

int main(void) {
  const void *inside[] = {&__ehdr_start, &__dso_handle, &__bss_start, &_end, &_etext, &etext, &_edata, &edata, _DYNAMIC,
                          __start_table, __stop_table, mine, zeroes, &initialized, (const void *)main};
  for (unsigned i = 0; i < sizeof inside / sizeof *inside; ++i)
    printf("%u %d\n", i, is_inside(inside[i]));
  printf("%d %d %d %d\n", &_end == &end, &_etext == &etext, &_edata == &edata, __ehdr_start);
  printf("%d %d %d\n", &edata <= &__bss_start, zeroes >= &__bss_start && zeroes < &end, (char *)&initialized < &edata);
  printf("%td %d\n", __stop_table - __start_table, (char *)mine == __start_table);
  printf("%d\n", __init_array_start != 0);
}
