// A function has one address, whoever asks: plain and lazy units, initialised data, libraries.
// RUN: %same %s %S/Inputs/pointers-b.c --shared ptr:%S/Inputs/pointers-lib.c --mix --expect 'equal 1 1 1 1 1 1'
// RUN: %same %s %S/Inputs/pointers-b.c --shared ptr:%S/Inputs/pointers-lib.c --flags='-fno-pie' --link='-no-pie' --levels 0 --expect 'equal 1 1 1 1 1 1'

#include <stdio.h>
typedef void (*function)(void);

void own(void) {}

static void local(void) {}

function table[] = {own, local};
function b_own(void), lib_own(void), lib_lib(void), b_lib(void);
void lib_function(void);
extern function lib_table[];

int main(void) {
  printf("equal %d %d %d %d %d %d\n", table[0] == own && table[1] == local, b_own() == own, lib_own() == own,
         lib_lib() == lib_function, b_lib() == lib_function, lib_table[0] == lib_function);
  return 0;
}
