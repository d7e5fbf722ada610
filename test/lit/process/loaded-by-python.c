// A lazy library in a process that knows nothing of it.
// RUN: %clang_lazy -O0 -fPIC -c %s -o %t.o
// RUN: %clang -shared %t.o %runtime -o %t.so
// RUN: %python -c "import ctypes, sys; l = ctypes.CDLL(sys.argv[1]); f = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda x: x * 2); print(l.apply(f, 21), l.length(b'four'))" %t.so | FileCheck %s
// RUN: %run_warm %python -c "import ctypes, sys; l = ctypes.CDLL(sys.argv[1]); f = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda x: x * 2); print(l.apply(f, 21), l.length(b'four'))" %t.so | FileCheck %s

#include <string.h>

static int twice(int (*callback)(int), int x) { return callback(x); }

int apply(int (*callback)(int), int x) { return twice(callback, x); }

int length(const char *text) { return (int)strlen(text); }

// CHECK: 42 4
