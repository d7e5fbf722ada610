// A lazy library with C and C++ interfaces: functions, data, callbacks, virtual members, exceptions.
// RUN: %same %s --shared shapes:%S/Inputs/shapes.cpp --mix --expect 'area 12.0 names circle,square caught bad shape, callback 3'

#include "Inputs/shapes.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
static int seen;

static void count(const Shape &) { seen++; }

int main() {
  Shape *square = make_shape("square", 3), *circle = make_shape("circle", 1);
  char names[64] = "";
  shape_names(names);
  const char *what = "";
  try {
    make_shape("triangle", 1);
  } catch (const BadShape &e) {
    what = e.what();
  }
  for_each_shape(count);
  for_each_shape([](const Shape &s) { seen += s.area() > 5; });
  std::printf("area %.1f names %s caught %s, callback %d\n", square->area() + circle->area(), names, what, seen);
  delete square;
  delete circle;
}
