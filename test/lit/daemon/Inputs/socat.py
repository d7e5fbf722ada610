#!/usr/bin/env python3
"""Runs PROGRAM through a recording socat: socat.py BASE PROGRAM. Writes BASE.client.bin and BASE.autojitd.bin."""
import os
import subprocess
import sys
import time

base, program = sys.argv[1:]
daemon = os.environ["AUTOJIT_SOCKET_PATH"]
between = base + ".between"
recorder = subprocess.Popen(["socat", "-r", base + ".client.bin", "-R", base + ".autojitd.bin",
                             f"UNIX-LISTEN:{between},fork", f"UNIX-CONNECT:{daemon}"])
while not os.path.exists(between):
    time.sleep(0.01)
try:
    sys.exit(subprocess.run([program], env=dict(os.environ, AUTOJIT_SOCKET_PATH=between), timeout=60).returncode)
finally:
    recorder.terminate()
    recorder.wait()
