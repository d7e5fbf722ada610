// A host that handles SIGSEGV, SIGBUS and SIGFPE itself, as managed runtimes do.
// RUN: %same %s --expect 'pages 3 divisions 2'

#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
static int pages, divisions;
static sigjmp_buf environment;

static void on_fault(int number, siginfo_t *info, void *context) {
  (void)number;
  (void)context;
  pages++;
  mprotect((void *)((unsigned long)info->si_addr & ~4095ul), 4096, PROT_READ | PROT_WRITE);
}

static void on_division(int number) {
  (void)number;
  divisions++;
  siglongjmp(environment, 1);
}

static int divide(int a, int b) { return a / b; }

static void store(char *where, char value) { *(volatile char *)where = value; }

int main(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &action, 0);
  action.sa_handler = on_division;
  action.sa_flags = 0;
  sigaction(SIGFPE, &action, 0);
  char *memory = mmap(0, 3 * 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < 3; i++)
    store(memory + i * 4096, 'x');
  volatile int zero = 0, hundred = 100, sum = 0;
  for (int i = 0; i < 2; i++)
    if (!sigsetjmp(environment, 1))
      sum += divide(hundred, zero);
  printf("pages %d divisions %d\n", pages, divisions);
  return sum;
}
