// -fno-integrated-as: GNU as has no way to write a 32-bit distance to a PLT entry, which is what an import that is
// only called is (plugin-native/AssemblyOutput.cpp). Also by hand: -S, then as; position independent or not.
// RUN: %same %s --flags=-fno-integrated-as --expect 'value 5 caught 3 weak 0'
// RUN: %same %s --flags='-fno-integrated-as -fno-pic -g' --link=-no-pie --expect 'value 5 caught 3 weak 0'
// RUN: %same %s --flags='-fno-integrated-as -fcf-protection=full -ffunction-sections' --expect 'value 5 caught 3 weak 0'
// RUN: %clang_lazy -O2 -S -fno-addrsig %s -o %t.s
// RUN: as %t.s -o %t.o
// RUN: %clang %t.o %runtime -o %t.exe
// RUN: %t.exe | FileCheck %s

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static int (*volatile pointer)(int);
static _Thread_local int number = 3;
static jmp_buf place;
extern int absent(void) __attribute__((weak));

static int local(int x) { return x + 2; }

static void leave(void) { longjmp(place, number); }

int main(void) {
  pointer = local;
  int caught = setjmp(place);
  if (!caught)
    leave();
  printf("value %d caught %d weak %d\n", pointer(atoi("3")), caught, absent ? absent() : 0);
  return 0;
}

// CHECK: value 5 caught 3 weak 0
