#!/usr/bin/env python3
"""Builds each program of programs/ with and without the plugin and compares what the two do, cold and warm.

    test/rust/run.py [-j N] [--toolchain nightly|stable|...] [--level 0|3 ...] [--extra RUSTC-OPTION ...]
                     [--env AUTOJIT_TIER=1 ...] [NAME ...]

Equal means: the same stdout, stderr (thread ids aside) and exit code or signal. A program may have first lines such as
`// env: RUST_BACKTRACE=1`, `// args: one two`, `// rustc: -C overflow-checks=off` and
`// level 3: -g`.
"""
import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEVELS = {"0": ["-C", "opt-level=0", "-g"], "3": ["-C", "opt-level=3"]}
TIMEOUT = 120


def directive(source, name):
    match = re.search(rf"^// {name}: (.*)$", source.read_text(), re.MULTILINE)
    return shlex.split(match[1]) if match else []


def environment(source, cache, options):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AUTOJIT_", "RUST_BACKTRACE"))}
    settings = dict(setting.split("=", 1) for setting in directive(source, "env") + options.env)
    return kept | settings | {"AUTOJIT_CACHE_DIR": str(cache)}


def compile_program(source, program, level, options, lazy, cache):
    command = ["rustc", f"+{options.toolchain}", "--edition=2021", *LEVELS[level], *directive(source, "rustc"),
               *directive(source, f"level {level}"), *options.extra, str(source), "-o", str(program)]
    if lazy:
        lib = options.out / "lib"
        command += ["-Z", f"llvm-plugins={lib}/autojit.so", "-L", str(lib), "-lautojit-runtime",
                    "-C", f"link-arg=-Wl,-rpath,{lib}"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT,
                            env=environment(source, cache, options) | {"RUSTC_BOOTSTRAP": "1"})
    return None if result.returncode == 0 else f"does not compile: {result.stderr.strip()[-1500:]}"


def normalised(data, program):
    """Thread ids and addresses differ between any two runs, and the file name of the program between the two builds."""
    data = re.sub(rb"^(thread '.*?') \(\d+\)", rb"\1 (ID)", data, flags=re.MULTILINE)
    data = re.sub(rb"^( +\d+: +)0x[0-9a-f]+( - )", rb"\1ADDRESS\2", data, flags=re.MULTILINE)
    return data.replace(os.fsencode(program), b"PROGRAM")


def run(source, program, cache, options):
    try:
        result = subprocess.run([program, *directive(source, "args")], capture_output=True, stdin=subprocess.DEVNULL,
                                timeout=TIMEOUT, env=environment(source, cache, options), cwd=program.parent)
    except subprocess.TimeoutExpired:
        return {"stdout": b"", "stderr": b"", "exit code": "timeout"}
    return {"stdout": normalised(result.stdout, program), "stderr": normalised(result.stderr, program),
            "exit code": result.returncode}


def differences(expected, actual):
    """What differs, for people: a unified diff of the texts."""
    problems = []
    for what, value in expected.items():
        if value == actual[what]:
            continue
        if what == "exit code":
            problems.append(f"exit code {actual[what]} instead of {value}")
        else:
            left, right = (text.decode(errors="backslashreplace").splitlines() for text in (value, actual[what]))
            diff = difflib.unified_diff(left, right, "regular", "lazy", lineterm="", n=1)
            problems.append(f"{what}:\n" + "\n".join(f"      {line[:300]}" for line in list(diff)[:14]))
    return problems


def test(source, level, options):
    """The verdicts of one program at one level: a list of (mode, problems)."""
    with tempfile.TemporaryDirectory(prefix="autojit-rust-") as scratch:
        work = Path(scratch)
        cache = work / "cache"
        # One name for both programs, so that crate names and messages agree.
        regular, lazy = work / "regular" / source.stem, work / "lazy" / source.stem
        for program in (regular, lazy):
            program.parent.mkdir()
        problem = compile_program(source, regular, level, options, False, cache) \
            or compile_program(source, lazy, level, options, True, cache)
        if problem:
            return [("build", [problem])]
        expected = run(source, regular, cache, options)
        if expected["exit code"] == "timeout" or not expected["stdout"] + expected["stderr"]:
            return [("regular", ["the regular program hangs or prints nothing: nothing to compare"])]
        verdicts = []
        for mode in ("cold", "warm"):
            verdicts.append((mode, differences(expected, run(source, lazy, cache, options))))
            # Equal results of a program that was not lazy would prove nothing.
            if not any((cache / "modules").glob("*.bc")) or not any(f.is_file() for d in ("objects", "images")
                                                                   for f in (cache / d).rglob("*")):
                verdicts[-1][1].append("nothing was compiled at run time")
        return verdicts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("--toolchain", default="nightly")
    parser.add_argument("--level", action="append", choices=sorted(LEVELS))
    parser.add_argument("--extra", action="append", default=[])
    parser.add_argument("--env", action="append", default=[], help="beside those of the programs")
    parser.add_argument("--out", type=Path, default=Path(os.environ.get("AUTOJIT_OUT", HERE.parents[1] / "out")))
    options = parser.parse_args()
    options.out = options.out.resolve()
    if not (options.out / "lib/autojit.so").exists():
        sys.exit(f"{options.out}/lib/autojit.so does not exist: run make first, or give --out=DIR")
    sources = [s for s in sorted((HERE / "programs").glob("*.rs")) if not options.names or s.stem in options.names]
    if not sources:
        sys.exit("no such program")
    levels = options.level or sorted(LEVELS)
    jobs = [(source, level) for source in sources for level in levels]
    with ThreadPoolExecutor(options.j) as pool:
        results = dict(zip(jobs, pool.map(lambda job: test(*job, options), jobs)))

    passed = failed = 0
    print(f"{'program':32}" + "".join(f"{'-O' + level:>16}" for level in levels))
    for source in sources:
        cells, details = [], []
        for level in levels:
            marks = []
            for mode, problems in results[source, level]:
                marks.append(f"{mode} {'FAIL' if problems else 'ok'}")
                details += [f"    -O{level} {mode}: {problem}" for problem in problems]
            good = all(not problems for _, problems in results[source, level])
            passed, failed = passed + good, failed + (not good)
            cells.append("ok" if good else "FAIL")
        print(f"{source.stem:32}" + "".join(f"{cell:>16}" for cell in cells))
        for detail in details:
            print(detail)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
