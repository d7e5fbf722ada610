"""An autojitd that watches a cache: for tests of what it does with published modules."""
import os
import pathlib
import signal
import subprocess
import time


class Daemon:
    def __init__(self, autojitd, directory, *options, **environment):
        directory = pathlib.Path(directory)
        directory.mkdir(parents=True, exist_ok=True)
        self.socket, self.trace, self.log = directory / "socket", directory / "trace", directory / "log"
        self.environment = dict(os.environ, AUTOJIT_SOCKET_PATH=str(self.socket))
        self.process = subprocess.Popen(
            [autojitd, "--socket", self.socket, "--trace", self.trace, "--idle", "0", *options], stdout=subprocess.PIPE,
            stderr=open(self.log, "w"), env=dict(os.environ, AUTOJIT_DEBUG="On", **environment), text=True)
        assert "serves socket" in self.process.stdout.readline()

    def lines(self, *words):
        return [line for line in self.log.read_text().splitlines() if all(word in line for word in words)]

    def wait(self, *words, count=1):
        """Until that many lines of the log have these words."""
        end = time.monotonic() + 100
        while len(self.lines(*words)) < count:
            assert self.process.poll() is None, "the daemon has ended"
            assert time.monotonic() < end, f"no {words} in the log:\n{self.log.read_text()}"
            time.sleep(0.02)

    def run(self, *command):
        """Runs a program; returns its output and what was said."""
        before = self.said()
        done = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, text=True, timeout=100)
        assert done.returncode == 0, done.returncode
        return done.stdout.strip(), self.said()[len(before):]

    def said(self):
        shown = subprocess.run(["autojit", "trace", "show", self.trace], stdout=subprocess.PIPE, text=True)
        return [line.split()[3] for line in shown.stdout.splitlines() if " > " in line or " < " in line]

    def end(self):
        """Tells it to end; returns its exit code and how long that took."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60), time.monotonic() - start
