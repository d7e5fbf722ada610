"""What a conformance project consists of: units, programs built from them, cases run on those."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Unit:
    """One translation unit. The lazy flavour adds the plugin to these flags, nothing else."""
    source: Path
    flags: tuple = ()

    @property
    def is_cxx(self) -> bool:
        return self.source.suffix in (".cc", ".cpp", ".cxx", ".C")


@dataclass(frozen=True)
class Case:
    """One run of a program: the regular build's outcome is what the lazy one must repeat."""
    name: str
    arguments: tuple = ()
    stdin: Path | None = None
    files: tuple = ()               # copied to the directory it runs in
    expect: int | None = 0          # exit status with which the regular build passes; None: any
    seconds: int = 60               # time limit of the regular run
    ignore: str = ""                # a pattern cut out of the output: times, addresses
    environment: tuple = ()         # (name, value) pairs


@dataclass(frozen=True)
class Program:
    name: str
    units: tuple
    link_flags: tuple = ()
    cases: tuple = field(default=(Case("run"),))
