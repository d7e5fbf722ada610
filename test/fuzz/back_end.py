#!/usr/bin/env python3
"""Random programs for the fast back end: each must do the same as the regular build at -O0. README.md.

usage: back_end.py [--programs=20] [--seconds=N] [--seed=1] [--kind=ir|c|cpp] [--out=DIR] [--work=DIR]

Program N of seed S is the only one of --programs=1 --seed=S+N. Keeps the program of a difference, says whether LLVM's back
end has it too, and prints `N programs, N differences`.
"""
import argparse
import collections
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

import back_end_c
import back_end_ir

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent
parser = argparse.ArgumentParser()
parser.add_argument("--programs", type=int, default=20)
parser.add_argument("--seconds", type=float, default=float("inf"), help="make no more programs after that time")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--kind", choices=("ir", "c", "cpp"), help="all in turn otherwise")
parser.add_argument("--out", type=pathlib.Path, default=root / "out", help="the install tree")
parser.add_argument("--work", type=pathlib.Path, default=root / "build" / "fuzz" / "back-end")
parser.add_argument("--clang", default="clang-22")
parser.add_argument("--reasons", action="store_true", help="also say why functions were left to LLVM")
options = parser.parse_args()
options.work.mkdir(parents=True, exist_ok=True)
TIMEOUT = 60
KINDS = ("ir", "c", "cpp")
SUFFIX = {"ir": ".ll", "c": ".c", "cpp": ".cpp"}
MAKE = {"ir": back_end_ir.program, "c": back_end_c.program, "cpp": lambda rng: back_end_c.program(rng, is_cpp=True)}


def build(source, kind, program, *flags):
    language = {"ir": ("-x", "ir"), "c": (), "cpp": ()}[kind]
    compiler = options.clang.replace("clang", "clang++")  # links what exceptions need
    return subprocess.run([compiler, "-O0", "-g", "-w", "-fwrapv", *flags[:1], *(language if kind == "ir" else ("-x", "c" if kind == "c" else "c++")),
                           source, "-x", "none", "-o", program, *flags[1:], "-lm"], capture_output=True, text=True)


def run(program, **environment):
    try:
        result = subprocess.run([program], capture_output=True, text=True, errors="replace", timeout=TIMEOUT, env=dict(os.environ, **environment))
    except subprocess.TimeoutExpired:
        return "timeout", "", ""
    return result.returncode, result.stdout, result.stderr


def first_difference(one, other):
    if one[0] != other[0]:
        return f"exit code {one[0]} became {other[0]}"
    for left, right in zip(one[1].splitlines(), other[1].splitlines()):
        if left != right:
            return f"'{left}' became '{right}'"
    return "its output has another length"


def check(seed, kind):
    """Whether the program is the same, and the trace of its lazy run."""
    work = options.work
    source, plain, lazy, cache = (work / f"program-{seed}{SUFFIX[kind]}", work / f"plain-{seed}", work / f"lazy-{seed}", work / f"cache-{seed}")
    source.write_text(MAKE[kind](random.Random(seed)))
    result = build(source, kind, plain)
    if result.returncode != 0:
        sys.exit(f"back_end.py: {source} is no program\n{result.stderr[:2000]}")
    expected = run(plain)
    if expected[0] != 0:
        sys.exit(f"back_end.py: {source} ends with {expected[0]} by itself")
    result = build(source, kind, lazy, f"-fpass-plugin={options.out}/lib/autojit.so", f"-L{options.out}/lib", "-lautojit-runtime",
                   f"-Wl,-rpath,{options.out}/lib")
    if result.returncode != 0:
        print(f"seed {seed}: {source} cannot be built lazily\n{result.stderr[:2000]}", flush=True)
        return False, ""
    shutil.rmtree(cache, ignore_errors=True)
    found = run(lazy, AUTOJIT_CACHE_DIR=str(cache), AUTOJIT_DEBUG="On")
    is_same = found[:2] == expected[:2]
    if not is_same:
        shutil.rmtree(cache, ignore_errors=True)
        by_llvm = run(lazy, AUTOJIT_CACHE_DIR=str(cache), AUTOJIT_BACKEND="llvm")
        whose = "the fast back end's" if by_llvm[:2] == expected[:2] else "LLVM's back end has one too"
        print(f"seed {seed}: {source}: {first_difference(expected, found)}; {whose}", flush=True)
    else:
        source.unlink()
    for leftover in (plain, lazy):
        leftover.unlink()
    shutil.rmtree(cache, ignore_errors=True)
    return is_same, found[2]


print(f"seed {options.seed}", flush=True)
started, programs, differences, reasons = time.monotonic(), 0, 0, collections.Counter()
while programs < options.programs and time.monotonic() - started < options.seconds:
    seed = options.seed + programs
    is_same, trace = check(seed, options.kind or KINDS[seed % len(KINDS)])
    differences += not is_same
    programs += 1
    for line in re.findall(r"left to LLVM: (.*)", trace):
        reasons.update(re.findall(r"\(([^()]*)\)", line))
    reasons["units"] += len(re.findall(r"\] compiled ", trace))
if options.reasons:
    print(*(f"{count} {reason}" for reason, count in reasons.most_common()), sep="\n")
print(f"{programs} programs, {differences} differences")
sys.exit(1 if differences else 0)
