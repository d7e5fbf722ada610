"""What the suite builds and runs."""

import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bzip2"))
from harness.paths import BUILD
from harness.sources import fetch
from harness.sqlite import amalgamation
from inputs import generate as generate_inputs
import synthetic


@dataclass(frozen=True)
class Command:
    """A run of the program: arguments after its own path, standard input."""
    arguments: tuple = ()
    stdin: Path | None = None


@dataclass(frozen=True)
class Edit:
    """A change to one function of one source, by exact text."""
    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Program:
    name: str
    sources: tuple               # compiled one compiler process after the other
    short: Command               # dominated by start-up: first and warm runs are measured with it
    steady: Command | None = None    # a second or so of work
    flags: tuple = ()
    link_flags: tuple = ()
    edit: Edit | None = None
    weight: float = 1            # share of the asked-for rounds that its builds get

    @property
    def is_rust(self) -> bool:
        return self.sources[0].suffix == ".rs"

    @property
    def is_cxx(self) -> bool:
        return self.sources[0].suffix == ".cpp"


def bzip2():
    root = fetch("bzip2")
    units = ["blocksort", "huffman", "crctable", "randtable", "compress", "decompress", "bzlib", "bzip2"]
    data = generate_inputs(BUILD / "benchmark" / "inputs")["data1"]
    return Program("bzip2", tuple(root / f"{u}.c" for u in units), Command(("--help",)),
                   Command(("-1",), data), ("-D_FILE_OFFSET_BITS=64",),
                   edit=Edit("bzip2.c", "   if ( strlen(from) > FILE_NAME_LEN-10 )  {",
                             "   if ( strlen(from) >= FILE_NAME_LEN-10 )  {"))


def lua():
    root = fetch("lua5.4") / "src"
    sources = tuple(f for f in sorted(root.glob("*.c")) if f.name != "luac.c")
    return Program("lua", sources, Command(("-e", "print(#arg, _VERSION)")),
                   Command((str(HERE / "lua_steady.lua"),)),
                   (f"-I{root}", "-std=gnu99", "-DLUA_USE_POSIX", "-DLUA_COMPAT_5_3"), ("-lm",),
                   Edit("lapi.c", "  return cast_int(L->top - (L->ci->func + 1));",
                        "  return cast_int(L->top - L->ci->func) - 1;"))


def sqlite():
    root = amalgamation()
    return Program("sqlite3", (root / "sqlite3.c", root / "shell.c"), Command((":memory:", "select 1")),
                   Command((":memory:",), HERE / "sqlite_steady.sql"), (f"-I{root}",),
                   ("-lm", "-ldl", "-lpthread"),
                   Edit("sqlite3.c", "  if( z==0 ) return 0;\n  return 0x3fffffff & (int)strlen(z);",
                        "  if( z==0 || z==(const char*)1 ) return 0;\n"
                        "  return 0x3fffffff & (int)strlen(z);"))


def json():
    return Program("json", (HERE / "json.cpp",), Command(), Command(("60",)), ("-std=c++17",),
                   edit=Edit("json.cpp", "  long Sum = Edition - 1;", "  long Sum = Edition - 1 + Argc - 1;"))


def rust():
    return Program("rust", (HERE / "shapes.rs",), Command(), Command(("1500",)),
                   edit=Edit("shapes.rs", "let mut sum = EDITION - 1;",
                             "let mut sum = (EDITION - 1) * 2;"))


def many(units):
    sources = synthetic.generate(BUILD / "benchmark" / f"synthetic{units}", units)
    return Program(f"synthetic-{units}", tuple(sources), Command(), weight=100 / units)


PROGRAMS = {"bzip2": bzip2, "lua": lua, "sqlite3": sqlite, "json": json, "rust": rust,
            "synthetic-500": lambda: many(500), "synthetic-2000": lambda: many(2000)}
