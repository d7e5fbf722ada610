// Keep reason `sanitizer`: instrumented after this point of the pipeline.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -fsanitize=address -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -fsanitize=thread -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O0 -fsanitize=memory -c %s -o %t.o 2>&1 | FileCheck %s

int instrumented(int *p) { return *p; }

__attribute__((disable_sanitizer_instrumentation)) int not_at_all(int *p) { return *p; }

// CHECK: keep instrumented: sanitizer
