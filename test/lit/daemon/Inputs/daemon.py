#!/usr/bin/env python3
"""Runs a command while an autojitd serves a socket: daemon.py AUTOJITD SOCKET [--OPTION=VALUE...] -- COMMAND...

The command's output and exit code are passed on; the daemon is then told to end, and must end with 0 and leave no
socket behind.
"""
import os
import signal
import subprocess
import sys

split = sys.argv.index("--")
autojitd, socket, *options = sys.argv[1:split]
arguments = [part for option in options for part in option.split("=", 1)]
daemon = subprocess.Popen([autojitd, "--socket", socket, *arguments], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, text=True)
if "serves socket" not in daemon.stdout.readline():
    sys.exit("autojitd did not start")
result = subprocess.run(sys.argv[split + 1:], env=dict(os.environ, AUTOJIT_SOCKET_PATH=socket), timeout=120)
daemon.send_signal(signal.SIGTERM)
code = daemon.wait(30)
if code != 0 or os.path.exists(socket):
    sys.exit(f"autojitd ended with {code}, socket there: {os.path.exists(socket)}")
sys.exit(result.returncode if result.returncode >= 0 else 128 - result.returncode)
