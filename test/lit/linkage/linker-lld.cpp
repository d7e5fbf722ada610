// RUN: %same %s --shared shapes:%S/Inputs/shapes.cpp --linker=lld --expect 'area 12.0 names circle,square caught bad shape, callback 3'
// RUN: %same %s --shared shapes:%S/Inputs/shapes.cpp --linker=lld --link='-Wl,--icf=all' --levels 2 --expect 'area 12.0 names circle,square caught bad shape, callback 3'
// REQUIRES: ld.lld
#include "shared-library.cpp"
