"""Compiling and linking one flavour of a program, each unit with a module cache of its own."""

import hashlib
import os
import re
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from harness.flavour import CC, CXX

KEEP = re.compile(r"^autojit-plugin: keep (\S+): (.*\S)\s*$", re.M)
OUTLINE = re.compile(r"^autojit-plugin: outline (\S+): (root|jit-only)\b", re.M)
COMPILE_SECONDS = 600


@dataclass
class Built:
    """An object or an executable, or why there is none."""
    path: Path
    command: list
    error: str = ""
    kept: Counter = field(default_factory=Counter)       # reason -> functions
    outlined: Counter = field(default_factory=Counter)   # root or jit-only -> functions
    names: dict = field(default_factory=dict)            # reason -> some of the names


def key_of(*parts) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def invoke(command, env, log: Path):
    """(error text or "", stderr). A compiler that hangs is an error too."""
    try:
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=COMPILE_SECONDS)
    except subprocess.TimeoutExpired:
        return f"no end after {COMPILE_SECONDS} s", ""
    stderr = done.stderr.decode(errors="replace")
    if done.returncode:
        log.write_text(stderr)
        return f"status {done.returncode}:\n{stderr[-4000:]}", stderr
    return "", stderr


class Builder:
    """Builds under directory/<flavour>/<opt>. Units are compiled once, however many programs share them."""

    def __init__(self, flavour, options, directory: Path):
        self.flavour, self.options, self.directory = flavour, list(options), directory
        directory.mkdir(parents=True, exist_ok=True)

    def unit_path(self, unit) -> Path:
        stem = f"{unit.source.stem}-{key_of(unit.source, *unit.flags)}"
        return self.directory / "units" / stem / f"{unit.source.stem}.o"

    def unit_command(self, unit) -> list:
        return [CXX if unit.is_cxx else CC, *self.options, *unit.flags,
                *self.flavour.compile_flags, "-c", str(unit.source), "-o", str(self.unit_path(unit))]

    def compile(self, unit) -> Built:
        target, command = self.unit_path(unit), self.unit_command(unit)
        target.parent.mkdir(parents=True, exist_ok=True)
        env = {**os.environ, "AUTOJIT_CACHE_DIR": str(self.unit_cache(unit)), "AUTOJIT_DEBUG": "On"}
        error, stderr = invoke(command, env, target.with_suffix(".log"))
        built = Built(target, command, error)
        for name, reason in KEEP.findall(stderr):
            built.kept[reason] += 1
            built.names.setdefault(reason, []).append(name)
        built.outlined.update(kind for _, kind in OUTLINE.findall(stderr))
        return built

    def unit_cache(self, unit) -> Path:
        return self.unit_path(unit).parent / "cache"

    def link(self, program) -> Built:
        target = self.directory / "programs" / program.name.replace("/", "_")
        target.parent.mkdir(parents=True, exist_ok=True)
        cxx = any(unit.is_cxx for unit in program.units)
        command = [CXX if cxx else CC, *self.options,
                   *(str(self.unit_path(unit)) for unit in program.units),
                   *self.flavour.link_flags, *program.link_flags, "-o", str(target)]
        error, _ = invoke(command, dict(os.environ), target.with_suffix(".log"))
        return Built(target, command, error)

    def gather_modules(self, program, cache: Path) -> None:
        """A private cache for one run: what the compiler wrote for the program's units, no more."""
        cache.mkdir(parents=True, mode=0o700)
        for unit in program.units:
            source = self.unit_cache(unit)
            for path in source.rglob("*"):
                target = cache / path.relative_to(source)
                if path.is_dir():
                    target.mkdir(mode=0o700, parents=True, exist_ok=True)
                elif not target.exists():
                    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    os.link(path, target)
