"""Builds and runs programs on one cache while others clean it. Prints counts; fails when anything went wrong."""
import argparse
import concurrent.futures
import os
import shlex
import subprocess
import threading

SOURCE = """
#include <stdio.h>
static int helper(int x) { return x * %(n)d; }
int middle(int x) { return helper(x) + 1; }
int main(void) { printf("%%d\\n", middle(3)); return 0; }
"""

parser = argparse.ArgumentParser()
for name in ("work", "compile", "link", "runtime"):
    parser.add_argument("--" + name, required=True)
parser.add_argument("--programs", type=int, default=16)
parser.add_argument("--rounds", type=int, default=6)
options = parser.parse_args()
os.makedirs(options.work)
os.environ["AUTOJIT_CACHE_DIR"] = os.path.join(options.work, "cache")

wrong = []
finished = threading.Event()


def run(command, expected=None):
    result = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if result.returncode != 0 or expected is not None and result.stdout != expected:
        wrong.append(f"{command}: {result.returncode} {result.stdout}{result.stderr}")


def build(n):
    base = os.path.join(options.work, f"p{n}")
    with open(base + ".c", "w") as stream:
        stream.write(SOURCE % {"n": n})
    run([*shlex.split(options.compile), "-c", base + ".c", "-o", base + ".o"])
    run([*shlex.split(options.link), base + ".o", *shlex.split(options.runtime), "-o", base])


def use(n):
    for _ in range(options.rounds):
        run([os.path.join(options.work, f"p{n}")], f"{3 * n + 1}\n")
    return options.rounds


def clean(arguments):
    count = 0
    while not finished.is_set():
        run(["autojit-cache", *arguments])
        count += 1
    return count


with concurrent.futures.ThreadPoolExecutor(2 * options.programs + 3) as pool:
    cleaners = [pool.submit(clean, words) for words in (["clear"], ["prune", "--max-size", "20K"], ["verify"])]
    builds = [pool.submit(build, n) for n in range(options.programs)]
    for future in builds:
        future.result()
    # Once more, now beside programs that run.
    builds = [pool.submit(build, n + options.programs) for n in range(options.programs)]
    runs = sum(future.result() for future in [pool.submit(use, n) for n in range(options.programs)])
    for future in builds:
        future.result()
    finished.set()
    cleanings = sum(future.result() for future in cleaners)

for text in wrong:
    print(text)
print(f"{options.programs} builds, {runs} runs, {cleanings} cleanings: {len(wrong)} wrong")
raise SystemExit(1 if wrong else 0)
