"""GCC's C torture tests (gcc.c-torture/execute): each file a program that exits with 0."""

import re
import subprocess
import sys

from harness.paths import THIRD_PARTY
from harness.sources import fetch
from model import Case, Program, Unit

TESTS = "gcc/testsuite/gcc.c-torture/execute"
# The tests are of GCC's dialect: what clang makes errors of are warnings there.
DIALECT = ("-w", "-std=gnu17", "-Wno-implicit-function-declaration", "-Wno-implicit-int",
           "-Wno-int-conversion", "-Wno-incompatible-function-pointer-types", "-Wno-return-mismatch")
# Their outcome is not theirs to decide.
EXCLUDED = {"941014-2": "prints what malloc'ed memory holds before anything was written there"}
OPTIONS = re.compile(r'dg-(?:additional-)?options\s+"([^"]*)"\s*(\{[^}]*\})?')


def unpack():
    """The directory of the tests: only the test suite of the big nested tarball is unpacked."""
    target = THIRD_PARTY / "gcc-12-testsuite"
    if not (target / ".complete").exists():
        archive = fetch("gcc-12") / "gcc-12.2.0-dfsg.tar.xz"
        target.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["tar", "-xf", archive, "-C", target, "--strip-components=1",
                               "--wildcards", f"*/{TESTS}/*"])
        if done.returncode:
            sys.exit(f"cannot unpack {archive}")
        (target / ".complete").touch()
    return target / TESTS


def flags_of(source) -> tuple:
    """Options a test asks for, unless they are for another target."""
    text = source.read_text(errors="replace")
    flags = []
    for options, selector in OPTIONS.findall(text):
        if not selector or re.search(r"x86_64|i\?86|\*-\*-\*|linux", selector):
            flags += options.split()
    return tuple(flags)


def programs():
    tests = unpack()
    found = []
    for source in sorted([*tests.glob("*.c"), *tests.glob("ieee/*.c")]):
        name = str(source.relative_to(tests).with_suffix(""))
        if name in EXCLUDED:
            continue
        found.append(Program(name, (Unit(source, DIALECT + flags_of(source)),), ("-lm",),
                             (Case("run", seconds=20),)))
    # These bring their own versions of library functions, in two more files.
    for source in sorted(tests.glob("builtins/*.c")):
        library = source.with_name(f"{source.stem}-lib.c")
        if library.exists():
            units = (source, library, tests / "builtins/lib/main.c")
            found.append(Program(f"builtins/{source.stem}",
                                 tuple(Unit(u, DIALECT + flags_of(source)) for u in units),
                                 ("-lm",), (Case("run", seconds=20),)))
    return found
