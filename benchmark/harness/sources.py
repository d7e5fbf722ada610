"""Third-party sources: pinned Debian source packages, fetched on demand, never copied here."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .paths import ROOT, THIRD_PARTY


@dataclass(frozen=True)
class Source:
    name: str      # Debian source package
    version: str   # Debian version
    sha256: str    # of the .orig tarball
    marker: str    # a file that the unpacked tree must hold


PINNED = {s.name: s for s in [
    Source("bzip2", "1.0.8-5",
           "ab5a03176ee106d3f0fa90e381da478ddae405918153cca248e682cd0c4a2269", "bzlib.c"),
    Source("lua5.4", "5.4.4-3+deb12u1",
           "164c7849653b80ae67bec4b7473b884bf5cc8d2dca05653475ec2ed27b9ebf61", "src/lua.c"),
    Source("sqlite3", "3.40.1-2+deb12u2",
           "aaa776260ab4dc976db34aa7891819484c8676b5b2783123ebc6301e2ca5d655", "src/vdbe.c"),
    Source("zlib", "1:1.2.13.dfsg-1",
           "71feb7947e3c00ef125f83b79a4e529bde31171e5babe48b391f06758d1ab0a1", "deflate.c"),
    Source("googletest", "1.12.1-0.2",
           "81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2",
           "googletest/src/gtest-all.cc"),
    Source("catch2", "2.13.10-1",
           "2f4fe284449cf17394350e027ae21958973a61b9161197d416e2dfca16167686",
           "projects/SelfTest/TestMain.cpp"),
    Source("fmtlib", "9.1.0+ds1-2",
           "84ce1c2d0be3a9863935137969dcec6970125caac032f82474640bfc81463583", "src/format.cc"),
    Source("gcc-12", "12.2.0-14+deb12u1",
           "b8298be16aeeb96a889c6afed0a8e2241b47452e89cc81fe65ea849d5c740fcb",
           "gcc-12.2.0-dfsg.tar.xz"),
]}


def fetch(name: str) -> Path:
    """The root of an unpacked source tree; downloads it when it is not there yet."""
    source = PINNED[name]
    target = THIRD_PARTY / f"{source.name}-{source.version.replace(':', '_')}"
    script = ROOT / "scripts" / "fetch-debian-source.sh"
    done = subprocess.run([script, source.name, source.version, source.sha256, target],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{done.stdout}cannot fetch the source of {name} {source.version}")
    if not (target / source.marker).exists():
        sys.exit(f"{target} holds no {source.marker}: remove that directory and try again")
    return target
