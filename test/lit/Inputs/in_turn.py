#!/usr/bin/env python3
"""in_turn.py FIRST-LAST COMMAND...: runs a command for each number, one after the other, with the number for every @."""
import subprocess
import sys

first, last = map(int, sys.argv[1].split("-"))
for i in range(first, last + 1):
    subprocess.run([word.replace("@", str(i)) for word in sys.argv[2:]], stdin=subprocess.DEVNULL, check=True)
