// Every thread sees its own copy: static, extern in a plain unit, in a library, arrays, addresses.
// RUN: %same %s --plain %S/Inputs/tls-plain.c --shared tlslib:%S/Inputs/tls-lib.c --flags=-pthread --link=-pthread --expect 'threads 4 wrong 0 main 100 7 3 50'

#include <pthread.h>
#include <stdio.h>
static _Thread_local int counter = 100;

static _Thread_local struct {
  char pad[3];
  int field;
  int array[4];
} record = {"", 7, {0}};

extern _Thread_local int plain_tls;
extern _Thread_local int library_tls;
int plain_read(void), library_read(void);

static int bump(int by) {
  counter += by;
  record.field += by;
  record.array[by & 3] = by;
  plain_tls += by;
  library_tls += by;
  return counter;
}

static int *address(void) { return &counter; }

static void *thread(void *argument) {
  int by = *(int *)argument, wrong = 0;
  for (int i = 1; i <= 100; i++)
    wrong += bump(by) != 100 + i * by;
  wrong += record.field != 7 + 100 * by || record.array[by & 3] != by || plain_read() != 3 + 100 * by;
  wrong += library_read() != 50 + 100 * by || *address() != counter || address() == argument;
  *(int *)argument = wrong;
  return 0;
}

int main(void) {
  pthread_t threads[4];
  int arguments[4] = {1, 2, 3, 4}, wrong = 0;
  for (int i = 0; i < 4; i++)
    pthread_create(&threads[i], 0, thread, &arguments[i]);
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], 0);
    wrong += arguments[i];
  }
  printf("threads 4 wrong %d main %d %d %d %d\n", wrong, counter, record.field, plain_read(), library_read());
  return 0;
}
