"""Building one flavour of a program of the suite, in a directory and cache of its own."""

import os
import shutil
import sys
from pathlib import Path

from harness.flavour import CC, CXX, set_aside
from harness.measure import Cost, run

RUSTC = os.environ.get("RUSTC", "rustc")
RUST_LEVEL = {"-O0": ("-Copt-level=0", "-g"), "-O2": ("-Copt-level=2",)}
C_LEVEL = {"-O0": ("-O0", "-g"), "-O2": ("-O2",)}


def total(costs) -> Cost:
    costs = list(costs)
    return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.peak for c in costs))


class Build:
    """One flavour at one level: compile(), link(), run()."""

    def __init__(self, program, flavour, level, work: Path):
        self.program, self.flavour, self.level = program, flavour, level
        self.home = work / flavour.name
        self.cache = self.home / "cache"
        self.executable = self.home / "program"

    @property
    def runs(self) -> bool:
        """Whether this flavour makes an executable at all."""
        return self.flavour.name in ("regular", "lazy")

    @property
    def env(self) -> dict:
        # Regular programs get the variable as well: the same environment, byte for byte.
        return {"AUTOJIT_CACHE_DIR": str(self.cache), "RUSTC_BOOTSTRAP": "1"}

    def objects(self) -> list:
        return [self.home / f"{source.stem}.o" for source in self.program.sources]

    def compile_commands(self, sources=None) -> list:
        sources = sources or self.program.sources
        if self.program.is_rust:
            return [self.rust_command(source) for source in sources]
        return [[CXX if self.program.is_cxx else CC, *C_LEVEL[self.level], *self.program.flags,
                 *self.flavour.compile_flags, "-c", source, "-o", self.home / f"{source.stem}.o"]
                for source in sources]

    def rust_command(self, source) -> list:
        """rustc compiles and links in one process: its link time counts as compile time."""
        emit = {"emit-llvm": ["--emit=llvm-bc"], "syntax-only": ["--emit=metadata"]}
        command = [RUSTC, "--edition=2021", *RUST_LEVEL[self.level], source,
                   *emit.get(self.flavour.name, ()),
                   "-o", self.executable if self.runs else self.objects()[0]]
        lib = self.flavour.lib
        if lib:
            command += ["-Zllvm-plugins=" + str(lib / "autojit.so"), f"-Clink-arg=-L{lib}",
                        "-Clink-arg=-lautojit-runtime", f"-Clink-arg=-Wl,-rpath,{lib}"]
        return command

    def clean(self) -> None:
        set_aside(self.home, self.home.parent / "aside")
        self.home.mkdir(parents=True)

    def compile(self, sources=None) -> Cost:
        return total(run(command, env=self.env) for command in self.compile_commands(sources))

    def link_command(self) -> list:
        # Hundreds of objects: as a response file, as build systems do it.
        response = self.home / "objects.rsp"
        response.write_text("\n".join(str(o) for o in self.objects()) + "\n")
        return [CXX if self.program.is_cxx else CC, f"@{response}", *self.flavour.link_flags,
                *self.program.link_flags, "-o", self.executable]

    def link(self) -> Cost:
        if self.program.is_rust:
            return Cost(0, 0, 0)
        return run(self.link_command(), env=self.env)

    def run(self, command, output: Path, env=None) -> Cost:
        return run([self.executable, *command.arguments], stdin=command.stdin, stdout=output,
                   env={**self.env, **(env or {})})


def require_rustc() -> None:
    if not shutil.which(RUSTC):
        sys.exit(f"{RUSTC} is not installed")
