#!/usr/bin/env python3
"""Prints the index of module files as text; the layout is that of plugin-native/ModuleFile.h."""
import struct
import sys

KINDS = ["root", "jit-only"]
IMPORTS = ["direct", "got", "plt"]


def show(path):
    with open(path, "rb") as stream:
        data = stream.read()

    def u32(offset):
        return struct.unpack_from("<I", data, offset)[0]

    assert u32(0) == 0x0B17C0DE and data[20:24] == b"AJMF", "not a module file"
    payload, payload_size = u32(8), u32(12)
    assert payload + payload_size == len(data), "sizes"
    assert data[payload : payload + 4] == b"BC\xC0\xDE", "payload"
    functions, imports, callees, string_bytes = struct.unpack_from("<4I", data, 68)
    function_at, import_at = 96, 96 + 28 * functions
    callee_at = import_at + 12 * imports
    rarity_at = callee_at + 4 * callees
    strings_at = rarity_at + (callees + 3) // 4 * 4
    assert (strings_at + string_bytes + 7) // 8 * 8 == payload, "tables"

    def text(offset, length=None):
        start = strings_at + offset
        end = data.index(0, start) if length is None else start + length
        return data[start:end].decode()

    version = u32(60)
    print(f"format {u32(56)} llvm {version >> 16}.{version >> 8 & 255}.{version & 255}"
          f" speed {data[64]} size {data[65]} pic {data[66]} debug {data[67] & 1}")
    print(f"source {text(u32(84))}\ntriple {text(u32(88))}")
    names = [text(*struct.unpack_from("<2I", data, function_at + 28 * i)) for i in range(functions)]
    for i, name in enumerate(names):
        size, first, count, kind, linkage, flags = struct.unpack_from("<3I2BH", data, function_at + 28 * i + 8)
        called = [f"{names[u32(callee_at + 4 * j)]}({data[rarity_at + j]})" for j in range(first, first + count)]
        print(f"function {i} {name}: {KINDS[kind]}, linkage {linkage}, calls {','.join(called) or '-'}, size {size}, flags {flags}")
    for i in range(imports):
        name, length, kind = struct.unpack_from("<3I", data, import_at + 12 * i)
        print(f"import {text(name, length)}: {IMPORTS[kind]}")


for argument in sys.argv[1:]:
    show(argument)
