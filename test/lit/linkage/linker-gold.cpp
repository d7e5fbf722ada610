// RUN: %same %s --shared shapes:%S/Inputs/shapes.cpp --linker=gold --expect 'area 12.0 names circle,square caught bad shape, callback 3'
// REQUIRES: gold
#include "shared-library.cpp"
