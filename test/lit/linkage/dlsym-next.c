// dlsym finds the next definition after the library that asks, and what is in that library's own scope.
// RUN: %same %s --module opened:%S/Inputs/dlsym_next.c --expect 'next 1 own 7 hidden 0'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>

static int finds_next(void) { return dlsym(RTLD_NEXT, "strlen") != NULL; }
static int finds_hidden(void) { return dlsym(RTLD_DEFAULT, "only_here") != NULL; }

static int (*open_library(void))(void) {
  void *library = dlopen("./opened.so", RTLD_NOW | RTLD_LOCAL);
  return (int (*)(void))dlsym(library, "finds_own");
}

int main(void) {
  int (*own)(void) = open_library();
  printf("next %d own %d hidden %d\n", finds_next(), own(), finds_hidden());
  return 0;
}
