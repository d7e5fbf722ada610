#!/usr/bin/env python3
"""Writes a C program with N functions of about 5 KB of code each, all of which run."""
import sys

count = int(sys.argv[1])
print("#include <stdio.h>")
for i in range(count):
    steps = "".join(f" x = x * {7 * i + k}u + (x >> {k % 13 + 1}) + (x & {k}u ? {k}u : {i}u);" for k in range(120))
    print(f"__attribute__((noinline)) unsigned f{i}(unsigned x) {{{steps} return x; }}")
print("static unsigned (*const all[])(unsigned) = {" + ", ".join(f"f{i}" for i in range(count)) + "};")
print(f"""int main(void) {{
  unsigned sum = 0;
  for (unsigned i = 0; i < {count}; i++)
    sum = sum * 31 + all[i](i);
  printf("sum %u\\n", sum);
  return 0;
}}""")
