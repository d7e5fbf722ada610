#!/usr/bin/env python3
"""Checks libautojit_static-x86_64.a: one hidden symbol, no other references than undefined.txt has, under 30 KB of
text and constants (unwind tables not counted)."""
import subprocess
import sys

bindir, archive, allowed_file = sys.argv[1:]
with open(allowed_file) as file:
    allowed = {line.strip() for line in file if line.strip() and not line.startswith("#")}


def tool(*command):
    return subprocess.run([f"{bindir}/{command[0]}", *command[1:]], check=True, capture_output=True, text=True).stdout


symbols = [line.split() for line in tool("llvm-nm", archive).splitlines() if line and not line.endswith(":")]
undefined = {fields[-1] for fields in symbols if fields[-2] in "Uvw"}
defined = [fields[-1] for fields in symbols if fields[-2].isupper() and fields[-2] not in "UVW"]
sections = [line.split() for line in tool("llvm-size", "-A", archive).splitlines()]
text = sum(int(fields[1]) for fields in sections if fields and fields[0].startswith((".text", ".plt", ".rodata")))
problems = [f"undefined: {name}" for name in sorted(undefined - allowed)]
if defined != ["__autojit_resolve"]:
    problems.append(f"global symbols: {defined}")
if text >= 30 * 1024:
    problems.append(f"{text} bytes of text")
if problems:
    sys.exit(f"{archive}: " + "; ".join(problems))
