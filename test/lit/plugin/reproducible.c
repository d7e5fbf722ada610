// The same compilation gives the same bytes: in the same directory, and in another one with -ffile-prefix-map.
// REQUIRES: autojit-cache
// RUN: mkdir -p %t.a/src %t.b/src && cp %s %t.a/src/file.c && cp %s %t.b/src/file.c
// DEFINE: %{flags} = -g -O2 -c src/file.c
// RUN: sh -c 'cd %t.a && %clang_lazy -ffile-prefix-map=%t.a=. %{flags} -o one.o && rm -r %t.cache/modules && %clang_lazy -ffile-prefix-map=%t.a=. %{flags} -o two.o'
// RUN: cmp %t.a/one.o %t.a/two.o
// RUN: cp %t.cache/modules/*.bc %t.module
// RUN: sh -c 'cd %t.b && %clang_lazy -ffile-prefix-map=%t.b=. %{flags} -o one.o'
// RUN: cmp %t.a/one.o %t.b/one.o
// RUN: ls %t.cache/modules | count 1
// RUN: cmp %t.module %t.cache/modules/*.bc
// The object names the directory of its module: with another cache it is another object, unless the module is inside.
// RUN: sh -c 'cd %t.a && AUTOJIT_STORE=embed AUTOJIT_CACHE_DIR=%t.c1 %clang_lazy -ffile-prefix-map=%t.a=. %{flags} -o embedded.o'
// RUN: sh -c 'cd %t.b && AUTOJIT_STORE=embed AUTOJIT_CACHE_DIR=%t.c2 %clang_lazy -ffile-prefix-map=%t.b=. %{flags} -o embedded.o'
// RUN: cmp %t.a/embedded.o %t.b/embedded.o
// And so is code that is compiled from it.
// RUN: %clang %t.a/embedded.o %runtime -o %t.exe
// RUN: env AUTOJIT_CACHE_DIR=%t.c1 %t.exe && env AUTOJIT_CACHE_DIR=%t.c2 %t.exe
// RUN: sh -c 'cmp %t.c1/images/*/*.so %t.c2/images/*/*.so'

__attribute__((noinline)) static int helper(const int *x, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += x[i];
  return sum;
}

int main(int argc, char **argv) {
  (void)argv;
  int x[4] = {argc, 2, 3, 4};
  return helper(x, 4) - 10;
}
