// Keep reason `loader-call`: the loader looks at where it is called from.
// RUN: env AUTOJIT_DEBUG=On %clang_lazy -O2 -c %s -o %t.o 2>&1 | FileCheck %s
#define _GNU_SOURCE
#include <dlfcn.h>

void *opens(const char *name) { return dlopen(name, RTLD_NOW); }
void *opens_elsewhere(const char *name) { return dlmopen(LM_ID_NEWLM, name, RTLD_NOW); }
void *finds(const char *name) { return dlsym(RTLD_NEXT, name); }
void *finds_version(const char *name) { return dlvsym(RTLD_NEXT, name, "GLIBC_2.2.5"); }
const char *asks(void) { return dlerror(); }
__attribute__((always_inline)) static inline void *inlined(const char *name) { return dlsym(0, name); }
void *through_inline(const char *name) { return inlined(name); }
int closes(void *library) { return dlclose(library); }
void *lazy(const char *name) { return opens(name); }

// CHECK-DAG: keep opens: loader-call
// CHECK-DAG: keep opens_elsewhere: loader-call
// CHECK-DAG: keep finds: loader-call
// CHECK-DAG: keep finds_version: loader-call
// CHECK-DAG: keep asks: loader-call
// CHECK-DAG: keep through_inline: loader-call
// CHECK-DAG: outline closes: root
// CHECK-DAG: outline lazy: root
