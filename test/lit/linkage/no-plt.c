// RUN: %same %s --shared inter:%S/Inputs/interposed.c --flags='-fno-plt -fsemantic-interposition' --mix --expect 'library calls 100, protected 2, own data 5'

#include "interposition.c"
