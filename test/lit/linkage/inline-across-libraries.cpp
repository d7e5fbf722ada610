// The same across two shared libraries and the program.
// RUN: %same %s --shared inlineb:%S/Inputs/inline-b.cpp --shared inlinec:%S/Inputs/inline-c.cpp --flags=-std=c++17 --mix --expect 'counter 3 4 5, variable 7, equal 1 1 1 1'

#include "inline-across-units.cpp"
