// Whatever optimised code can depend on outside of its own function is in the hash it is found by: after each of
// these edits the program does what it says, although all older objects are still there.
// RUN: env AUTOJIT_TIER=0 AUTOJIT_DEBUG=On %python %S/Inputs/edits.py %s %t.dir %clang -- %clang_lazy -- %runtime

#include <stdio.h>
#include <string.h>

#define DEFAULT(X) EDIT == X ? 2 : 1

// A callee that is inlined, one that is inlined into that, and one that always is.
static int innermost(int x) { return x + (DEFAULT(1)); }
static int inner(int x) { return innermost(x) * 3; }
__attribute__((always_inline)) static inline int always(int x) { return x * (DEFAULT(2)); }

// One whose pointer the inliner finds out.
static int through(int (*f)(int), int x) { return f(x); }
static int pointed(int x) { return x + 100 * (DEFAULT(3)); }
static int middle(int x) { return through(pointed, x); }
static int outer(int x) { return middle(x); }

// Constants that code may use the value of, by themselves, through an alias, through another constant, and one
// whose size matters.
static const int table[4] = {1, DEFAULT(4), 3, 4};
const int aliased = DEFAULT(5);
extern const int alias __attribute__((alias("aliased")));
static const int pointee = DEFAULT(6);
static const int *const pointer = &pointee;
static char buffer[EDIT == 7 ? 20 : 10];

// What the compiler is told of functions and of whole files.
#if EDIT == 8
__attribute__((noinline))
#elif EDIT == 11
__attribute__((target("sse4.2")))
#endif
static int told(int x) { return x - 1; }
extern int other(int x)
#if EDIT == 9
    __attribute__((const))
#endif
    ;
int *volatile keep;
static int calls_other(int x) {
  int before = *keep;
  int sum = other(x) + other(x);
  return sum + (*keep - before);
}
int calls_made;
__attribute__((noinline)) int other(int x) { return keep ? x + ++calls_made : x; }

// Functions of equal bodies that call others in another order.
static __attribute__((noinline)) int first(int x) { return printf("first %d\n", x); }
static __attribute__((noinline)) int second(int x) { return printf("second %d\n", x); }
#if EDIT == 10
#define FIRST second
#define SECOND first
#else
#define FIRST first
#define SECOND second
#endif
static int in_order(int x) { return FIRST(x) + SECOND(x); }

static int use_inner(int x) { return inner(x); }
static int use_always(int x) { return always(x); }
static int use_outer(int x) { return outer(x); }
static int use_table(int x) { return table[x]; }
static int use_alias(int x) { return alias + x; }
static int use_pointer(int x) { return *pointer + x; }
static int use_size(int x) { return (int)__builtin_object_size(buffer, 0) + x; }
static int use_memset(int x) { return *(char *)memset(buffer, x, sizeof buffer - 1) + (int)strlen(buffer); }

// Called through here, each is a unit of its own.
static int (*volatile const units[])(int) = {use_inner, use_always,  use_outer, use_table,  use_alias,
                                             use_pointer, use_size, use_memset, told, calls_other, in_order};

int main(int argc, char **argv) {
  (void)argv;
  int value = 0;
  keep = &value;
  for (unsigned i = 0; i < sizeof units / sizeof *units; i++)
    if (EDIT != 9 || units[i] != calls_other)
      printf("%u: %d\n", i, units[i](argc));
  return 0;
}
