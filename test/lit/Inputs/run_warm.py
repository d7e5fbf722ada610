#!/usr/bin/env python3
"""Runs a command under AUTOJIT_DEBUG=On; fails when it compiles anything or loads no image.

Its standard output, and its standard error without the runtime's lines, are passed on.
"""
import os
import subprocess
import sys

result = subprocess.run(sys.argv[1:], env=dict(os.environ, AUTOJIT_DEBUG="On"), capture_output=True, timeout=120)
lines = result.stderr.decode(errors="backslashreplace").splitlines(keepends=True)
trace = [line for line in lines if line.startswith("[autojit] ")]
sys.stdout.write(result.stdout.decode(errors="backslashreplace"))
sys.stderr.write("".join(line for line in lines if line not in trace))
problems = []
if any(line.startswith(("[autojit] compiled ", "[autojit] found ")) for line in trace):
    problems.append("run_warm: something was compiled")
if not any(line.startswith("[autojit] loaded image ") for line in trace):
    problems.append("run_warm: no image was loaded")
if problems:
    sys.exit("\n".join(problems) + "\n" + "".join(trace))
sys.exit(result.returncode if result.returncode >= 0 else 128 - result.returncode)
