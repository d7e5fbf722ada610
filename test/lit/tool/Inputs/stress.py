"""What the stress tests share: small programs, how they are built and run, and what went wrong."""
import argparse
import os
import shlex
import subprocess

SOURCE = """
#include <stdio.h>
static int helper(int x) { return x * %(n)d; }
int middle(int x) { return helper(x) + 1; }
int main(void) { printf("%%d\\n", middle(3)); return 0; }
"""


class Stress:
    """The command line of a test, its programs, and its failures. Safe for threads."""

    def __init__(self, **counts):
        """Each keyword is an integer option with its default."""
        parser = argparse.ArgumentParser()
        for name in ("work", "compile", "link", "runtime"):
            parser.add_argument("--" + name, required=True)
        for name, default in counts.items():
            parser.add_argument("--" + name, type=int, default=default)
        self.options = parser.parse_args()
        os.makedirs(self.options.work)
        os.environ["AUTOJIT_CACHE_DIR"] = os.path.join(self.options.work, "cache")
        self.wrong = []

    def program(self, n):
        """The path of a program that prints 3 * n + 1."""
        return os.path.join(self.options.work, f"p{n}")

    def build_commands(self, n):
        """Writes the source of a program. Returns the commands that compile and link it."""
        base = self.program(n)
        with open(base + ".c", "w") as stream:
            stream.write(SOURCE % {"n": n})
        compiling = [*shlex.split(self.options.compile), "-c", base + ".c", "-o", base + ".o"]
        linking = [*shlex.split(self.options.link), base + ".o", *shlex.split(self.options.runtime), "-o", base]
        return compiling, linking

    def build(self, n):
        for command in self.build_commands(n):
            self.run(command)

    def use(self, n):
        self.run([self.program(n)], f"{3 * n + 1}\n")

    def run(self, command, expected=None):
        """Runs a command that must end well and print what is expected, and nothing on stderr."""
        result = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if result.returncode != 0 or expected is not None and (result.stdout, result.stderr) != (expected, ""):
            self.wrong.append(f"{command}: {result.returncode} {result.stdout}{result.stderr}")

    def check_modules(self, numbers):
        """Fails for each program that has lost a module."""
        for n in numbers:
            self.run(["autojit-cache", "show", self.program(n)])

    def finish(self, summary):
        """Prints what went wrong, and the summary; ends the test."""
        for text in self.wrong:
            print(text)
        print(f"{summary}: {len(self.wrong)} wrong")
        raise SystemExit(1 if self.wrong else 0)
