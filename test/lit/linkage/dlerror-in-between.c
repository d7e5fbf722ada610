// The loader's message outlives first calls: before dlerror() is called, and after, for the text it returned.
// RUN: %same %s --expect '3: nowhere.so: cannot open shared object file: No such file or directory' --expect 'then nothing'
#include <dlfcn.h>
#include <stdio.h>

static int three(void) { return 3; }

static void report(int number, const char *message) { printf("%d: %s\n", number, message); }

// By pointer: each is a first call.
int (*volatile three_by_pointer)(void) = three;
void (*volatile report_by_pointer)(int, const char *) = report;

int main(void) {
  if (dlopen("nowhere.so", RTLD_NOW))
    return 1;
  int number = three_by_pointer();
  report_by_pointer(number, dlerror());
  printf("then %s\n", dlerror() ? "something" : "nothing");
  return 0;
}
