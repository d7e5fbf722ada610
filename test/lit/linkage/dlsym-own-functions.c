// dlsym and the program's own expressions agree on addresses of exported functions and data.
// RUN: %same %s --link='-rdynamic -ldl' --expect 'function 1 data 1 call 6'

#include <dlfcn.h>
#include <stdio.h>
int data = 1;

int function(int x) { return x + 5; }

int main(void) {
  int (*found)(int) = (int (*)(int))dlsym(RTLD_DEFAULT, "function");
  printf("function %d data %d call %d\n", found == function, dlsym(RTLD_DEFAULT, "data") == &data, found(1));
  return 0;
}
