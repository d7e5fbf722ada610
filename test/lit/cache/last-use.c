// The last use is recorded by the runtime itself, to the hour, for images that were loaded and no others.
// A traced program would ask for more debug information, hence for other images.
// RUN: env AUTOJIT_STORE=embed %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe && %t.exe more
// RUN: ls %t.cache/images/*/*.so | count 2
// RUN: %python -c "import glob, os, time; [os.utime(p, (time.time() - 7200,) * 2) for p in glob.glob('%t.cache/images/*/*.so')]"
// RUN: env AUTOJIT_DEBUG_INFO=lines strace -qq -e trace=utimensat -o %t.trace %t.exe
// RUN: FileCheck %s --input-file=%t.trace
// RUN: env AUTOJIT_DEBUG_INFO=lines strace -qq -e trace=utimensat -o %t.trace %t.exe
// RUN: count 0 < %t.trace
// RUN: find %t.cache/images -name '*.so' -newermt '-1 hour' | count 0
// RUN: find %t.cache/images -name '*.so' -newerat '-1 hour' | count 1
// A daemon sends along what it has compiled ahead: how many images there are is then a matter of time.
// REQUIRES: strace, in-process

int other(int x);
int other(int x) { return x - 2; }
static int (*volatile pointer)(int) = other;
int main(int argc, char **argv) { (void)argv; return argc == 1 ? 0 : pointer(argc); }

// CHECK: utimensat(AT_FDCWD, "{{.*}}.so", [{{.*}}UTIME_OMIT], AT_SYMLINK_NOFOLLOW) = 0
// CHECK-NOT: utimensat
