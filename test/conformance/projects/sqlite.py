"""SQLite's amalgamation: its shell on the scripts in ../sqlite, its speed test, its fuzz corpus."""

from pathlib import Path

from harness.sources import fetch
from harness.sqlite import amalgamation
from model import Case, Program, Unit

SCRIPTS = Path(__file__).resolve().parents[1] / "sqlite"
# What the project's own makefile builds fuzzcheck with.
FUZZ = ("-DSQLITE_OMIT_LOAD_EXTENSION", "-DSQLITE_ENABLE_MEMSYS5", "-DSQLITE_OSS_FUZZ",
        "-DSQLITE_MAX_MEMORY=50000000", "-DSQLITE_PRINTF_PRECISION_LIMIT=1000",
        "-DSQLITE_ENABLE_FTS4", "-DSQLITE_ENABLE_FTS3_PARENTHESIS", "-DSQLITE_ENABLE_FTS5",
        "-DSQLITE_ENABLE_RTREE", "-DSQLITE_ENABLE_GEOPOLY", "-DSQLITE_ENABLE_DBSTAT_VTAB",
        "-DSQLITE_ENABLE_BYTECODE_VTAB")
SHELL = ("-DSQLITE_ENABLE_FTS5", "-DSQLITE_ENABLE_RTREE", "-DSQLITE_ENABLE_MATH_FUNCTIONS",
         "-DSQLITE_ENABLE_DBSTAT_VTAB", "-DSQLITE_ENABLE_EXPLAIN_COMMENTS")
# Threads report in the order they get to it, after as many tests as there was time for.
THREADS = r"worker [0-9]+ (startup|finished)\n|[0-9]+ tests"
TIMES = r" *[0-9]+\.[0-9]+s|[0-9.]+ seconds?|[0-9]+% "


def programs():
    made, source = amalgamation(), fetch("sqlite3")
    include = (f"-I{made}", f"-I{source}/test")
    library = Unit(made / "sqlite3.c", SHELL)
    link_flags = ("-lm", "-ldl", "-lpthread")
    scripts = sorted(SCRIPTS.glob("*.sql"))
    shell = [Case(s.stem, ("-batch", ":memory:"), stdin=s, expect=None) for s in scripts]
    shell += [Case(f"{s.stem}-file", ("-batch", "test.db"), stdin=s, expect=None) for s in scripts]
    shell += [Case("version", ("--version",)), Case("select", (":memory:", "select 1")),
              Case("error", (":memory:", "select no_such_function(1)"), expect=1)]
    speed = [Case(t, ("--testset", t, "--size", "5", "--verify", "--shrink-memory", "test.db"),
                  ignore=TIMES, seconds=120)
             for t in ("main", "cte", "rtree", "orm", "debug1")]
    fuzz = [Case(data.stem, ("-q", "--limit-mem", "50M", data.name), files=(data,), ignore=TIMES,
                 seconds=300)
            for data in sorted((source / "test").glob("fuzzdata[46].db"))]
    fuzz_units = [source / name for name in (
        "test/fuzzcheck.c", "test/ossfuzz.c", "test/fuzzinvariants.c", "test/vt02.c",
        "ext/recover/dbdata.c", "ext/recover/sqlite3recover.c")]
    return [
        Program("shell", (library, Unit(made / "shell.c", include + SHELL)), link_flags, tuple(shell)),
        Program("speedtest1", (library, Unit(source / "test/speedtest1.c", include + SHELL)),
                link_flags, tuple(speed)),
        Program("threadtest4", (library, Unit(source / "test/threadtest4.c", include + ("-w",))),
                link_flags, (Case("run", ("4",), ignore=THREADS),)),
        Program("fuzzcheck", tuple(Unit(f, include + FUZZ + (f"-I{source}/ext/recover", "-w"))
                                   for f in (made / "sqlite3.c", *fuzz_units)),
                link_flags, tuple(fuzz)),
    ]
