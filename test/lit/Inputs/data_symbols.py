#!/usr/bin/env python3
"""Writes assembly that defines the data symbols of LLVM that a plugin needs when it is loaded."""
import subprocess
import sys

table = subprocess.run(["llvm-readelf", "-rW", sys.argv[1]], check=True, capture_output=True, text=True).stdout
names = {line.split()[4].split("@")[0] for line in table.splitlines()
         if "llvm" in line and ("R_X86_64_GLOB_DAT" in line or "R_X86_64_64" in line) and len(line.split()) > 4}
print('.section .note.GNU-stack,"",@progbits\n.data')
for name in sorted(names):
    print(f".globl {name}\n.type {name},@object\n.size {name},256\n{name}: .zero 256")
