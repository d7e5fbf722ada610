#!/usr/bin/env python3
"""Turns exports.txt into a version script and a list of linker options that keep the symbols alive.

usage: write-llvm-exports.py EXPORTS OUT-VERSION-SCRIPT OUT-OPTIONS
A line of EXPORTS is `symbol NAME` (NAME may end in *, which keeps functions of our own objects) or
`list FILE` (one such name per line, path relative to EXPORTS); # starts a comment. A name that does not exist ends the link: lld checks version scripts.
"""
import sys
from pathlib import Path

exports, script, options = map(Path, sys.argv[1:])
names = set()
for number, line in enumerate(exports.read_text().splitlines(), 1):
    match line.split("#")[0].split():
        case []:
            pass
        case ["list", path]:
            names.update((exports.parent / path).read_text().split())
        case ["symbol", name]:
            names.add(name)
        case _:
            sys.exit(f"{exports}:{number}: expected `symbol NAME` or `list FILE`: {line}")

script.write_text("{ global:\n" + "".join(f"  {n};\n" for n in sorted(names)) + "local: *; };\n")
options.write_text("".join(f"--undefined={n}\n" for n in sorted(names) if not n.endswith("*")))
