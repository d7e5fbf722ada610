// Whoever looks at the stack between two instructions finds the caller of a body that counts, wherever that is: counting,
// asking, or on its way to a better body.
// RUN: %clang -O1 -DSTEPS -c %s -o %t.steps.o
// RUN: %clang_lazy -O1 -c %s -o %t.o
// RUN: %clang %t.o %t.steps.o %runtime -o %t.exe
// RUN: env AUTOJIT_TIER_CALLS=70 AUTOJIT_DEBUG=On %t.exe 2>&1 | FileCheck %s
// REQUIRES: in-process
// CHECK-DAG: tiers: {{[1-9]}} of
// CHECK-DAG: 80 calls: 3160, 0 of more than 500 instructions have no caller
#ifdef STEPS
#define _GNU_SOURCE
#include <signal.h>
#include <ucontext.h>
#include <unwind.h>

#define TRAP_FLAG 0x100l
#define MOST 100 // Of one call: whoever looks for a better body blocks signals, and it takes millions.

int all_steps, lost;
static int steps;

__attribute__((noinline)) int step(int (*function)(int), int n) {
  steps = MOST;
  __asm__ volatile("pushfq\n\torq $0x100, (%%rsp)\n\tpopfq" ::: "cc", "memory");
  int result = function(n);
  __asm__ volatile("pushfq\n\tandq $~0x100, (%%rsp)\n\tpopfq" ::: "cc", "memory");
  return result;
}

static _Unwind_Reason_Code look(struct _Unwind_Context *context, void *found) {
  *(int *)found |= _Unwind_FindEnclosingFunction((void *)(_Unwind_GetIP(context) - 1)) == (void *)step;
  return *(int *)found ? _URC_END_OF_STACK : _URC_NO_REASON;
}

static void trapped(int number, siginfo_t *info, void *context) {
  (void)number, (void)info;
  int found = 0;
  _Unwind_Backtrace(look, &found);
  all_steps++;
  lost += !found;
  if (--steps == 0)
    ((ucontext_t *)context)->uc_mcontext.gregs[REG_EFL] &= ~TRAP_FLAG;
}

void begin(void) {
  struct sigaction action = {.sa_sigaction = trapped, .sa_flags = SA_SIGINFO};
  sigaction(SIGTRAP, &action, 0);
}
#else
#include <stdio.h>

extern int all_steps, lost;
void begin(void);
int step(int (*function)(int), int n);

__attribute__((noinline)) static int counts(int n) { return n & 1 ? n : n - 1 + 1; }

int main(void) {
  int (*volatile first)(int) = counts;
  int sum = first(0); // Without steps: its address is resolved.
  begin();
  for (int i = 0; i < 80; i++)
    sum += step(counts, i);
  printf("80 calls: %d, %d of %s instructions have no caller\n", sum, lost, all_steps > 500 ? "more than 500" : "few");
  return 0;
}
#endif
