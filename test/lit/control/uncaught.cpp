// RUN: %same %s --exit SIGABRT

#include <stdexcept>

static void inner() { throw std::runtime_error("nobody catches this"); }

int main() { inner(); }
