// RUN: %same %s --shared thrower:%S/Inputs/thrower.cpp --mix --expect 'value 42 base middle text deep destroyed 10 nested inner<outer rethrown 1 int 7'
#include "exceptions.cpp"
