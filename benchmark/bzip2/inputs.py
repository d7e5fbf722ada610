"""Two deterministic inputs for a compressor: text-like and binary-like, about 20 MB each."""

import hashlib
import random
import struct
import sys
from pathlib import Path

MEGABYTE = 1 << 20


def text(size: int) -> bytes:
    """Sentences over a made-up vocabulary whose word frequencies fall as in real text."""
    rng = random.Random(20)
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
    words = ["".join(rng.choices(syllables, k=1 + rank % 4)) for rank in range(8000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    lines, length = [], 0
    while length < size:
        line = " ".join(rng.choices(words, weights, k=2000)).capitalize() + ".\n"
        lines.append(line)
        length += len(line)
    return "".join(lines).encode()[:size]


def binary(size: int) -> bytes:
    """Records as an object file or database has them: counters, offsets, zeros and noise."""
    rng = random.Random(21)
    records, length, offset = [], 0, 0
    while length < size:
        offset += rng.randrange(1, 400)
        record = struct.pack("<IIHHq", len(records), offset, rng.randrange(16), 0xFFFF,
                             -rng.randrange(1 << 20))
        record += rng.randbytes(rng.randrange(24)) + bytes(rng.randrange(12))
        records.append(record)
        length += len(record)
    return b"".join(records)[:size]


def generate(directory: Path, megabytes: int = 20) -> dict:
    """Paths of the inputs by name; written once per directory and size."""
    directory.mkdir(parents=True, exist_ok=True)
    paths = {}
    for name, make in (("data1", text), ("data2", binary)):
        path = directory / f"{name}-{megabytes}mb"
        if not path.exists() or path.stat().st_size != megabytes * MEGABYTE:
            partial = path.with_suffix(".partial")
            partial.write_bytes(make(megabytes * MEGABYTE))
            partial.rename(path)
        paths[name] = path
    return paths


def md5(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest()


if __name__ == "__main__":
    for name, path in generate(Path(sys.argv[1] if len(sys.argv) > 1 else ".")).items():
        print(md5(path), name, path)
