#include "conventions.h"
// Holds values in the registers that a convention keeps, across a first call.
#define HOLD_AND_CALL(function, clobbers)                                                                              \
  long r8 = 108, r9 = 109, r10 = 110, rcx = 101, rsi = 102, result = 41;                                               \
  {                                                                                                                    \
    register long p_r8 __asm__("r8") = r8;                                                                             \
    register long p_r9 __asm__("r9") = r9;                                                                             \
    register long p_r10 __asm__("r10") = r10;                                                                          \
    register long p_rcx __asm__("rcx") = rcx;                                                                          \
    register long p_rsi __asm__("rsi") = rsi;                                                                          \
    register long p_rdi __asm__("rdi") = result;                                                                       \
    register long p_rax __asm__("rax");                                                                                \
    __asm__ volatile("subq $128, %%rsp\n\tcall *%[f]\n\taddq $128, %%rsp"                                              \
                     : "=r"(p_rax), "+r"(p_r8), "+r"(p_r9), "+r"(p_r10), "+r"(p_rcx), "+r"(p_rsi), "+r"(p_rdi)         \
                     : [f] "m"(pointer)                                                                                \
                     : "r11", "memory" clobbers);                                                                      \
    r8 = p_r8, r9 = p_r9, r10 = p_r10, rcx = p_rcx, rsi = p_rsi, result = p_rax;                                       \
  }

int call_most(void) {
  static PRESERVE_MOST long (*volatile pointer)(long) = most;
#define COMMA ,
  HOLD_AND_CALL(most, COMMA "xmm0" COMMA "xmm1" COMMA "xmm2")
  return r8 == 108 && r9 == 109 && r10 == 110 && rcx == 101 && rsi == 102 && result == 42;
}

int call_all(void) {
  static PRESERVE_ALL long (*volatile pointer)(long) = all;
  double in[4] = {1.25, 2.25, 3.25, 4.25}, out[4];
  __asm__ volatile("movsd %0, %%xmm0\n\tmovsd %1, %%xmm7\n\tmovsd %2, %%xmm8\n\tmovsd %3, %%xmm15" ::"m"(in[0]),
                   "m"(in[1]), "m"(in[2]), "m"(in[3])
                   : "xmm0", "xmm7", "xmm8", "xmm15");
  HOLD_AND_CALL(all, )
  __asm__ volatile("movsd %%xmm0, %0\n\tmovsd %%xmm7, %1\n\tmovsd %%xmm8, %2\n\tmovsd %%xmm15, %3"
                   : "=m"(out[0]), "=m"(out[1]), "=m"(out[2]), "=m"(out[3]));
  return r8 == 108 && r9 == 109 && r10 == 110 && rcx == 101 && rsi == 102 && result == 42 && out[0] == 1.25 &&
         out[1] == 2.25 && out[2] == 3.25 && out[3] == 4.25;
}

long call_registers(void) { return registers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16); }

double call_vectors(void) { return vectors(1, 2, 3, 4); }

long call_microsoft(void) { return microsoft(1, 2, 3, 4, 5, 6.0); }
