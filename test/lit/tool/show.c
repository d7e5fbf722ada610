// The modules that a program needs: found in stripped programs, in libraries, of any linker; embedded ones too.
// REQUIRES: autojit-cache
// RUN: %clang_lazy -O1 -g -c %s -o %t.o
// RUN: env AUTOJIT_STORE=embed %clang_lazy -fPIC -fcf-protection=full -DLIBRARY -c %s -o %t.lib.o
// RUN: %clang -shared -fuse-ld=lld %t.lib.o %runtime -o %t.so
// RUN: %clang %t.o %t.so %runtime -o %t.exe
// RUN: llvm-strip %t.exe %t.so
// RUN: autojit-cache show %t.exe | FileCheck %s --check-prefix=COLD
// RUN: %t.exe
// RUN: autojit-cache show %t.exe | FileCheck %s --check-prefix=WARM
// RUN: autojit-cache show %t.exe --functions | FileCheck %s --check-prefix=FUNCTIONS
// RUN: autojit-cache show %t.so | FileCheck %s --check-prefix=EMBEDDED
// RUN: not autojit-cache show %t.o 2>&1 | FileCheck %s --check-prefix=OBJECT
// RUN: %python %inputs/find.py %t.cache/modules '*' %damage delete @
// RUN: not autojit-cache show %t.exe 2>&1 | FileCheck %s --check-prefix=MISSING
// RUN: autojit-cache show %t.so

int from_library(int x);
#ifdef LIBRARY
int from_library(int x) { return x - 2; }
#else
int never_called(int x) { return x * 3; }
int main(int argc, char **argv) { (void)argv; return from_library(argc + 1); }
#endif

// COLD: Module Compiled Functions Source Where
// COLD: {{[0-9a-f]+}} 0 2 {{.*}}show.c {{.*}}/modules/{{[0-9a-f]+}}.bc
// WARM: {{[0-9a-f]+}} 1 2 {{.*}}show.c
// FUNCTIONS: LLVM 22.{{.*}} -O1, with debug information
// FUNCTIONS: Image
// FUNCTIONS-DAG: root no {{[0-9]+}} never_called
// FUNCTIONS-DAG: root yes {{[0-9]+}} main
// EMBEDDED: {{[0-9a-f]+}} 1 1 {{.*}}show.c the program itself
// OBJECT: it is an object file: link it
// MISSING: is missing
