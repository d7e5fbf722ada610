// Everything in the cache is private to the user, and nothing temporary is left.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: sh -c 'umask 0; %t.exe'
// RUN: sh -c 'find %t.cache -perm /077 -o -name ".tmp*"' | count 0
// RUN: sh -c 'find %t.cache/images -type f' | not count 0

int main(void) { return 0; }
