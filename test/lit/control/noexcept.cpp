// An exception that leaves a noexcept function ends the program: same message, same signal.
// RUN: %same %s --exit SIGABRT

#include <stdexcept>

static void inner() { throw std::runtime_error("left a noexcept function"); }

static void outer() noexcept { inner(); }

int main() { outer(); }
