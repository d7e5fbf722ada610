// A host with another LLVM gets one clear sentence, and a plugin that does nothing.
// RUN: %python %inputs/data_symbols.py %plugin > %t.data.s
// RUN: %clang -O0 %s %t.data.s -o %t.exe -ldl -rdynamic
// RUN: %t.exe %plugin 2>&1 | FileCheck %s

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>

void LLVMGetVersion(unsigned *major, unsigned *minor, unsigned *patch) {
  *major = 21;
  *minor = 1;
  *patch = 0;
}

struct plugin_info {
  uint32_t api_version;
  const char *name;
  const char *version;
  void (*register_callbacks)(void *);
};

int main(int argc, char **argv) {
  void *plugin = dlopen(argv[argc - 1], RTLD_LAZY);
  if (!plugin) {
    printf("dlopen: %s\n", dlerror());
    return 1;
  }
  struct plugin_info (*get)(void) = (struct plugin_info(*)(void))dlsym(plugin, "llvmGetPassPluginInfo");
  struct plugin_info info = get();
  info.register_callbacks(0);
  printf("%s loaded\n", info.name);
  return 0;
}

// CHECK: autojit-plugin: error: this plugin was built for LLVM 22.1, but the compiler that loads it uses LLVM 21.1; use clang-22, or a rustc whose `rustc -vV` says LLVM 22.1. Nothing will be compiled lazily.
// CHECK-NEXT: autojit loaded
