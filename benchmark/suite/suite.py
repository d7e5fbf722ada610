#!/usr/bin/env python3
"""`make bench`: programs of all sizes, built and run regularly and lazily, with ratios.

Writes results as JSON; report.py makes the table and plots of docs/benchmarks.md of them.
"""

import argparse
import json
import os
import platform
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from builder import C_LEVEL, RUSTC, Build, require_rustc
from callgrind import count_instructions
from harness.flavour import (EMIT_LLVM, REGULAR, SYNTAX_ONLY, clear_compiled, compiled_size,
                             compiler_version, lazy, tree_size)
from harness.measure import Series, interleaved
from harness.paths import BUILD
from programs import PROGRAMS
from report import as_markdown


class Measurements:
    """Series by flavour and quantity; times in seconds, peaks in bytes."""

    def __init__(self):
        self.series = {}

    def add(self, build, quantity, value):
        self.series.setdefault(build.flavour.name, {}).setdefault(quantity, Series()).add(value)

    def to_json(self):
        return {flavour: {name: s.summary() for name, s in quantities.items()}
                for flavour, quantities in self.series.items()}


def same_output(expected, path, what):
    """Remembers the first output of each command; sys.exit at the first other one."""
    data = path.read_bytes()
    if expected.setdefault(what, data) != data:
        sys.exit(f"DIFFERENT: the output of {what} in {path}")


def measure_builds(builds, rounds, found):
    for number, build in interleaved(builds, rounds + 1):
        # The round before the first warms the disk cache; one is too many for a huge project.
        if number == 0 and build.program.weight < 0.1 and build.flavour != REGULAR:
            continue
        build.clean()
        compiled = build.compile()
        linked = build.link() if build.runs else None
        if number > 0:
            found.add(build, "compile", compiled.wall)
            found.add(build, "compile cpu", compiled.cpu)
            found.add(build, "compile peak", compiled.peak)
            if linked and linked.wall:
                found.add(build, "link", linked.wall)
                found.add(build, "link peak", linked.peak)


def measure_runs(builds, rounds, found, expected):
    program = builds[0].program
    output = builds[0].home.parent / "output"
    for _, build in interleaved(builds, rounds):
        clear_compiled(build.cache)
        for phase in ("first", "warm", "warm", "warm"):
            cost = build.run(program.short, output)
            found.add(build, f"{phase} run", cost.wall)
            found.add(build, f"{phase} peak", cost.peak)
            same_output(expected, output, f"{program.name}, short")
    if not program.steady:
        return
    for number, build in interleaved(builds, max(2, rounds // 2) + 1):
        cost = build.run(program.steady, output)
        same_output(expected, output, f"{program.name}, steady")
        if number > 0:
            found.add(build, "steady", cost.wall)
            found.add(build, "steady peak", cost.peak)


def measure_tier(build, rounds, found, expected):
    """Steady state with AUTOJIT_TIER=1, as a quantity of the lazy flavour."""
    output = build.home.parent / "output"
    for number in range(rounds + 1):
        cost = build.run(build.program.steady, output, {"AUTOJIT_TIER": "1"})
        same_output(expected, output, f"{build.program.name}, steady")
        if number > 0:
            found.add(build, "steady tier", cost.wall)


def measure_edits(builds, rounds, found):
    """From an edit of one function to the end of the next run: compile, link and run.

    Sources are edited in place in a copy, so that paths in the output stay the same.
    """
    edit, output = builds[0].program.edit, builds[0].home.parent / "output"
    for _, build in interleaved(builds, rounds):
        source = next(s for s in build.program.sources if s.name == edit.file)
        original = source.read_text()
        if original.count(edit.old) != 1:
            sys.exit(f"the edit of {edit.file} does not apply: {edit.old!r}")
        copy = build.home.parent / "edited" / source.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        build.clean()
        copy.write_text(original)
        build.compile([s for s in build.program.sources if s != source] or None)
        build.compile([copy])
        build.link()
        build.run(build.program.short, output)
        copy.write_text(original.replace(edit.old, edit.new))
        costs = [build.compile([copy]), build.link(), build.run(build.program.short, output)]
        found.add(build, "edit", sum(cost.wall for cost in costs))


def sizes(build):
    """Bytes, after one first run of the short command."""
    clear_compiled(build.cache)
    build.run(build.program.short, build.home.parent / "output")
    objects = [] if build.program.is_rust else build.objects()
    return {"objects": sum(o.stat().st_size for o in objects),
            "executable": build.executable.stat().st_size,
            "modules": tree_size(build.cache / "modules"), "compiled": compiled_size(build.cache)}


def measure(program, level, lazy_flavour, args):
    work = args.work / program.name / level.lstrip("-")
    work.mkdir(parents=True, exist_ok=True)
    builds = [Build(program, f, level, work)
              for f in (REGULAR, lazy_flavour, EMIT_LLVM, SYNTAX_ONLY)]
    running = [b for b in builds if b.runs]
    found, expected = Measurements(), {}
    if program.is_rust:
        require_rustc()
    if program.edit:
        measure_edits(running, max(1, args.runs // 2), found)
    measure_builds(builds, max(1, round(args.runs * min(1, program.weight))), found)
    measure_runs(running, args.runs, found, expected)
    if args.tier and program.steady:
        measure_tier(running[1], max(2, args.runs // 2), found, expected)
    result = {"program": program.name, "level": level, "options": C_LEVEL[level],
              "units": len(program.sources), "measured": found.to_json(),
              "sizes": {b.flavour.name: sizes(b) for b in running}}
    if args.callgrind:
        result["instructions"] = {b.flavour.name: count_instructions(b) for b in builds}
    return result


def machine():
    model = [line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")]
    return {"cpu": model[0] if model else platform.machine(), "cpus": os.cpu_count(),
            "kernel": platform.release(), "load": os.getloadavg()[0], "compiler": compiler_version(), "rustc": compiler_version(RUSTC)}


def choose(text, known, parser):
    chosen = text.split(",")
    for name in chosen:
        if name not in known:
            parser.error(f"{name} is none of {', '.join(known)}")
    return chosen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(PROGRAMS), help=f"programs, of {','.join(PROGRAMS)}")
    parser.add_argument("--opt", default="-O0,-O2", help="levels, of -O0,-O2; -O0 has -g")
    parser.add_argument("--runs", type=int, default=5, help="rounds; huge projects are built less often")
    parser.add_argument("--tier", action="store_true", help="also steady state with AUTOJIT_TIER=1")
    parser.add_argument("--callgrind", action="store_true",
                        help="also instruction counts of compiler and warm run (slow)")
    parser.add_argument("--json", type=Path, default=BUILD / "benchmark" / "suite.json", help="the results' file")
    parser.add_argument("--work", type=Path, default=BUILD / "benchmark" / "suite", help="working directory")
    args = parser.parse_args()
    only, levels = choose(args.only, PROGRAMS, parser), choose(args.opt, C_LEVEL, parser)
    if args.runs < 1:
        parser.error("--runs is at least 1")
    # Rust code is optimised before it runs while somebody wants to see its frames: docs/tiers.md.
    os.environ.pop("RUST_BACKTRACE", None)
    # A copy: `make` may go on while this runs.
    lazy_flavour = lazy(args.work / "lib")
    results = {"machine": machine(), "runs": args.runs, "results": [], "failed": {}}
    args.json.parent.mkdir(parents=True, exist_ok=True)
    for name in only:
        for level in levels:
            print(f"{name} {level}", file=sys.stderr, flush=True)
            try:
                results["results"].append(measure(PROGRAMS[name](), level, lazy_flavour, args))
            except SystemExit as failure:
                # One program that does not work must not hide what the others cost.
                results["failed"][f"{name} {level}"] = str(failure)
                print(f"FAILED {name} {level}: {failure}", file=sys.stderr, flush=True)
            args.json.write_text(json.dumps(results, indent=1) + "\n")
    for aside in args.work.glob("*/*/aside"):
        shutil.rmtree(aside)
    print(as_markdown(results))
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
