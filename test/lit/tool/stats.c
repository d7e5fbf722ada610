// What is in the cache, before and after a program ran.
// REQUIRES: autojit-cache
// RUN: autojit-cache path | FileCheck %s --check-prefix=PATH
// RUN: autojit-cache stats | FileCheck %s --check-prefix=NONE
// RUN: %clang_lazy -O0 -c %s -o %t.o && %clang %t.o %runtime -o %t.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=BUILT
// RUN: %t.exe
// RUN: autojit-cache stats | FileCheck %s --check-prefix=AFTER
// RUN: autojit-cache stats --json | %python -c "import json, sys; s = json.load(sys.stdin)['stores']; assert s['modules']['files'] == 1 and s['images']['files'] == 1 and s['images']['bytes'] > 1000"
// RUN: autojit-cache list | FileCheck %s --check-prefix=LIST

static int helper(int x) { return x - 3; }
int main(int argc, char **argv) { (void)argv; return helper(argc + 2); }

// PATH: {{^}}/{{.*}}stats.c.tmp.cache{{$}}
// NONE: modules 0 0 B
// NONE: images 0 0 B
// BUILT: modules 1 {{.*}} KiB
// BUILT: images 0
// AFTER: modules 1
// AFTER: images 1 {{.*}} KiB
// LIST: Module {{.*}} Source
// LIST: {{[0-9a-f]+}} 2 {{.*}}stats.c
