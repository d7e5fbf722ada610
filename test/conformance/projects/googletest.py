"""googletest's and googlemock's own test programs."""

import re

from harness.sources import fetch
from model import Case, Program, Unit

ARGUMENTS = ("--gtest_print_time=0", "--gtest_color=no")
IGNORE = r"0x[0-9a-f]+|@[0-9A-F]{8,}|[0-9]+ ms|(time|timestamp)=\"[^\"]*\""
MAIN = re.compile(r"^(GTEST_API_ )?int main\(", re.M)
# Units that belong to another program, or that are the sum of others.
NOT_ALONE = {"production", "googletest-param-test2-test", "gtest-typed-test2_test", "gtest_all_test",
             "gmock_link2_test", "gmock_all_test",
             # runs other programs, or prints addresses and random orders by design
             "googletest-shuffle-test_", "googletest-break-on-failure-unittest_"}
WITH = {"gtest_prod_test": ("production.cc",), "googletest-param-test-test": ("googletest-param-test2-test.cc",),
        "gtest-typed-test_test": ("gtest-typed-test2_test.cc",), "gmock_link_test": ("gmock_link2_test.cc",)}


def programs():
    root = fetch("googletest")
    gtest, gmock = root / "googletest", root / "googlemock"
    # -pthread as the project's own build files have it; asserts in death tests stay on.
    flags = ("-std=c++14", "-w", "-pthread", *(f"-I{d}{s}" for d in (gtest, gmock) for s in ("", "/include")))
    library = (Unit(gtest / "src/gtest-all.cc", flags),)
    mocks = (Unit(gmock / "src/gmock-all.cc", flags),)
    found = []
    for home in (gtest, gmock):
        for source in sorted((home / "test").glob("*.cc")):
            if source.stem in NOT_ALONE:
                continue
            files = [source, *(source.with_name(n) for n in WITH.get(source.stem, ()))]
            units = library + (mocks if home is gmock else ())
            if not any(MAIN.search(f.read_text()) for f in files):
                main = "gtest_main.cc" if home is gtest else "gmock_main.cc"
                units += (Unit(home / "src" / main, flags),)
            # Programs whose name ends in _ are run by scripts and fail on purpose.
            expect = None if source.stem.endswith("_") else 0
            found.append(Program(source.stem, units + tuple(Unit(f, flags) for f in files), ("-pthread",),
                                 (Case("run", ARGUMENTS, expect=expect, ignore=IGNORE, seconds=120),)))
    return found
