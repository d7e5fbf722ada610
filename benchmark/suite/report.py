#!/usr/bin/env python3
"""Tables and plots of the suite's results: markdown between two marks of a document, and SVG."""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from plot import bars

BEGIN, END = "<!-- suite results: begin -->", "<!-- suite results: end -->"


class Row:
    """One program at one level, asked for medians and ratios."""

    def __init__(self, result):
        self.result = result
        self.name = f"{result['program']} {result['level']}"

    def median(self, flavour, quantity):
        return self.result["measured"].get(flavour, {}).get(quantity, {}).get("median")

    def spread(self, flavour, quantity):
        """Half the distance of the extremes, relative to the median."""
        entry = self.result["measured"].get(flavour, {}).get(quantity)
        return (entry["max"] - entry["min"]) / 2 / entry["median"] if entry and entry["median"] else None

    def ratio(self, quantity, against="regular"):
        lazy, other = self.median("lazy", quantity), self.median(against, quantity)
        return lazy / other if lazy is not None and other else None

    def difference(self, quantity, to):
        """Lazy minus regular, where regular has no first run of its own."""
        lazy, regular = self.median("lazy", quantity), self.median("regular", to)
        return lazy - regular if lazy is not None and regular is not None else None

    def size(self, what):
        regular = self.result["sizes"]["regular"][what]
        return self.result["sizes"]["lazy"][what] / regular if regular else None

    def build_and_first_run(self):
        totals = []
        for flavour in ("lazy", "regular"):
            parts = [self.median(flavour, q) for q in ("compile", "link", "first run")]
            totals.append(sum(p for p in parts if p is not None))
        return totals[0] / totals[1]


def number(value, form="{:.2f}"):
    return "-" if value is None else form.format(value)


def ms(value):
    return number(None if value is None else value * 1e3, "{:.1f}")


def table(head, rows):
    return "\n".join(["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1),
                      *("| " + " | ".join(row) + " |" for row in rows)])


def kb(size):
    return f"{size / 1024:,.0f}"


def as_markdown(results) -> str:
    rows = [Row(r) for r in results["results"]]
    machine = results["machine"]
    busy = (f" **The machine was busy (load {machine['load']:.1f}): these figures say little.**"
            if machine["load"] > machine["cpus"] / 2 else "")
    parts = [f"{machine['cpu']}, {machine['cpus']} CPUs; {machine['compiler']}; medians of "
             f"{results['runs']} interleaved rounds (fewer for huge projects).{busy}",
             "Builds. Ratios of lazy compile time to regular, to `-c -emit-llvm` and to `-fsyntax-only`; "
             "spread is ± half the range, CPU time is lazy / regular too.",
             table(["program", "regular, ms", "lazy, ms", "spread", "/ regular", "CPU time", "/ emit-llvm",
                    "/ syntax-only", "link / regular", "peak / regular"],
                   [[r.name, ms(r.median("regular", "compile")), ms(r.median("lazy", "compile")),
                     number(r.spread("lazy", "compile"), "± {:.0%}"), number(r.ratio("compile")),
                     number(r.ratio("compile cpu")), number(r.ratio("compile", "emit-llvm")), number(r.ratio("compile", "syntax-only")),
                     number(r.ratio("link")), number(r.ratio("compile peak"))] for r in rows]),
             "Sizes in kB: regular, lazy; the cache after one short run.",
             table(["program", "objects", "lazy", "executable", "lazy", "/ regular", "modules", "compiled"],
                   [[r.name, *(kb(r.result["sizes"][f][w]) for w in ("objects", "executable")
                               for f in ("regular", "lazy")),
                     number(r.size("executable")), *(kb(r.result["sizes"]["lazy"][w])
                                                     for w in ("modules", "compiled"))] for r in rows]),
             "Runs. First and warm runs are of a short command, in ms and as difference to the regular "
             "program; steady state is a second or so of work, warm.",
             table(["program", "regular", "first", "first, over", "warm", "warm, over", "steady / regular",
                    "with tier-up", "peak / regular", "first peak, MB"],
                   [[r.name, ms(r.median("regular", "warm run")), ms(r.median("lazy", "first run")),
                     ms(r.difference("first run", "warm run")), ms(r.median("lazy", "warm run")),
                     ms(r.difference("warm run", "warm run")), number(r.ratio("steady")),
                     number(r.median("lazy", "steady tier") and
                            r.median("lazy", "steady tier") / r.median("regular", "steady")),
                     number(r.ratio("warm peak")),
                     number((r.median("lazy", "first peak") or 0) / 1e6, "{:.0f}")] for r in rows]),
             "Compile + link + run, lazy / regular: from nothing to the end of the first run, and after "
             "an edit of one function.",
             table(["program", "from nothing", "after an edit"],
                   [[r.name, number(r.build_and_first_run()), number(r.ratio("edit"))] for r in rows])]
    counted = [r for r in rows if "instructions" in r.result]
    if counted:
        def million(r, flavour, what):
            value = r.result["instructions"].get(flavour, {}).get(what)
            return number(value and value / 1e6, "{:,.1f}")
        parts += ["Millions of instructions (callgrind), of the largest units, the link and a warm run.",
                  table(["program", "compile regular", "lazy", "emit-llvm", "link regular", "lazy",
                         "warm run regular", "lazy"],
                        [[r.name, *(million(r, f, "compile") for f in ("regular", "lazy", "emit-llvm")),
                          *(million(r, f, w) for w in ("link", "warm run") for f in ("regular", "lazy"))]
                         for r in counted])]
    parts += [f"Failed: {name}: {reason.splitlines()[-1] if reason else ''}"
              for name, reason in results["failed"].items()]
    return "\n\n".join(parts)


def write_plots(results, directory: Path) -> list:
    rows = [Row(r) for r in results["results"]]
    directory.mkdir(parents=True, exist_ok=True)
    plots = {
        "compile": ("Compile time, regular = 1", ["lazy", "-emit-llvm", "-fsyntax-only"],
                    [(r.name, [r.ratio("compile"), *(r.median(f, "compile") / r.median("regular", "compile")
                                                     for f in ("emit-llvm", "syntax-only"))]) for r in rows]),
        "size": ("Size, regular = 1", ["objects", "executable"],
                 [(r.name, [r.size("objects"), r.size("executable")]) for r in rows]),
        "run": ("Run time over regular, ms", ["first run", "warm run"],
                [(r.name, [v and v * 1e3 for v in (r.difference("first run", "warm run"),
                                                   r.difference("warm run", "warm run"))]) for r in rows]),
        "loop": ("Compile + link + run, regular = 1", ["from nothing", "after an edit"],
                 [(r.name, [r.build_and_first_run(), r.ratio("edit")]) for r in rows]),
        "steady": ("Steady state, regular = 1", ["lazy"],
                   [(r.name, [r.ratio("steady")]) for r in rows if r.ratio("steady")]),
    }
    written = []
    for name, (title, series, groups) in plots.items():
        if groups:
            path = directory / f"{name}.svg"
            path.write_text(bars(title, series, groups, line=1 if "= 1" in title else None))
            written.append((title, path))
    return written


def insert(document: Path, text: str) -> None:
    """Replaces what stands between the marks; what people wrote around it stays."""
    document.parent.mkdir(parents=True, exist_ok=True)
    old = document.read_text() if document.exists() else f"# Benchmarks\n\n{BEGIN}\n{END}\n"
    if old.count(BEGIN) != 1 or old.count(END) != 1:
        sys.exit(f"{document} must hold the lines {BEGIN} and {END} once each")
    head, tail = old.split(BEGIN)[0], old.split(END)[1]
    document.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{tail}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path)
    parser.add_argument("--document", type=Path, help="markdown file to put the tables into")
    parser.add_argument("--plots", type=Path, help="directory for the SVG files")
    args = parser.parse_args()
    results = json.loads(args.results.read_text())
    text = as_markdown(results)
    if args.plots:
        written = write_plots(results, args.plots)
        base = args.document.resolve().parent if args.document else Path.cwd()
        text += "\n\n" + "\n".join(f"![{title}]({path.resolve().relative_to(base)})" for title, path in written)
    if args.document:
        insert(args.document, text)
    else:
        print(text)


if __name__ == "__main__":
    main()
