"""Random C programs that print a checksum of all their variables (Debian's csmith)."""

import random
import subprocess

from harness.paths import BUILD, ROOT
from model import Case, Program, Unit

SEEDS = range(1, 101)
# Not --float: it converts floating point numbers to integers that they do not fit, which C leaves undefined.
SHAPES = ((), ("--no-volatiles",), ("--max-funcs", "20"), ("--inline-function",), ("--max-block-depth", "6"))
FLAGS = ("-I/usr/include/csmith", "-w", "-Wno-incompatible-pointer-types")
SECONDS = 3  # some run for ever


def programs():
    subprocess.run([ROOT / "scripts" / "bootstrap.sh", "csmith", "libcsmith-dev"], check=True)
    sources = BUILD / "conformance" / "csmith-sources"
    sources.mkdir(parents=True, exist_ok=True)
    found = []
    for seed in SEEDS:
        source = sources / f"seed-{seed:04}.c"
        if not source.exists():
            shape = random.Random(seed).choice(SHAPES)
            # It leaves a file of its own where it runs.
            subprocess.run(["csmith", "--seed", str(seed), "--output", source, *shape], check=True,
                           stdout=subprocess.DEVNULL, cwd=sources)
        found.append(Program(source.stem, (Unit(source, FLAGS),), (), (Case("run", seconds=SECONDS),)))
    return found
