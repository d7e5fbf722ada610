#!/usr/bin/env python3
"""in_parallel.py N COMMAND...: runs N copies at once, each with its number for every @ in the command."""
import subprocess
import sys

copies = [[word.replace("@", str(i)) for word in sys.argv[2:]] for i in range(int(sys.argv[1]))]
started = [subprocess.Popen(command, stdin=subprocess.DEVNULL) for command in copies]
codes = [process.wait() for process in started]
sys.exit(0 if not any(codes) else f"exit codes: {codes}")
