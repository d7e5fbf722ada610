// A local function whose address is taken, by code or by data, is a root: the address is the stub's.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=OBJECT

static int by_code(int x) { return x; }

static int by_data(int x) { return x; }

int (*table[])(int) = {by_data};

int (*f(void))(int) { return by_code; }

// CHECK-DAG: outline by_code: root
// CHECK-DAG: outline by_data: root
// CHECK-DAG: outline f: root
// OBJECT-DAG: t by_code
// OBJECT-DAG: t by_data
