"""edits.py SOURCE DIR CLANG... -- LAZY... -- RUNTIME...: builds SOURCE with -DEDIT=0, 1, ... regularly and lazily, in
one cache, twice over, and compares what the programs print. Fails unless objects were found, and others compiled."""
import pathlib
import subprocess
import sys

EDITS = 12
source, directory, *rest = sys.argv[1:]
one = rest.index("--")
two = rest.index("--", one + 1)
clang, lazy, runtime = rest[:one], rest[one + 1 : two], rest[two + 1 :]
pathlib.Path(directory).mkdir(parents=True, exist_ok=True)
for edit in range(EDITS):
    outputs = []
    for name, compiler, libraries in (("regular", clang, []), ("lazy", lazy, runtime)):
        program = f"{directory}/{name}"
        unit = [*compiler, "-O2", "-g", f"-DEDIT={edit}", "-c", source, "-o", program + ".o"]
        subprocess.run(unit, check=True)
        subprocess.run([*clang, program + ".o", *libraries, "-o", program], check=True)
        ran = subprocess.run([program], capture_output=True, text=True, check=True)
        outputs.append(ran.stdout)
    if outputs[0] != outputs[1]:
        sys.exit(f"-DEDIT={edit}:\n{outputs[0]}--- lazily:\n{outputs[1]}")
    found, compiled = ran.stderr.count(" found "), ran.stderr.count(" compiled ")
    print(f"-DEDIT={edit}: {found} found, {compiled} compiled")
    if compiled == 0 or (edit > 0 and found == 0):
        sys.exit(f"-DEDIT={edit}: {found} units found, {compiled} compiled\n{ran.stderr}")
