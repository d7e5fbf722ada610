#!/usr/bin/env python3
"""Damages a file: damage.py HOW FILE...

  truncate=N     leaves the first N bytes (negative: leaves out the last -N)
  empty          leaves nothing
  byte=OFFSET    inverts one byte (negative: from the end)
  word=OFFSET:V  writes a 32-bit little-endian value
  text           replaces the whole by a line of text
  grow           appends bytes
  delete         removes the file
Fails when no file is given or a file does not change.
"""
import os
import struct
import sys


def damage(how, content):
    kind, _, value = how.partition("=")
    if kind == "truncate":
        return content[: int(value)]
    if kind == "empty":
        return b""
    if kind == "byte":
        changed = bytearray(content)
        changed[int(value)] ^= 0xFF
        return bytes(changed)
    if kind == "word":
        offset, _, number = value.partition(":")
        changed = bytearray(content)
        struct.pack_into("<I", changed, int(offset), int(number, 0))
        return bytes(changed)
    if kind == "text":
        return b"this is no module file and no image\n" * 8
    if kind == "grow":
        return content + b"\0" * 64
    sys.exit(f"damage: unknown way {how}")


how, files = sys.argv[1], sys.argv[2:]
if not files or not all(os.path.isfile(file) for file in files):
    sys.exit(f"damage: no such file: {files}")
for file in files:
    if how == "delete":
        os.remove(file)
        continue
    with open(file, "rb") as stream:
        before = stream.read()
    after = damage(how, before)
    if after == before:
        sys.exit(f"damage: {how} does not change {file}")
    # A new file, not the old one rewritten: somebody may have it mapped.
    os.remove(file)
    with open(file, "wb") as stream:
        stream.write(after)
