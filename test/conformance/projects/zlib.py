"""zlib with its own test programs and examples."""

import gzip

from harness.paths import THIRD_PARTY
from harness.sources import fetch
from model import Case, Program, Unit

LIBRARY = ("adler32 compress crc32 deflate gzclose gzlib gzread gzwrite infback inffast inflate "
           "inftrees trees uncompr zutil").split()
FLAGS = ("-D_LARGEFILE64_SOURCE=1", "-DHAVE_HIDDEN", "-DHAVE_UNISTD_H", "-DHAVE_STDARG_H", "-w")


def programs():
    source = fetch("zlib")
    include = (f"-I{source}",)
    library = tuple(Unit(source / f"{name}.c", FLAGS) for name in LIBRARY)
    inputs = [source / "zlib.3.pdf", source / "ChangeLog", source / "deflate.c"]
    packed = THIRD_PARTY / "zlib-ChangeLog.gz"
    packed.write_bytes(gzip.compress(inputs[1].read_bytes(), mtime=0))

    def program(file, *cases):
        return Program(file.stem, (*library, Unit(file, FLAGS + include)), (), cases)

    test, examples = source / "test", source / "examples"
    return [
        program(test / "example.c", Case("run")),
        program(test / "infcover.c", Case("run")),
        program(test / "minigzip.c",
                *(Case(f"{level}-{file.stem}", (f"-{level}",), stdin=file)
                  for file in inputs for level in (1, 6, 9)),
                Case("huffman", ("-h",), stdin=inputs[1]), Case("rle", ("-r",), stdin=inputs[1]),
                Case("unpack", ("-d",), stdin=packed),
                Case("not-packed", ("-d",), stdin=inputs[0], expect=None),
                Case("no-file", ("nosuch",), expect=None)),
        program(examples / "zpipe.c", Case("pack", stdin=inputs[0]),
                Case("not-packed", ("-d",), stdin=inputs[0], expect=None)),
        program(examples / "gun.c", Case("unpack", stdin=packed),
                Case("test", ("-t", packed.name), files=(packed,))),
        program(examples / "fitblk.c", Case("4096", ("4096",), stdin=inputs[0])),
        program(examples / "gzjoin.c", Case("join", (packed.name, packed.name), files=(packed,))),
    ]
