// A program that calls nothing lazy opens nothing, writes nothing and loads no LLVM.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: env AUTOJIT_DEBUG=On %t.exe 2>&1 | count 0
// RUN: not ls %t.cache/images

int lazy(void) { return 1; }

__attribute__((annotate("autojit_keep"))) int main(int argc, char **argv) {
  (void)argv;
  return argc > 1 ? lazy() : 0;
}
