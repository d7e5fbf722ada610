"""{fmt}'s own test programs, on googletest's source (Debian's fmt has no copy of it)."""

from harness.sources import fetch
from model import Case, Program, Unit

TESTS = ("args chrono color compile compile-fp core format format-impl gtest-extra os ostream printf "
         "ranges scan std unicode xchar enforce-checks").split()
ARGUMENTS = ("--gtest_print_time=0", "--gtest_color=no")
# Printed when allocating too much did not throw: an optimiser may have removed the allocation, or not.
IGNORE = r"warning: std::allocator allocates [0-9]+ chars\n"


def programs():
    root, google = fetch("fmtlib"), fetch("googletest")
    test = root / "test"
    include = (f"-I{root}/include", f"-I{test}", f"-I{google}/googletest/include",
               f"-I{google}/googlemock/include")
    flags = ("-std=c++20", "-w", "-pthread", *include)
    google_flags = ("-std=c++14", "-w", "-pthread",
                    *(f"-I{google}/{d}{s}" for d in ("googletest", "googlemock") for s in ("", "/include")))
    base = (Unit(google / "googletest/src/gtest-all.cc", google_flags),
            Unit(google / "googlemock/src/gmock-all.cc", google_flags))
    support = tuple(Unit(test / f, flags) for f in ("test-main.cc", "gtest-extra.cc", "util.cc"))
    library = tuple(Unit(root / "src" / f, flags) for f in ("format.cc", "os.cc"))
    run = (Case("run", ARGUMENTS, ignore=IGNORE, seconds=120),)
    found = []
    for name in TESTS:
        more = ("ranges-odr-test.cc",) if name == "ranges" else ()
        # format-impl-test includes format.cc's source itself.
        linked = (Unit(root / "src/os.cc", flags),) if name == "format-impl" else library
        units = tuple(Unit(test / f, flags) for f in (f"{name}-test.cc", *more))
        found.append(Program(f"{name}-test", base + support + linked + units, ("-pthread",), run))
    header_only = flags + ("-DFMT_HEADER_ONLY=1",)
    found.append(Program("header-only-test", base + tuple(Unit(test / f, header_only) for f in (
        "header-only-test.cc", "test-main.cc", "util.cc", "gtest-extra.cc")), ("-pthread",), run))
    return found
