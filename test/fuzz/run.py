#!/usr/bin/env python3
"""Feeds damaged files to everything that reads files. `make fuzz`; README.md says how to add a reader.

usage: run.py [--mutations=1000000] [--seed=1] [--only=TARGET] [--out=DIR] [--work=DIR]

The mutations are shared out among the readers. Prints a line for each, then `N mutations, N failures`. A failing input is
kept in the work folder.
"""
import argparse
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent
parser = argparse.ArgumentParser()
parser.add_argument("--mutations", type=int, default=1_000_000)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--only")
parser.add_argument("--out", type=pathlib.Path, default=root / "out", help="the install tree")
parser.add_argument("--work", type=pathlib.Path, default=root / "build" / "fuzz")
parser.add_argument("--clang", default="clang-22")
options = parser.parse_args()
work = options.work.resolve()
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)

def sources(folder, *names):
    return [root / "runtime" / folder / name for name in names]


# Native readers: what each is built from, besides native/NAME.
NATIVE = {
    "symbols.c": [root / "runtime/native/symbols.c"],
    "assembly.cpp": [root / "plugin-native/AsmSymbols.cpp"],
    "client_image.c": [*sources("stub-client", "format.c", "image_file.c", "key.c", "key_text.c", "text.c"), *sources("native", "hash.c", "segments.c")],
    "warm_pack.c": [*sources("warm-start", "pack_file.c"), *sources("stub-client", "image_file.c"), *sources("native", "hash.c", "segments.c")],
}
DEFINES = {"client_image.c": ["-DAUTOJIT_STATIC_CLIENT"]}


def run(*command, **keywords):
    return subprocess.run([str(word) for word in command], check=True, **keywords)


def seeds(target):
    folder = work / "seeds" / target
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def make_program(name, folder, flags, *sources):
    """Builds and runs a program. Returns its cache."""
    cache = work / f"cache-{folder}-{name}"
    store = "embed" if name == "embedded" else "cache"
    # Objects are of optimised code only.
    environment = dict(os.environ, AUTOJIT_CACHE_DIR=str(cache), AUTOJIT_STORE=store, AUTOJIT_TIER="0")
    program = seeds(folder) / name
    run(options.clang, *flags, f"-fpass-plugin={options.out}/lib/autojit.so", *(here / "corpus" / source for source in sources),
        "-o", program, f"-L{options.out}/lib", "-lautojit-runtime", f"-Wl,-rpath,{options.out}/lib", env=environment)
    run(program, env=environment, stdout=subprocess.DEVNULL)
    return cache


def copy_seeds(name, cache, target, pattern):
    for file in cache.glob(pattern):
        shutil.copy(file, seeds(target) / f"{name}-{file.name}")


def make_seeds():
    """Sound files of each format, from programs that are built and run here."""
    for name, flags in (("plain", ["-O0"]), ("debug", ["-O2", "-g"]), ("embedded", ["-O1"])):
        cache = make_program(name, "program", flags, "small.c")
        for target, pattern in (("module", "modules/*.bc"), ("image", "images/*/*.so"), ("object", "objects/*/*.o"),
                                ("client_image", "images/*/*.so"), ("counters", "counters/[0-9]*")):
            copy_seeds(name, cache, target, pattern)
        program = seeds("program") / name
        (seeds("symbols") / name).write_bytes(bytes(8) + program.read_bytes())
        both = make_program(name, "both", flags, "small.c", "other.c")
        for target in ("pack", "warm_pack"):
            copy_seeds(name, both, target, "images/*/*.pack")
        names = [file.name for file in [*cache.rglob("*"), *both.rglob("*")]]
        (seeds("names") / name).write_text("\n".join([*names, "1.5G", "500 MiB", "0"]))
    # One message of each kind, in both directions: docs/daemon-protocol.md.
    greeting = b"AUTOJIT\0" + struct.pack("<4I", 1, 2, 1, 0)
    client = ((1, greeting), (2, bytes(16) + struct.pack("<4I", 3, 1, 2, 0) + b"\5\1"), (3, b"module"),
              (4, bytes(16) + struct.pack("<4I", 1, 2, 6, 0) + struct.pack("<2I", 0, 7) + b"/cache"))
    daemon = ((129, greeting + struct.pack("<2Q", 5, 6)), (130, struct.pack("<6I", 1, 2, 100, 5, 4, 1) + b"main" + bytes(64)),
              (131, b""), (132, b""), (133, b""), (134, struct.pack("<2I", 4, 0) + b"a text"))
    for name, messages in (("client", client), ("daemon", daemon)):
        content = b"".join(struct.pack("<IHH", len(body), kind, 0) + body for kind, body in messages)
        (seeds("protocol") / name).write_bytes(content)
    (seeds("settings") / "limit").write_text("# a remark\nmax-size = 1.5G\n")
    (seeds("assembly") / "text").write_text("1: lock; movq %rax, ${0:P} // x\n\tjmp 1b\ncall foo@PLT; .globl _a.b$c@@V_1\n")


def managed(target, mutations):
    program = root / "artifacts/bin/RustJit.Fuzz/release/RustJit.Fuzz.dll"
    if not program.exists():
        run("dotnet", "build", here / "RustJit.Fuzz", "--configuration", "Release", "--verbosity", "quiet", "-nodeReuse:false",
            stdout=subprocess.DEVNULL)
    return subprocess.run(["dotnet", program, target, seeds(target), str(mutations), str(options.seed)], cwd=work).returncode


def native(target, mutations):
    source = next(name for name in NATIVE if name.startswith(target + "."))
    program = work / f"fuzz-{target}"
    llvm = pathlib.Path(shutil.which(options.clang)).resolve().parent.parent
    compiler = options.clang.replace("clang", "clang++") if source.endswith(".cpp") else options.clang
    run(compiler, "-g", "-O1", "-fsanitize=fuzzer,address,undefined", "-fno-sanitize-recover=all", "-D_GNU_SOURCE", *DEFINES.get(source, []),
        *(["-std=c++17", "-fno-rtti", f"-isystem{llvm}/include", f"-L{llvm}/lib", "-lLLVM-22"] if source.endswith(".cpp") else []),
        f"-I{root}/runtime/native", f"-I{root}/runtime/stub-client", f"-I{root}/runtime/abi", f"-I{root}/plugin-native",
        here / "native" / source, *NATIVE[source], "-o", program)
    # New seeds go to a folder of their own.
    (work / f"found-{target}").mkdir()
    result = subprocess.run(
        [program, f"-runs={mutations}", f"-seed={options.seed}", "-max_len=65536", "-timeout=10", f"-artifact_prefix={work}/failure-{target}-",
         work / f"found-{target}", seeds(target)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
    if result.returncode != 0:
        print(result.stderr[-4000:])
        return 1
    done = re.findall(r"^#(\d+)\s+DONE", result.stderr, re.MULTILINE)
    print(f"{target}: {done[-1]} mutations, {len(list((work / f'found-{target}').iterdir()))} kept, 0 failures", flush=True)
    return 0


if options.only != "back-end":
    make_seeds()
READERS = {
    **{name: managed for name in ("module", "image", "pack", "object", "program", "counters", "settings", "names", "protocol")},
    **{name.partition(".")[0]: native for name in NATIVE},
}
chosen = [name for name in READERS if options.only in (None, name)]
if not chosen and options.only != "back-end":
    sys.exit(f"run.py: there is no reader '{options.only}'; there are {', '.join(READERS)}, and the back-end")
share = -(-options.mutations // max(1, len(chosen)))
failures = sum(READERS[name](name, share) != 0 for name in chosen)
if options.only == "back-end" or (options.only is None and options.mutations >= 100_000):  # it takes twenty seconds
    failures += subprocess.run([sys.executable, here / "back_end.py", "--programs=1000000", "--seconds=20", f"--seed={options.seed}", f"--out={options.out}",
                                f"--work={work / 'back-end'}", f"--clang={options.clang}"]).returncode != 0
print(f"{share * len(chosen)} mutations, {failures} failures")
sys.exit(1 if failures else 0)
