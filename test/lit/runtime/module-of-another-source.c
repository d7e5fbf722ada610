// A valid module file of another compilation under this one's name is not run.
// RUN: env AUTOJIT_STORE=dir=%t.d %clang_lazy -O0 -c %s -o %t.o
// RUN: env AUTOJIT_STORE=dir=%t.other %clang_lazy -O0 -DANSWER=66 -c %s -o %t.other.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %python -c "import glob, shutil, sys; shutil.copy(glob.glob(sys.argv[1] + '/*')[0], glob.glob(sys.argv[2] + '/*')[0])" %t.other %t.d
// RUN: not --crash %t.exe 2>&1 | FileCheck %s

#ifndef ANSWER
#define ANSWER 0
#endif
int main(void) { return ANSWER; }

// CHECK: [autojit] cannot run main from {{.*}}module-of-another-source.c: {{the module file is damaged|the module file belongs to another build}} '{{.*}}.bc'; {{.+}}
