#include <stdbool.h>
#include <stdio.h>

int straight(int), summed(int), elsewhere(bool, int), punned(float), kept(int), swapped(int, int), across(int);

void nothing(void) {
  // Every register that a call may change.
  __asm__ volatile("xorl %%eax, %%eax\n\tmovl %%eax, %%ecx\n\tmovl %%eax, %%edx\n\tmovl %%eax, %%esi\n\tmovl %%eax, %%edi\n\t"
                   "movl %%eax, %%r8d\n\tmovl %%eax, %%r9d\n\tmovl %%eax, %%r10d\n\tmovl %%eax, %%r11d" ::
                       : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11");
}

int main(void) {
  printf("straight %d, round %d, elsewhere %d, punned %d, volatile %d, swapped %d, across %d\n", straight(6), summed(5),
         elsewhere(true, 4), punned(1.0f), kept(5), swapped(1, 2), across(8));
  return 0;
}
