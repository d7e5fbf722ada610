// -fvisibility=hidden for a whole program and library.
// RUN: %same %s --shared vis:%S/Inputs/visibility-lib.cpp --flags='-fvisibility=hidden -fvisibility-inlines-hidden' --mix --expect 'exported 42 inline 7'

#include <cstdio>
__attribute__((visibility("default"))) int exported(int);

inline int inlined(int x) { return x + 3; }

int main() { std::printf("exported %d inline %d\n", exported(40), inlined(4)); }
