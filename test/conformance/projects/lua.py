"""Lua 5.4's interpreter, running the scripts in ../lua; errors there unwind through longjmp."""

from pathlib import Path

from harness.sources import fetch
from model import Case, Program, Unit

SCRIPTS = Path(__file__).resolve().parents[1] / "lua"
FLAGS = ("-std=gnu99", "-DLUA_USE_POSIX", "-DLUA_USE_DLOPEN", "-DLUA_COMPAT_5_3")


def programs():
    source = fetch("lua5.4") / "src"
    units = {f.stem: Unit(f, FLAGS) for f in sorted(source.glob("*.c"))}
    core = tuple(unit for name, unit in units.items() if name not in ("lua", "luac"))
    link_flags = ("-lm", "-ldl", "-Wl,-E")
    scripts = sorted(SCRIPTS.glob("*.lua"))
    cases = [Case(s.stem, (s.name, "an argument"), files=(s,)) for s in scripts]
    cases += [Case("version", ("-v",)),
              Case("one-line", ("-e", "print(#arg, _VERSION)", "-", "x"), stdin=scripts[0]),
              Case("syntax-error", ("-e", "x = = 1"), expect=1),
              Case("uncaught-error", ("-e", "local t = setmetatable({}, {__tostring = function() "
                                            "return 'an object' end}) error(t)"), expect=1),
              Case("traceback", ("-e", "local function f(n) if n == 0 then error('deep') end "
                                       "f(n - 1) return 1 end f(10)"), expect=1),
              Case("exit", ("-e", "os.exit(7, true)"), expect=7),
              Case("interactive", ("-i",), stdin=SCRIPTS / "interactive.txt")]
    compiled = [Case(f"list-{s.stem}", ("-p", s.name), files=(s,)) for s in scripts]
    return [Program("lua", (*core, units["lua"]), link_flags, tuple(cases)),
            Program("luac", (*core, units["luac"]), link_flags, tuple(compiled))]
