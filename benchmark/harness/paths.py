"""Where things are: the repository, its build directory and the staged install tree."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("AUTOJIT_BUILD", ROOT / "build"))
OUT = Path(os.environ.get("AUTOJIT_OUT", ROOT / "out"))
THIRD_PARTY = BUILD / "third-party"
