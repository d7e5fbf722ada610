"""The ways a program is built here: regular, lazy, and the two lower limits of a compile."""

import contextlib
import functools
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .paths import OUT


@dataclass(frozen=True)
class Flavour:
    name: str
    compile_flags: tuple = ()
    link_flags: tuple = ()
    lib: Path | None = None     # where plugin and runtime are, for a lazy flavour


CC = os.environ.get("CC", "clang-22")
CXX = os.environ.get("CXX", "clang++-22")

REGULAR = Flavour("regular")
EMIT_LLVM = Flavour("emit-llvm", ("-emit-llvm",))
SYNTAX_ONLY = Flavour("syntax-only", ("-fsyntax-only",))


def lazy(snapshot: Path | None = None, static: bool = False) -> Flavour:
    """Built with the plugin, linked with the runtime, or with static with the client of autojitd.

    With snapshot, a directory, the libraries are copied there first and used from
    there, so that a rebuild in the middle of a long run does not pull them away.

    AUTOJIT_LAZY_FLAVOUR=plain makes it a second regular flavour: for trying a
    runner without the plugin, and for measuring the noise of a comparison.
    """
    if os.environ.get("AUTOJIT_LAZY_FLAVOUR") == "plain":
        return Flavour("lazy")
    lib = OUT / "lib"
    for needed in ("autojit.so", "libautojit-runtime.so"):
        if not (lib / needed).exists():
            sys.exit(f"{lib / needed} is missing: run `make` first")
    if snapshot:
        shutil.rmtree(snapshot, ignore_errors=True)
        snapshot.mkdir(parents=True)
        for library in lib.glob("*.so*"):
            shutil.copy2(library, snapshot)
        lib = snapshot
    link = (f"-L{lib}", "-lautojit_static-x86_64") if static else \
        (f"-L{lib}", "-lautojit-runtime", f"-Wl,-rpath,{lib}")
    return Flavour("lazy", (f"-fpass-plugin={lib}/autojit.so",), link, lib)


@contextlib.contextmanager
def standing_daemon(directory: Path):
    """An autojitd for all programs that run meanwhile, as one that a user or systemd has started."""
    directory.mkdir(parents=True, exist_ok=True)
    socket = directory / "autojitd.sock"
    daemon = subprocess.Popen([OUT / "bin" / "autojitd", "--socket", socket], stdout=subprocess.PIPE,
                              env={**os.environ, "AUTOJIT_CACHE_DIR": str(directory / "daemon-cache")})
    daemon.stdout.readline()
    os.environ["AUTOJIT_SOCKET_PATH"] = str(socket)
    try:
        yield
    finally:
        del os.environ["AUTOJIT_SOCKET_PATH"]
        daemon.terminate()
        daemon.wait()


def set_aside(path: Path, into: Path) -> None:
    """Moves a file or directory out of the way, if it is there.

    Nothing is deleted between measurements: for seconds after a deletion ext4 looks longer for an inode for each new
    file, which only those who write files would pay.
    """
    if path.exists():
        into.mkdir(parents=True, exist_ok=True)
        path.rename(into / f"{len(os.listdir(into))}-{path.name}")


def clear_compiled(cache: Path) -> None:
    """Back to the state before a first run: all but the modules the compiler wrote goes."""
    if not cache.is_dir():
        return
    for entry in list(cache.iterdir()):
        if entry.name != "modules":
            set_aside(entry, cache.parent.parent / "aside")


def tree_size(path: Path) -> int:
    """Bytes of all files under a directory (0 when it does not exist)."""
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) if path.exists() else 0


def compiled_size(cache: Path) -> int:
    """Bytes of compiled code in a cache: everything but the modules."""
    return tree_size(cache) - tree_size(cache / "modules")


@functools.cache
def compiler_version(compiler: str = CC) -> str:
    done = subprocess.run([compiler, "--version"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{compiler} does not run: {done.stderr.strip()}")
    return done.stdout.splitlines()[0]
