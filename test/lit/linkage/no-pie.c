// RUN: %same %s %S/Inputs/mix-b.c %S/Inputs/mix-c.c --flags='-fno-pie' --link='-no-pie' --mix --expect 'total 132 calls 4 same 1'

#include "mixtures.c"
