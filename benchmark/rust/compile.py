#!/usr/bin/env python3
"""What the plugin does to the time that rustc takes, linking included: benchmark/rust/compile.py [--runs=5] [--lines=3000]

Regular and lazy builds take turns; the least CPU time of each counts, for a busy machine only adds to it. The two
programs must print the same, the lazy one cold and warm.
"""
import argparse
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from harness.measure import run
from harness.paths import BUILD, OUT

LEVELS = {"0 -g": ["-C", "opt-level=0", "-g"], "3": ["-C", "opt-level=3"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--lines", type=int, default=3000)
    parser.add_argument("--toolchain", default="nightly")
    options = parser.parse_args()
    work = BUILD / "benchmark" / "rust"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    source, lib = work / "program.rs", OUT / "lib"
    source.write_text(subprocess.run([sys.executable, Path(__file__).with_name("generate.py"), str(options.lines)],
                                     check=True, capture_output=True, text=True).stdout)
    plugin = ["-Z", f"llvm-plugins={lib}/autojit.so", "-L", str(lib), "-lautojit-runtime", "-C", f"link-arg=-Wl,-rpath,{lib}"]
    env = {"AUTOJIT_CACHE_DIR": str(work / "cache"), "RUSTC_BOOTSTRAP": "1"}
    print(f"{len(source.read_text().splitlines())} lines, rustc +{options.toolchain}, least CPU time of {options.runs}")
    print("| opt-level | regular | lazy | ratio | executable |\n| --- | ---: | ---: | ---: | ---: |")
    for level, flags in LEVELS.items():
        times, programs = {"regular": [], "lazy": []}, {n: work / n for n in ("regular", "lazy")}
        for _ in range(options.runs):
            for name, more in (("regular", []), ("lazy", plugin)):
                times[name].append(run(["rustc", f"+{options.toolchain}", "--edition=2021", *flags, *more, source,
                                        "-o", programs[name]], env=env).cpu)
        outputs = set()
        for name in ("regular", "lazy", "lazy"):
            run([programs[name]], env=env, stdout=work / "output")
            outputs.add((work / "output").read_bytes())
        if len(outputs) != 1:
            sys.exit(f"the programs differ at opt-level {level}")
        regular, lazy = (min(times[n]) for n in ("regular", "lazy"))
        sizes = [programs[n].stat().st_size for n in ("regular", "lazy")]
        print(f"| {level} | {regular:.2f} s | {lazy:.2f} s | {lazy / regular:.2f} | {sizes[1] / sizes[0]:.2f} |")


if __name__ == "__main__":
    main()
