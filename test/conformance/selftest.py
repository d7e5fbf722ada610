#!/usr/bin/env python3
"""Whether the conformance runner sees what it is there to see: a wrong "lazy" flavour must be found out.

Exits with 0 when each kind of wrongness is reported, and nothing else is.
"""

import contextlib
import io
import json
import sys
import tempfile
import types
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import run
from harness.flavour import REGULAR, Flavour
from model import Case, Program, Unit

# kind -> (counts, first line of the cold difference, of the warm one)
EXPECTED = {
    "equal": (True, "", ""),
    "stdout": (True, "stdout differs (6 and 11 bytes):", "stdout differs (6 and 11 bytes):"),
    "stderr": (True, "stderr differs (0 and 5 bytes):", "stderr differs (0 and 5 bytes):"),
    "exit": (True, "status: regular exit 0, lazy exit 1", "status: regular exit 0, lazy exit 1"),
    "signal": (True, "status: regular exit 0, lazy signal SIGTERM",
               "status: regular exit 0, lazy signal SIGTERM"),
    "hang": (True, "status: regular exit 0, lazy timeout", "status: regular exit 0, lazy timeout"),
    "warm": (True, "", "stdout differs (6 and 11 bytes):"),
    "cold": (True, "stdout differs (6 and 11 bytes):", ""),
    "compile": (True, "selftest.c does not compile: status 1:",
                "selftest.c does not compile: status 1:"),
    "link": (True, "does not link: status 1:", "does not link: status 1:"),
    "random": (False, "", ""),
    "failing": (False, "", ""),
}


def programs():
    found = []
    for kind in EXPECTED:
        flags = [f'-DKIND="{kind}"', f"-DBREAK_{kind.upper()}"]
        found.append(Program(kind, (Unit(HERE / "selftest.c", tuple(flags)),), (),
                             (Case("run", seconds=1),)))
    return found


def check(reports) -> list:
    wrong = []
    report, = reports
    found = {d["program"]: d for d in report["different"]}
    for kind, (counts, *expected) in EXPECTED.items():
        lines = [found.get(kind, {}).get(phase, "").split("\n")[0] for phase in ("cold", "warm")]
        if lines != expected:
            wrong.append(f"{kind}: expected {expected}, reported {lines}")
        if kind in found and kind not in found[kind]["log"]:
            wrong.append(f"{kind}: no log")
    totals = {"total": sum(c for c, _, _ in EXPECTED.values()),
              "equal_cold": sum(c and not cold for c, cold, _ in EXPECTED.values()),
              "equal_warm": sum(c and not warm for c, _, warm in EXPECTED.values())}
    for name, value in totals.items():
        if report[name] != value:
            wrong.append(f"{name}: expected {value}, reported {report[name]}")
    if set(report["not_counted"]) != {"not deterministic", "fails: exit 3"}:
        wrong.append(f"not counted: {report['not_counted']}")
    return wrong


def main() -> int:
    sys.modules["projects.torture"] = types.SimpleNamespace(programs=programs)
    wrong = []
    with tempfile.TemporaryDirectory() as work:
        report = Path(work) / "report.json"
        arguments = ["--only=torture", "--opt=-O0", f"--work={work}/w", f"--json={report}"]
        # The second time the regular outcomes are known already.
        for _ in range(2):
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                status = run.main(arguments, (REGULAR, Flavour("lazy", ("-DWRONG=1",))))
            wrong += check(json.loads(report.read_text()))
            if status != 1:
                wrong.append(f"exit status {status} in spite of differences")
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            if run.main(arguments, (REGULAR, Flavour("lazy"))) != 0:
                wrong.append("two regular flavours differ")
    print("\n".join(wrong) or f"conformance self-test: {len(EXPECTED)} kinds as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
