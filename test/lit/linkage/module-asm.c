// Module-level assembly that defines and refers to functions and data of the same unit.
// RUN: %same %s --expect 'assembly 43 data 9'

#include <stdio.h>
__asm__(".text\n.globl from_assembly\n.type from_assembly,@function\nfrom_assembly:\n"
        "subq $8, %rsp\ncall named_in_assembly@PLT\naddq $8, %rsp\nincl data_in_assembly(%rip)\nret\n");
int from_assembly(int);
int data_in_assembly = 8;

int named_in_assembly(int x) { return x + 3; }

int main(void) {
  int result = from_assembly(40);
  printf("assembly %d data %d\n", result, data_in_assembly);
  return 0;
}
