"""Running a program once, and what can be observed of it from outside."""

import difflib
import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

READ_LIMIT = 64 << 20


@dataclass(frozen=True)
class Outcome:
    status: str        # "exit 0", "signal SIGSEGV", "timeout"
    stdout: bytes
    stderr: bytes

    def to_json(self):
        return [self.status, self.stdout.decode("latin-1"), self.stderr.decode("latin-1")]

    @staticmethod
    def from_json(value):
        return Outcome(value[0], value[1].encode("latin-1"), value[2].encode("latin-1"))


def describe_status(code: int) -> str:
    if code >= 0:
        return f"exit {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def environment(cache: Path, home: Path, extra=()) -> dict:
    """The same small environment for both flavours, and whatever AUTOJIT_* the caller has set."""
    result = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C", "TZ": "UTC"}
    result.update((k, v) for k, v in os.environ.items() if k.startswith("AUTOJIT_"))
    result["AUTOJIT_CACHE_DIR"] = str(cache)
    result.update(extra)
    return result


def observe(executable: Path, case, directory: Path, cache: Path, seconds: float) -> Outcome:
    """Runs one case in a fresh directory of a fixed name, so that no path tells flavours apart."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    os.link(executable, directory / "program")
    for file in case.files:
        shutil.copy(file, directory)
    captured = [directory.with_suffix(".stdout"), directory.with_suffix(".stderr")]
    with open(case.stdin or os.devnull, "rb") as source, \
            open(captured[0], "wb") as out, open(captured[1], "wb") as err:
        child = subprocess.Popen(["./program", *case.arguments], cwd=directory, stdin=source,
                                 stdout=out, stderr=err, start_new_session=True,
                                 env=environment(cache, directory, case.environment))
        try:
            status = describe_status(child.wait(timeout=seconds))
        except subprocess.TimeoutExpired:
            status = "timeout"
        try:
            # Also what the program left running: it would write into the next run's directory.
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()
    texts = []
    for path in captured:
        with open(path, "rb") as file:
            text = file.read(READ_LIMIT)
        texts.append(re.sub(case.ignore.encode(), b"", text) if case.ignore else text)
        path.unlink()
    return Outcome(status, *texts)


def first_difference(a: bytes, b: bytes, most=12):
    """The lines from the first one that differs, as a unified diff. Outputs may be huge."""
    left, right = (text.decode(errors="replace").splitlines() for text in (a, b))
    same = next((i for i, (x, y) in enumerate(zip(left, right)) if x != y), min(len(left), len(right)))
    begin = max(0, same - 1)
    diff = list(difflib.unified_diff(left[begin:same + most], right[begin:same + most],
                                     "regular", "lazy", lineterm="", n=1))
    return [f"line {same + 1}:"] + [line[:300] for line in diff[3:]]


def explain(regular: Outcome, lazy: Outcome) -> str:
    """The differences, for people; empty when there are none."""
    lines = []
    if regular.status != lazy.status:
        lines.append(f"status: regular {regular.status}, lazy {lazy.status}")
    for name in ("stdout", "stderr"):
        a, b = getattr(regular, name), getattr(lazy, name)
        if a != b:
            lines.append(f"{name} differs ({len(a)} and {len(b)} bytes):")
            lines += first_difference(a, b)
    return "\n".join(lines)
