"""Running a command and saying what it cost; summaries of repeated measurements."""

import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .paths import BUILD


@dataclass(frozen=True)
class Cost:
    wall: float      # seconds
    cpu: float       # user + system seconds
    peak: int        # resident bytes


def launcher() -> str:
    """The compiled timed.c, built on first use."""
    source = Path(__file__).with_name("timed.c")
    target = BUILD / "benchmark" / "timed"
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-o", str(target), str(source)], check=True)
    return str(target)


def run(command, *, cwd=None, env=None, stdin=None, stdout=None, expect=0) -> Cost:
    """Runs a command and measures it. Ends the benchmark when its exit status is another.

    env is added to this process's environment; stdin and stdout are paths
    (stdout is discarded by default).
    """
    command = [str(part) for part in command]
    with tempfile.NamedTemporaryFile("r") as report:
        with open(stdin or os.devnull, "rb") as source, open(stdout or os.devnull, "wb") as sink:
            done = subprocess.run([launcher(), report.name, *command], cwd=cwd, stdin=source,
                                  stdout=sink, stderr=subprocess.PIPE,
                                  env={**os.environ, **(env or {})})
        fields = report.read().split()
    status = int(fields[4]) if len(fields) == 5 else None
    if done.returncode or status != expect:
        sys.exit(f"{done.stderr.decode(errors='replace')}"
                 f"failed (status {status}, expected {expect}): {shlex.join(command)}")
    wall, user, system = (float(f) for f in fields[:3])
    return Cost(wall, user + system, int(fields[3]) * 1024)


class Series:
    """Measurements of one thing, in seconds."""

    def __init__(self):
        self.values = []

    def add(self, value: float) -> None:
        self.values.append(value)

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def mean(self) -> float:
        return statistics.fmean(self.values)

    def __str__(self):
        """As the reference project prints it: mean (min / max)."""
        return f"{self.mean:.3f} ({min(self.values):.3f} / {max(self.values):.3f})"

    def summary(self) -> dict:
        return {"runs": len(self.values), "mean": self.mean, "median": self.median,
                "min": min(self.values), "max": max(self.values), "values": self.values}


def interleaved(things, rounds: int):
    """Yields (round, thing) with the order turned by one each round.

    What disturbs the machine for a while then disturbs all flavours alike, and
    none of them is always the one that runs behind the same neighbour.
    """
    things = list(things)
    for number in range(rounds):
        turn = number % len(things)
        for thing in things[turn:] + things[:turn]:
            yield number, thing
