#!/usr/bin/env python3
"""`make conformance`: real programs, built regularly and lazily, must behave the same.

A test counts when the regular build passes it, twice with the same output. The
lazy build is then run cold (nothing compiled yet) and warm; stdout, stderr, exit
status and signal must equal the regular run's.
"""

import argparse
import fcntl
import fnmatch
import hashlib
import importlib
import json
import os
import resource
import shutil
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "benchmark")]
from compare import Comparison
from harness.flavour import REGULAR, lazy
from harness.paths import BUILD

PROJECTS = ["torture", "lua", "sqlite", "zlib", "googletest", "catch2", "fmt", "csmith"]
LEVELS = {"-O0": ["-O0", "-g"], "-O1": ["-O1"], "-O2": ["-O2"], "-O3": ["-O3"]}
# Differences told as they are found, of each project; all are in the JSON report.
MOST_SHOWN = 40


def progress(text):
    print(text, file=sys.stderr, flush=True)


def select(programs, pattern, sample):
    """By name, then a sample that is the same on every machine and in every run."""
    programs = [p for p in programs if fnmatch.fnmatch(p.name, pattern)]
    if sample:
        programs.sort(key=lambda p: hashlib.sha256(p.name.encode()).digest())
        programs = sorted(programs[:sample], key=lambda p: p.name)
    return programs


def compile_units(comparison, programs, known, pool):
    """All units of all programs, each flavour; regular ones only where no outcome is known."""
    wanted = {"regular": [u for p in programs if known[p.name] is None for u in p.units],
              "lazy": [u for p in programs for u in p.units
                       if known[p.name] is None or any(not r for r, _ in known[p.name].values())]}
    jobs = [(builder, unit) for builder in (comparison.regular, comparison.lazy)
            for unit in dict.fromkeys(wanted[builder.flavour.name])]
    for (builder, unit), built in zip(jobs, pool.map(lambda job: job[0].compile(job[1]), jobs)):
        comparison.objects[builder.flavour.name][unit] = built


def run_project(name, level, options, flavours, args, pool):
    """The report of one project at one level."""
    programs = select(importlib.import_module(f"projects.{name}").programs(), args.filter, args.sample)
    work = args.work / name / level.lstrip("-")
    if work.exists():
        for old in work.iterdir():
            if old.name != "outcomes" or args.fresh:
                shutil.rmtree(old)
    comparison = Comparison(name, options, flavours, work, args.keep)
    begin = time.monotonic()
    known = {p.name: comparison.recall(p) for p in programs}
    progress(f"{name} {level}: {len(programs)} programs, "
             f"{sum(1 for k in known.values() if k)} regular outcomes known")
    compile_units(comparison, programs, known, pool)
    built = time.monotonic()
    verdicts, shown = [], 0
    for done in pool.map(lambda p: comparison.compare(p, known[p.name]), programs):
        for verdict in done:
            if verdict.differs:
                shown += 1
            if verdict.differs and shown <= MOST_SHOWN:
                progress(f"DIFFERENT {name} {level} {verdict.name}: "
                         f"{(verdict.cold or verdict.warm).splitlines()[0]}\n  {verdict.log}")
        verdicts += done
    if shown > MOST_SHOWN:
        progress(f"... {shown - MOST_SHOWN} more differences in {name} {level}")
    objects = comparison.objects["lazy"].values()
    if not args.keep:
        for builder in (comparison.regular, comparison.lazy):
            if not any(v.differs for v in verdicts):
                shutil.rmtree(builder.directory, ignore_errors=True)
    return {"project": name, "level": level, "options": options,
            "total": sum(v.counts for v in verdicts),
            "equal_cold": sum(v.counts and not v.cold for v in verdicts),
            "equal_warm": sum(v.counts and not v.warm for v in verdicts),
            "not_counted": dict(Counter(v.regular for v in verdicts if not v.counts)),
            "not_counted_names": {v.name: v.regular for v in verdicts if not v.counts},
            "different": [vars(v) | {"name": v.name} for v in verdicts if v.differs],
            "outlined": dict(sum((o.outlined for o in objects), Counter())),
            "kept": dict(sum((o.kept for o in objects), Counter())),
            "kept_names": merge_names(objects),
            "seconds": {"compile": built - begin, "run": time.monotonic() - built}}


def merge_names(objects, most=20):
    names = {}
    for built in objects:
        for reason, some in built.names.items():
            names.setdefault(reason, set()).update(some)
    return {reason: sorted(some)[:most] for reason, some in names.items()}


def print_table(reports):
    print(f"\n{'project':12}{'level':7}{'total':>7}{'equal cold':>12}{'equal warm':>12}"
          f"{'not counted':>13}{'kept':>8}  different")
    for r in reports:
        kept, outlined = sum(r["kept"].values()), sum(r["outlined"].values())
        share = f"{100 * kept / (kept + outlined):.1f} %" if kept + outlined else "-"
        different = [d["name"] for d in r["different"]]
        more = f" and {len(different) - 8} more" if len(different) > 8 else ""
        print(f"{r['project']:12}{r['level']:7}{r['total']:7}{r['equal_cold']:12}"
              f"{r['equal_warm']:12}{sum(r['not_counted'].values()):13}{share:>8}  "
              f"{', '.join(different[:8]) or '-'}{more}")
    kept, outlined = Counter(), Counter()
    for r in reports:
        kept.update(r["kept"])
        outlined.update(r["outlined"])
    functions = sum(kept.values()) + sum(outlined.values())
    if functions:
        print(f"\n{functions} functions: "
              + ", ".join(f"{n} {kind}" for kind, n in outlined.most_common())
              + f", {sum(kept.values())} kept ({100 * sum(kept.values()) / functions:.2f} %)")
        for reason, count in kept.most_common():
            print(f"  {count:7}  {reason}")


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(PROJECTS), help=f"projects, of {','.join(PROJECTS)}")
    parser.add_argument("--opt", default="-O0,-O2", help="levels, of -O0,-O1,-O2,-O3; -O0 has -g; --opt=-O0,-O2")
    parser.add_argument("--flags", default="", help="further options for both flavours' compiler")
    parser.add_argument("--filter", default="*", metavar="GLOB", help="programs by name")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="N programs of each project")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--json", type=Path, help="write the whole report to this file")
    parser.add_argument("--work", type=Path, default=BUILD / "conformance", help="working directory")
    parser.add_argument("--keep", action="store_true", help="keep everything that was built")
    parser.add_argument("--fresh", action="store_true", help="forget known outcomes of regular builds")
    args = parser.parse_args(arguments)
    args.only, args.opt = args.only.split(","), args.opt.split(",")
    for given, known in ((args.only, PROJECTS), (args.opt, LEVELS)):
        for name in given:
            if name not in known:
                parser.error(f"{name} is none of {', '.join(known)}")
    args.work = args.work.resolve()
    return args


def main(arguments=None, flavours=None) -> int:
    args = parse(arguments)
    args.work.mkdir(parents=True, exist_ok=True)
    lock = open(args.work / ".lock", "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(f"another run works in {args.work}: wait for it, or give another --work")
    flavours = flavours or (REGULAR, lazy(args.work / "lib"))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    reports = []
    with ThreadPoolExecutor(args.jobs) as pool:
        for level in args.opt:
            for name in args.only:
                options = LEVELS[level] + args.flags.split()
                reports.append(run_project(name, level, options, flavours, args, pool))
                if args.json:
                    args.json.write_text(json.dumps(reports, indent=1) + "\n")
    print_table(reports)
    if not any(r["total"] for r in reports):
        print("conformance: no test counted", file=sys.stderr)
        return 1
    return 1 if any(r["different"] for r in reports) else 0


if __name__ == "__main__":
    sys.exit(main())
