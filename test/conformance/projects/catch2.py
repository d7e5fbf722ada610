"""Catch2's self test, by report format and by tag: each tag is one more cold start."""

from harness.sources import fetch
from model import Case, Program, Unit

# Addresses, durations and dates.
IGNORE = r"0x[0-9a-f]+|time(stamp)?=\"[^\"]*\"|durationInSeconds=\"[^\"]*\"|duration=\"[^\"]*\"|<[Oo]verall[^>]*>"
STEADY = ("~[!nonportable]~[!benchmark]~[approvals]", "--order", "lex", "--rng-seed", "1",
          "--use-colour", "no")
TAGS = ("exceptions", "matchers", "generators", "bdd", "template", "toString", "Tricky", "messages",
        "class", "conditions", "string", "failing", "sections", "Approx")


def programs():
    root = fetch("catch2")
    tests = root / "projects/SelfTest"
    flags = ("-std=c++17", "-w", f"-I{root}/include", f"-I{tests}", "-DCATCH_CONFIG_ENABLE_ALL_STRINGMAKERS")
    sources = [tests / "TestMain.cpp", *sorted(tests.glob("IntrospectiveTests/*.cpp")),
               *sorted(tests.glob("UsageTests/*.cpp")), *sorted(tests.glob("TimingTests/*.cpp"))]
    library = [f for f in sorted((root / "include").rglob("*.cpp"))]
    cases = [Case(f"all-{r}", STEADY + ("-r", r), expect=None, ignore=IGNORE, seconds=120)
             for r in ("console", "compact", "xml", "junit")]
    cases += [Case("all-passing-shown", STEADY + ("-s",), expect=None, ignore=IGNORE, seconds=120)]
    cases += [Case(f"tag-{tag}", (f"[{tag}]{STEADY[0]}", *STEADY[1:]), expect=None, ignore=IGNORE) for tag in TAGS]
    cases += [Case("list-tests", ("--list-tests",), expect=None), Case("list-tags", ("-t",), expect=None),
              Case("help", ("--help",)), Case("bad-option", ("--nosuch",), expect=None)]
    return [Program("SelfTest", tuple(Unit(f, flags) for f in sources + library), ("-pthread",), tuple(cases))]
