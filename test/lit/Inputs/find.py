#!/usr/bin/env python3
"""find.py DIRECTORY PATTERN COMMAND...: runs COMMAND with every file below DIRECTORY for its @.

Fails when there is none.
"""
import pathlib
import subprocess
import sys

directory, pattern, *command = sys.argv[1:]
files = sorted(str(path) for path in pathlib.Path(directory).rglob(pattern) if path.is_file())
if not files:
    sys.exit(f"find: no {pattern} in {directory}")
sys.exit(subprocess.call([word for part in command for word in (files if part == "@" else [part])]))
