#!/usr/bin/env python3
"""Promise 1 as a program: what is built with the plugin behaves as what is built without it.

Builds the sources plain and lazy at each level, runs the plain program once and the lazy one cold and
warm, and compares standard output, standard error and exit code. Then a traced run must load an image
and compile nothing. Prints what differs, and the directory to look at, and exits with 1.
"""
import argparse
import difflib
import itertools
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys

RUN_TIMEOUT = 40  # seconds
TOOL_TIMEOUT = 300


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, help="the install tree")
    parser.add_argument("--runtime", required=True, help="linker flags: who resolves first calls")
    parser.add_argument("--clang", required=True)
    parser.add_argument("--work", required=True, help="the directory to build and run in")
    parser.add_argument("--levels", default="0,2", help="optimisation levels")
    parser.add_argument("--flags", default="", help="compiler flags of every source")
    parser.add_argument("--link", default="", help="flags for linking the program")
    parser.add_argument("--linker", default="", help="for -fuse-ld=")
    parser.add_argument("--plain", action="append", default=[], metavar="SOURCE",
                        help="a source of the program that never sees the plugin")
    parser.add_argument("--shared", action="append", default=[], metavar="NAME:SOURCES",
                        help="a library that the program is linked with")
    parser.add_argument("--module", action="append", default=[], metavar="NAME:SOURCES",
                        help="NAME.so in the program's working directory, for dlopen and LD_PRELOAD")
    parser.add_argument("--archive", action="append", default=[], metavar="NAME:SOURCES",
                        help="a static library that the program is linked with")
    parser.add_argument("--mix", action="store_true",
                        help="also build every mixture of plain and lazy objects, at the first level")
    parser.add_argument("--args", default="", help="the program's arguments")
    parser.add_argument("--env", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--exit", default="0", help="expected exit code, or a signal's name")
    parser.add_argument("--expect", default=None, help="a line that standard output must have")
    parser.add_argument("--kept", action="store_true", help="the plugin keeps every function")
    parser.add_argument("--no-warm-check", action="store_true",
                        help="which functions run differs from run to run, or stderr is closed")
    parser.add_argument("--cold-only", action="store_true", help="a warm run cannot be expected to work")
    parser.add_argument("--plain-only", action="store_true", help="check the test itself, build nothing lazy")
    parser.add_argument("--ignore", default=None, metavar="REGEX", help="deleted from the output")
    parser.add_argument("sources", nargs="*")
    return parser.parse_args()


def run_tool(command, **keywords):
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                            timeout=TOOL_TIMEOUT, **keywords)
    if result.returncode != 0 or (result.stderr and "warning:" in result.stderr):
        fail(f"failed ({result.returncode}): {shlex.join(command)}\n{result.stdout}{result.stderr}")
    return result.stdout


def fail(message):
    print(message)
    sys.exit(1)


class Group:
    """Sources that are linked into one file."""

    def __init__(self, text, name=None):
        if name is None:
            name, _, text = text.partition(":")
        self.name = name
        self.sources = text.split(",") if isinstance(text, str) else text


class Build:
    def __init__(self, options):
        self.options = options
        self.program = Group(options.sources + options.plain, "program")
        self.shared = [Group(text) for text in options.shared]
        self.modules = [Group(text) for text in options.module]
        self.archives = [Group(text) for text in options.archive]
        self.groups = [self.program, *self.shared, *self.modules, *self.archives]
        self.sources = list(dict.fromkeys(s for g in self.groups for s in g.sources))
        self.is_cxx = any(s.endswith((".cpp", ".cc")) for s in self.sources)
        self.objects = {}

    def compiler(self, source=None):
        cxx = self.is_cxx if source is None else source.endswith((".cpp", ".cc"))
        return self.options.clang.replace("clang", "clang++") if cxx else self.options.clang

    def compile(self, source, level, lazy, cache):
        key = (source, level, lazy)
        if key in self.objects:
            return self.objects[key]
        directory = os.path.join(self.options.work, f"objects-O{level}", "lazy" if lazy else "plain")
        os.makedirs(directory, exist_ok=True)
        number = self.sources.index(source)
        output = os.path.join(directory, f"{number}-{os.path.basename(source)}.o")
        in_library = any(source in g.sources for g in self.shared + self.modules)
        command = [self.compiler(source), f"-O{level}", "-Werror=implicit-function-declaration"]
        command += [f"-fpass-plugin={self.options.out}/lib/autojit.so"] if lazy else []
        command += shlex.split(self.options.flags) + (["-fPIC"] if in_library else [])
        command += ["-c", source, "-o", output]
        run_tool(command, env=dict(os.environ, AUTOJIT_CACHE_DIR=cache))
        if lazy and not self.options.kept and "__autojit_resolve" not in run_tool(["llvm-nm", output]):
            fail(f"nothing of {source} is lazy: the test would prove nothing")
        self.objects[key] = output
        return output

    def link(self, directory, level, is_lazy, cache):
        """is_lazy maps each source to whether it sees the plugin. Returns nothing; ./program is it."""
        options = self.options
        os.makedirs(directory, exist_ok=True)
        linker = [f"-fuse-ld={options.linker}"] if options.linker else []
        runtime = shlex.split(options.runtime)

        def objects(group):
            return [self.compile(s, level, is_lazy[s], cache) for s in group.sources]

        def runtime_for(group):
            return runtime if any(is_lazy[s] for s in group.sources) else []

        for group in self.archives:
            run_tool(["llvm-ar", "rcs", f"{directory}/lib{group.name}.a", *objects(group)])
        for group in self.shared + self.modules:
            file = f"lib{group.name}.so" if group in self.shared else f"{group.name}.so"
            run_tool([self.compiler(), *linker, "-shared", *objects(group), "-o", f"{directory}/{file}",
                      f"-Wl,-soname,{file}", *runtime_for(group), *sanitizers(options.flags)])
        needs_runtime = any(is_lazy[s] for g in [self.program, *self.archives] for s in g.sources)
        libraries = [f"-l{g.name}" for g in self.archives + self.shared]
        run_tool([self.compiler(), f"-O{level}", *linker, *shlex.split(options.flags), *objects(self.program),
                  "-o", f"{directory}/program", f"-L{directory}", *libraries, f"-Wl,-rpath,{directory}",
                  *(runtime if needs_runtime else []), *shlex.split(options.link)])


def can_be_lazy(build):
    return [s for s in build.sources if s not in build.options.plain]


def sanitizers(flags):
    return [f for f in shlex.split(flags) if f.startswith("-fsanitize=")]


class Outcome:
    def __init__(self, directory, cache, options, debug=False):
        environment = dict(os.environ, AUTOJIT_CACHE_DIR=cache)
        environment.update(setting.split("=", 1) for setting in options.env)
        if debug:
            environment["AUTOJIT_DEBUG"] = "On"
        try:
            result = subprocess.run(["./program", *shlex.split(options.args)], cwd=directory, env=environment,
                                    stdin=subprocess.DEVNULL, capture_output=True, timeout=RUN_TIMEOUT)
            self.code = result.returncode
        except subprocess.TimeoutExpired as expired:
            result = expired
            self.code = "did not end"
        self.out = (result.stdout or b"").decode(errors="backslashreplace")
        self.err = (result.stderr or b"").decode(errors="backslashreplace")
        if options.ignore:
            self.out = re.sub(options.ignore, "", self.out)
            self.err = re.sub(options.ignore, "", self.err)

    def exit_text(self):
        if isinstance(self.code, int) and self.code < 0:
            return signal.Signals(-self.code).name
        return str(self.code)

    def text(self):
        return (f"exit: {self.exit_text()}\n--- standard output\n{self.out}"
                f"--- standard error\n{self.err}").splitlines()


def compare(plain, lazy, what, directory):
    if plain.text() != lazy.text():
        difference = "\n".join(difflib.unified_diff(plain.text(), lazy.text(), "plain", what, lineterm=""))
        fail(f"{what} differs from plain, in {directory}\n{difference}")


def check(build, level, is_lazy, name):
    options = build.options
    cache = os.path.join(options.work, f"cache-O{level}")
    plain_directory = os.path.join(options.work, f"plain-O{level}")
    lazy_directory = os.path.join(options.work, name)
    if not os.path.exists(plain_directory):
        build.link(plain_directory, level, {s: False for s in build.sources}, cache)
    plain = Outcome(plain_directory, cache, options)
    if plain.exit_text() != options.exit or (options.expect and options.expect not in plain.out.splitlines()):
        fail(f"the test itself is wrong: in {plain_directory}, expected exit {options.exit}"
             f" and line {options.expect!r}\n" + "\n".join(plain.text()))
    if options.plain_only:
        return

    build.link(lazy_directory, level, is_lazy, cache)
    for part in ("objects", "images"):
        shutil.rmtree(os.path.join(cache, part), ignore_errors=True)
    compare(plain, Outcome(lazy_directory, cache, options), f"the cold run of {name}", lazy_directory)
    if options.cold_only:
        return
    compare(plain, Outcome(lazy_directory, cache, options), f"the warm run of {name}", lazy_directory)
    if options.no_warm_check or options.kept:
        return
    traced = Outcome(lazy_directory, cache, options, debug=True)
    trace = [line for line in traced.err.splitlines() if line.startswith("[autojit] ")]
    if any(line.startswith(("[autojit] compiled ", "[autojit] found ")) for line in trace):
        fail(f"{name} compiles in its third run, in {lazy_directory}:\n" + "\n".join(trace))
    # In a mixture the lazy part may be one that never runs.
    loaded = any(line.startswith("[autojit] loaded image ") for line in trace)
    if not loaded and all(is_lazy[s] for s in can_be_lazy(build)):
        fail(f"{name} loads no image in its third run, in {lazy_directory}:\n" + "\n".join(trace))


def main():
    options = parse_arguments()
    options.work = os.path.abspath(options.work)
    shutil.rmtree(options.work, ignore_errors=True)
    build = Build(options)
    levels = options.levels.split(",")
    for level in levels:
        check(build, level, {s: s not in options.plain for s in build.sources}, f"lazy-O{level}")
    if options.mix and not options.plain_only:
        for choice in itertools.product([False, True], repeat=len(can_be_lazy(build))):
            if any(choice) and not all(choice):
                lazy = dict(zip(can_be_lazy(build), choice))
                name = "mix-" + "".join("L" if c else "P" for c in choice)
                check(build, levels[0], {s: lazy.get(s, False) for s in build.sources}, name)


if __name__ == "__main__":
    main()
