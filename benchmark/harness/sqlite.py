"""SQLite's amalgamation, made from its Debian source by its own makefile (needs tclsh)."""

import shutil
import subprocess
import sys
from pathlib import Path

from .paths import THIRD_PARTY
from .sources import fetch


def amalgamation() -> Path:
    """A directory with sqlite3.c, sqlite3.h and shell.c."""
    source = fetch("sqlite3")
    target = THIRD_PARTY / f"{source.name}-amalgamation"
    if (target / ".complete").exists():
        return target
    if not shutil.which("tclsh"):
        sys.exit("tclsh is missing (package tcl): SQLite's amalgamation cannot be made")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for command in ([source / "configure", "--disable-tcl", "--disable-readline"],
                    ["make", "sqlite3.c", "shell.c"]):
        done = subprocess.run(command, cwd=target, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            sys.exit(f"{done.stdout[-4000:]}\nSQLite's amalgamation cannot be made in {target}")
    (target / ".complete").touch()
    return target
