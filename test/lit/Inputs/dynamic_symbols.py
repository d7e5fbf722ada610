"""Loads a shared library and looks each of its dynamic functions up by name, and by address: dynamic_symbols.py LIBRARY"""
import ctypes
import re
import subprocess
import sys


class Place(ctypes.Structure):
    _fields_ = [("file", ctypes.c_char_p), ("base", ctypes.c_void_p), ("name", ctypes.c_char_p), ("address", ctypes.c_void_p)]


library = ctypes.CDLL(sys.argv[1])
text = subprocess.run(["llvm-readelf", "-W", "--dyn-syms", sys.argv[1]], check=True, capture_output=True, text=True).stdout
count = 0
for value, name in re.findall(r"^ *\d+: ([0-9a-f]+) +\d+ FUNC .* \d+ (\S+)$", text, re.M):
    address = ctypes.cast(getattr(library, name), ctypes.c_void_p).value
    place = Place()
    if not ctypes.CDLL(None).dladdr(ctypes.c_void_p(address + 1), ctypes.byref(place)):
        sys.exit(f"lost {name}")
    if place.name.decode() != name or address - place.base != int(value, 16):
        sys.exit(f"lost {name}: {place.name} {address - place.base:x}")
    print(name)
    count += 1
print(f"{count} symbols are where they should be")
