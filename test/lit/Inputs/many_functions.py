#!/usr/bin/env python3
"""Writes a C program with N small functions that call each other in a chain, and are called by pointer."""
import sys

count = int(sys.argv[1])
print("#include <stdio.h>")
print("static long chain0(long x) { return x; }")
for i in range(1, count):
    print(f"static long chain{i}(long x) {{ return chain{i - 1}(x + {i}); }}")
    print(f"long alone{i}(long x) {{ return x + {i}; }}")
print("static long (*const alone[])(long) = {" + ", ".join(f"alone{i}" for i in range(1, count)) + "};")
print(f"""int main(void) {{
  long sum = 0;
  for (int i = 0; i < {count - 1}; i++)
    sum = alone[i](sum);
  printf("chain %ld pointers %ld\\n", chain{count - 1}(0), sum);
  return 0;
}}""")
