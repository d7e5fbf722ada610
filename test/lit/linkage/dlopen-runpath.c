// dlopen searches the RUNPATH of whoever calls it.
// RUN: mkdir -p %t.plugins
// RUN: %clang -shared -fPIC -DPLUGIN %s -o %t.plugins/searched_for.so
// RUN: %same %s --link="-Wl,--enable-new-dtags,-rpath,%t.plugins -ldl" --expect 'answer 42'
#ifdef PLUGIN
int answer(void) { return 42; }
#else
#include <dlfcn.h>
#include <stdio.h>

static int answer_of(const char *name) {
  void *library = dlopen(name, RTLD_NOW);
  if (!library)
    return -1;
  int (*answer)(void) = (int (*)(void))dlsym(library, "answer");
  return answer();
}

int main(void) {
  printf("answer %d\n", answer_of("searched_for.so"));
  return 0;
}
#endif
