// Programs compare addresses of literals and static constants between functions of one unit.
// RUN: %same %s --expect 'kept 1 const 1 compound 1 function name 1'

#include <stdio.h>
#include <string.h>
static const int constants[] = {1, 2, 3};
static const char *stored;

static void store(const char *text) { stored = text; }

static int same_as_stored(const char *text) { return stored == text; }

static const int *first(void) { return constants; }

static const int *second(void) { return constants; }

static const char *name(void) { return __func__; }

static int *compound(void) {
  static int *once, made[] = {4, 5};
  if (!once)
    once = made;
  return once;
}

int main(void) {
  const char *text = "kept";
  store(text);
  int kept = same_as_stored(text);
  printf("kept %d const %d compound %d function name %d\n", kept, first() == second(), compound() == compound(),
         name() == name() && !strcmp(name(), "name"));
  return 0;
}
