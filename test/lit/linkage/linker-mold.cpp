// RUN: %same %s --shared shapes:%S/Inputs/shapes.cpp --linker=mold --expect 'area 12.0 names circle,square caught bad shape, callback 3'
// REQUIRES: mold
#include "shared-library.cpp"
