// What stats counts: hits, misses, what was written, rejections with their reasons; children of fork once; and --zero.
// (Of programs with a daemon: daemon/counted.c.)
// A daemon sends along what it has compiled ahead: how many images there are is then a matter of time.
// REQUIRES: autojit-cache, in-process
// RUN: %clang_lazy -O1 -c %s -o %t.o && %clang %t.o %runtime -o %t.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=NONE
// RUN: env AUTOJIT_TIER=0 %t.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=COLD
// RUN: env AUTOJIT_TIER=0 %t.exe && env AUTOJIT_TIER=0 %t.exe && env AUTOJIT_TIER=0 %t.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=WARM
// RUN: %damage truncate=900 %t.cache/images/*/*.so && env AUTOJIT_TIER=0 %t.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=REJECTED
// RUN: autojit-cache stats --json | %python -c "import json, sys; c = json.load(sys.stdin)['counters']; assert (c['runs'], c['hits'], c['misses'], c['objects-found'], c['rejected-not-an-image'], c['evicted']) == (5, 3, 2, 1, 1, 0), c"
// RUN: autojit-cache stats --zero | FileCheck %s --check-prefix=ZERO
// RUN: autojit-cache stats | FileCheck %s --check-prefix=NONE
// RUN: env AUTOJIT_TIER=0 %t.exe fork && env AUTOJIT_TIER=0 %t.exe fork
// RUN: autojit-cache stats | FileCheck %s --check-prefix=FORK
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

__attribute__((noinline)) static int helper(int x) { return x - 3; }
int only_in_child(int x);
int only_in_child(int x) { return x * 2; }
static int (*volatile pointer)(int) = only_in_child;

int main(int argc, char **argv) {
  (void)argv;
  if (argc == 2) {
    pid_t child = fork();
    if (child == 0)
      exit(pointer(21) == 42 ? 0 : 1);
    int status;
    waitpid(child, &status, 0);
    return status;
  }
  return helper(argc + 2);
}

// NONE: runs 0
// NONE: hits 0
// NONE: misses 0
// NONE: written 0
// NONE-NOT: rejected
// COLD: runs 1
// COLD: hits 0 {{.*}}, 0.0 %
// COLD: misses 1 units of 2 functions, 0 found as objects
// COLD: written 2 objects and images, {{.*}} KiB
// WARM: runs 4
// WARM: hits 3 images found, 75.0 %
// WARM: misses 1
// REJECTED: misses 2 units of 4 functions, 1 found as objects
// REJECTED: rejected 1 NotAnImage
// ZERO: All counters are zero.
// A child belongs to its parent's run, and nothing is told twice: in the first run the parent loads an image and the child
// compiles a unit; in the second both load one.
// FORK: runs 2
// FORK: hits 3
// FORK: misses 1
