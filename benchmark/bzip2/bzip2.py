#!/usr/bin/env python3
"""bzip2 built regularly and lazily: compile times, sizes, run times, and equal output."""

import argparse
import contextlib
import json
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from harness.flavour import (CC, EMIT_LLVM, REGULAR, SYNTAX_ONLY, clear_compiled, compiled_size,
                             compiler_version, lazy, standing_daemon, tree_size)
from harness.measure import Series, interleaved, run
from harness.paths import BUILD
from harness.sources import PINNED, fetch
from inputs import generate, md5

UNITS = ["blocksort", "huffman", "crctable", "randtable", "compress", "decompress", "bzlib", "bzip2"]
OPTIONS = {"-O0": ["-O0", "-g"], "-O2": ["-O2"]}
LABEL = {"regular": "regular", "lazy": "AutoJIT", "emit-llvm": "clang -c -emit-llvm",
         "syntax-only": "clang -fsyntax-only"}


def cache_of(flavour, work):
    return work / flavour.name / "cache"


def env_of(flavour, work):
    return {"AUTOJIT_CACHE_DIR": str(cache_of(flavour, work))} if flavour.name == "lazy" else {}


def compile_all(flavour, source, work, options) -> float:
    """Seconds for a clean compile of all units, one compiler process after the other."""
    shutil.rmtree(work / flavour.name, ignore_errors=True)
    (work / flavour.name).mkdir(parents=True)
    return sum(run([CC, *options, "-D_FILE_OFFSET_BITS=64", *flavour.compile_flags, "-c",
                    source / f"{unit}.c", "-o", work / flavour.name / f"{unit}.o"],
                   env=env_of(flavour, work)).wall for unit in UNITS)


def link(flavour, work) -> float:
    home = work / flavour.name
    return run([CC, *(home / f"{unit}.o" for unit in UNITS), *flavour.link_flags,
                "-o", home / "bzip2"]).wall


def measure_builds(flavours, source, work, options, rounds):
    """Compile and link times by flavour name. One round before the first is not counted."""
    compiles = {f.name: Series() for f in flavours}
    links = {f.name: Series() for f in flavours if f not in (EMIT_LLVM, SYNTAX_ONLY)}
    for number, flavour in interleaved(flavours, rounds + 1):
        seconds = compile_all(flavour, source, work, options)
        linked = link(flavour, work) if flavour.name in links else None
        if number > 0:
            compiles[flavour.name].add(seconds)
            if linked is not None:
                links[flavour.name].add(linked)
    return compiles, links


def measure_runs(flavours, inputs, work, rounds):
    """Run times by (phase, flavour, input); ends the program when outputs differ."""
    times, digests = {}, {}
    wanted = {name: md5(path) for name, path in inputs.items()}

    def step(phase, flavour, name, arguments, source, sink, expected):
        cost = run([work / flavour.name / "bzip2", *arguments], stdin=source, stdout=sink,
                   env=env_of(flavour, work), expect=0)
        times.setdefault((phase, flavour.name, name), Series()).add(cost.wall)
        if expected is not None and md5(sink) != expected:
            sys.exit(f"DIFFERENT: {flavour.name} bzip2, {phase} run, {name}: "
                     f"md5 {md5(sink)} instead of {expected}")

    for number, flavour in interleaved(flavours, rounds):
        home, cache = work / flavour.name, cache_of(flavour, work)

        def first_and_warm(label, name, arguments, source, sink, expected):
            clear_compiled(cache)
            for phase in ("first", "warm"):
                step(phase + label, flavour, name, arguments, source, sink, expected)
                if name in inputs and not label:
                    expected = digests.setdefault(name, md5(sink))

        # What little runs of --help shows the start-up alone.
        first_and_warm("", "--help", ["--help"], None, home / "help.txt", None)
        for name, path in inputs.items():
            packed, unpacked = home / f"{name}.bz2", home / f"{name}.out"
            first_and_warm("", name, ["-1"], path, packed, digests.get(name))
            first_and_warm(" -d", name, ["-d"], packed, unpacked, wanted[name])
    shutil.rmtree(work / "aside", ignore_errors=True)
    return times, digests


def sizes(flavour, work, data):
    """Bytes of what was built, and of what a run that packs and unpacks leaves in the cache."""
    clear_compiled(cache_of(flavour, work))
    for arguments, source, sink in ((["-1"], data, "size.bz2"), (["-d"], "size.bz2", "size.out")):
        run([work / flavour.name / "bzip2", *arguments], stdin=work / source, stdout=work / sink,
            env=env_of(flavour, work))
    home = work / flavour.name
    return {"objects": sum((home / f"{unit}.o").stat().st_size for unit in UNITS),
            "executable": (home / "bzip2").stat().st_size,
            "modules": tree_size(cache_of(flavour, work) / "modules"),
            "compiled": compiled_size(cache_of(flavour, work))}


def kb(size):
    return f"{size / 1024:.0f} kb"


def report(result, compiles, links, times, digests, rounds, run_rounds):
    """The reference project's lines, then one table of medians and ratios."""
    print(f"Benchmark bzip2 1.0.8 ({result['flavour']}) {' '.join(result['options'])} in {rounds} runs")
    for name, series in compiles.items():
        print(f"Compile-time {LABEL[name]}:\n"
              f"  In {rounds} runs mean (min/max) time in seconds was: {series}")
    print("\nBinary sizes:")
    for name, entry in result["sizes"].items():
        print(f"  {LABEL[name].capitalize() if name == 'regular' else LABEL[name]}: "
              f"{kb(entry['executable'])} (objects {kb(entry['objects'])})")
    entry = result["sizes"]["lazy"]
    print(f"  Module cache: {kb(entry['modules'])}, object cache: {kb(entry['compiled'])}")
    for name in ("regular", "lazy"):
        for phase in ("first", "warm"):
            if name == "regular" and phase == "first":
                continue
            print(f"\nRun-time {LABEL[name]}{'' if name == 'regular' else f', {phase} run'}:")
            for data in digests:
                print(f"  In {run_rounds} runs mean (min/max) time in seconds was: "
                      f"{times[phase, name, data]}  bzip2 -1 {data}")
    print("\nmd5 sums, equal in all flavours and runs:")
    for data, digest in digests.items():
        print(f"  {digest}  {data}.bz2")

    print(f"\n{'median of':24}{'regular':>11}{'AutoJIT':>11}{'ratio':>8}{'difference':>13}")
    for row in result["table"]:
        line = f"{row['what']:24}{row['regular'] * 1e3:8.1f} ms{row['lazy'] * 1e3:8.1f} ms"
        print(f"{line}{row['lazy'] / row['regular']:8.2f}"
              f"{(row['lazy'] - row['regular']) * 1e3:+10.1f} ms")
    ratio = {n: compiles["lazy"].median / s.median for n, s in compiles.items() if n != "lazy"}
    print("compile AutoJIT over:  "
          + "  ".join(f"{LABEL[name]} {value:.2f}" for name, value in ratio.items()))


def table(links, compiles, times):
    rows = [("compile", compiles["regular"], compiles["lazy"]),
            ("link", links["regular"], links["lazy"])]
    # A regular program has no first run: both lazy phases stand against all its runs.
    for phase, _, data in [key for key in times if key[1] == "lazy"]:
        both = Series()
        kind = phase.removeprefix("first").removeprefix("warm")
        for regular in (f"first{kind}", f"warm{kind}"):
            both.values += times[regular, "regular", data].values
        rows.append((f"{phase} run {data}", both, times[phase, "lazy", data]))
    return [{"what": what, "regular": r.median, "lazy": l.median} for what, r, l in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--opt", choices=OPTIONS, default="-O0", help="-O0 (with -g) or -O2")
    parser.add_argument("--runs", type=int, default=10, help="counted builds of each flavour")
    parser.add_argument("--time-runs", type=int, default=3, help="runs of each program and input")
    parser.add_argument("--megabytes", type=int, default=20, help="size of each generated input")
    parser.add_argument("--autojitd", action="store_true",
                        help="link the static client; a standing autojitd compiles")
    parser.add_argument("--work", type=Path, help="working directory")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    args = parser.parse_args()
    if min(args.runs, args.time_runs, args.megabytes) < 1:
        parser.error("--runs, --time-runs and --megabytes are at least 1")

    source = fetch("bzip2")
    work = args.work or BUILD / "benchmark" / f"bzip2{args.opt}{'-autojitd' if args.autojitd else ''}"
    options = OPTIONS[args.opt]
    inputs = generate(BUILD / "benchmark" / "inputs", args.megabytes)
    flavours = [REGULAR, lazy(static=args.autojitd), EMIT_LLVM, SYNTAX_ONLY]

    compiles, links = measure_builds(flavours, source, work, options, args.runs)
    with standing_daemon(work) if args.autojitd else contextlib.nullcontext():
        times, digests = measure_runs(flavours[:2], inputs, work, args.time_runs)
        size = {f.name: sizes(f, work, inputs["data1"].resolve()) for f in flavours[:2]}
    result = {"program": "bzip2", "flavour": "autojitd" if args.autojitd else "shlib", "version": PINNED["bzip2"].version, "options": options,
              "compiler": compiler_version(), "cpus": os.cpu_count(),
              "compile": {n: s.summary() for n, s in compiles.items()},
              "link": {n: s.summary() for n, s in links.items()},
              "run": {" ".join(key): s.summary() for key, s in times.items()},
              "sizes": size,
              "table": table(links, compiles, times), "md5": digests}
    report(result, compiles, links, times, digests, args.runs, args.time_runs)
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
