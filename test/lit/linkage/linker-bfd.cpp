// RUN: %same %s --shared shapes:%S/Inputs/shapes.cpp --linker=bfd --expect 'area 12.0 names circle,square caught bad shape, callback 3'
#include "shared-library.cpp"
