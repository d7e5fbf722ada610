// A lazy library in a process that knows nothing of it.
// DEFINE: %{level} =
// DEFINE: %{build-and-run} = \
// DEFINE:   %clang_lazy %{level} -fPIC -c %s -o %t.o && \
// DEFINE:   %clang -shared %t.o %runtime -o %t.so && \
// DEFINE:   %python -c "import ctypes, sys; l = ctypes.CDLL(sys.argv[1]); f = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda x: x * 2); print(l.apply(f, 21), l.length(b'four'))" %t.so | FileCheck %s && \
// DEFINE:   %run_warm %python -c "import ctypes, sys; l = ctypes.CDLL(sys.argv[1]); f = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda x: x * 2); print(l.apply(f, 21), l.length(b'four'))" %t.so | FileCheck %s
// REDEFINE: %{level} = -O0
// RUN: %{build-and-run}
// REDEFINE: %{level} = -O2
// RUN: %{build-and-run}

#include <string.h>

static int twice(int (*callback)(int), int x) { return callback(x); }

int apply(int (*callback)(int), int x) { return twice(callback, x); }

int length(const char *text) { return (int)strlen(text); }

// CHECK: 42 4
