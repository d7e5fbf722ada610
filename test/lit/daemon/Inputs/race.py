#!/usr/bin/env python3
"""Starts 20 programs at once, counts the daemons on their socket, and waits until the last has ended."""
import glob
import os
import stat
import subprocess
import sys
import time

program, socket = sys.argv[1:]


def daemons():
    count = 0
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path, "rb") as file:
                count += file.read().split(b"\0")[:-1] == [b"autojitd", b"--spawned", b"--socket", socket.encode()]
        except OSError:
            pass
    return count


def mode(path):
    return format(stat.S_IMODE(os.stat(path).st_mode), "o")


started = [subprocess.Popen([program], stdout=subprocess.PIPE) for _ in range(20)]
outputs = [process.communicate(timeout=60)[0] for process in started]
right = sum(output == b"value 42\n" for output in outputs)
print(f"{right} answers, {daemons()} daemon, socket mode {mode(socket)}, lock mode {mode(socket + '.lock')}")
while daemons():
    time.sleep(0.05)
print("ended" if not os.path.exists(socket) else "the socket is still there")
