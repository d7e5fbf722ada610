// A value that AUTOJIT_TIER does not have is an error, not a guess.
// RUN: %clang_lazy -O0 %s %runtime -o %t.exe
// RUN: not --crash env AUTOJIT_TIER=fast %t.exe 2>&1 | FileCheck %s --check-prefix=TIER
// RUN: not --crash env AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=many %t.exe 2>&1 | FileCheck %s --check-prefix=CALLS
// REQUIRES: in-process
// TIER: AUTOJIT_TIER=fast is not 0, 1 or 2
// CALLS: AUTOJIT_TIER_CALLS=many is no number up to 100000000

int main(void) { return 0; }
