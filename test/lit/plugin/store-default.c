// Without AUTOJIT_CACHE_DIR: $XDG_CACHE_HOME/autojit when absolute, else ~/.cache/autojit.
// RUN: rm -rf %t.d && mkdir -p %t.d/xdg %t.d/home
// RUN: env -u AUTOJIT_CACHE_DIR HOME=%t.d/home XDG_CACHE_HOME=%t.d/xdg %clang_lazy -O0 -c %s -o %t.o
// RUN: ls %t.d/xdg/autojit/modules | count 1
// RUN: not ls %t.d/home/.cache
// RUN: env -u AUTOJIT_CACHE_DIR HOME=%t.d/home XDG_CACHE_HOME=relative %clang_lazy -O0 -c %s -o %t.o
// RUN: ls %t.d/home/.cache/autojit/modules | count 1
// RUN: not env -u AUTOJIT_CACHE_DIR -u HOME %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s

int f(void) { return 1; }

// CHECK: autojit-plugin: there is no home directory to keep bitcode in; set AUTOJIT_CACHE_DIR to a private directory, or AUTOJIT_STORE=embed
