#!/usr/bin/env python3
"""exchange.py FROM TO: puts the content of each file below FROM under the name of a file below TO."""
import pathlib
import shutil
import sys

sources, targets = [sorted(p for p in pathlib.Path(d).rglob("*") if p.is_file()) for d in sys.argv[1:3]]
if not sources or len(sources) != len(targets):
    sys.exit(f"exchange: {len(sources)} files for {len(targets)}")
for source, target in zip(sources, targets):
    target.unlink()
    shutil.copy(source, target)
