"""Instruction counts, for changes that the noise of wall time hides."""

import os
import re
import shutil
import subprocess
import sys

COLLECTED = re.compile(r"Collected : ([0-9]+)")
# Counting must end before one loses patience: the units that cost most come first.
MOST_UNITS = 3


def instructions(command, env, stdin=None):
    """Executed instructions of a command, or None with a message when valgrind cannot run it."""
    if not shutil.which("valgrind"):
        sys.exit("valgrind is not installed (package valgrind)")
    with open(stdin or os.devnull, "rb") as source:
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                               *(str(part) for part in command)], stdin=source,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                              env={**os.environ, **env})
    counts = COLLECTED.findall(done.stderr)
    if done.returncode or not counts:
        print(f"callgrind cannot run {command[0]}: {done.stderr[-300:]}", file=sys.stderr)
        return None
    return int(counts[-1])


def count_instructions(build) -> dict:
    """Of compiling the largest units, of linking, and of a warm run."""
    units = sorted(build.program.sources, key=lambda s: -s.stat().st_size)[:MOST_UNITS]
    compiled = [instructions(c, build.env) for c in build.compile_commands(units)]
    result = {"compile": None if None in compiled else sum(compiled)}
    if build.runs:
        if not build.program.is_rust:
            result["link"] = instructions(build.link_command(), build.env)
        short = build.program.short
        build.run(short, build.home.parent / "output")
        result["warm run"] = instructions([build.executable, *short.arguments], build.env, short.stdin)
    return result
