// dynamic_cast, typeid and catch by base across units and libraries.
// RUN: %same %s --shared rtti:%S/Inputs/rtti-lib.cpp --mix --expect 'cast 1 cross 1 null 1 bad 1 typeid 1 name 1 caught derived void 1'

#include "Inputs/rtti.h"
#include <cstdio>
#include <string>
#include <typeinfo>

struct Mine : Left {
  int value() const override { return 3; }
};

static bool throws(Base &b) {
  try {
    (void)dynamic_cast<Diamond &>(b);
    return false;
  } catch (const std::bad_cast &) {
    return true;
  }
}

int main() {
  Base *diamond = make_diamond();
  Mine mine;
  const char *caught = "";
  try {
    throw_derived();
  } catch (const Base &b) {
    caught = dynamic_cast<const Diamond *>(&b) ? "derived" : "base";
  }
  std::printf(
      "cast %d cross %d null %d bad %d typeid %d name %d caught %s void %d\n",
      dynamic_cast<Diamond *>(diamond) != nullptr, dynamic_cast<Right *>(dynamic_cast<Left *>(diamond)) != nullptr,
      dynamic_cast<Diamond *>(static_cast<Base *>(&mine)) == nullptr, throws(mine),
      typeid(*diamond) == typeid(Diamond) && typeid(mine) != typeid(Diamond),
      std::string(typeid(Mine).name()) == "4Mine", caught, dynamic_cast<void *>(diamond) == most_derived(diamond));
}
