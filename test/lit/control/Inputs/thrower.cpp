#include "thrower.h"

void throw_value(int number) { throw Value{number}; }

void throw_middle() { throw Middle(); }

void call_thrower(void (*callback)(int), int x) { callback(x); }
