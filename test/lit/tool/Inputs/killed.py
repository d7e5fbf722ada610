"""Kills compilers, programs and cleaners at random moments, and checks the cache after each. Prints counts."""
import argparse
import os
import random
import shlex
import subprocess
import time

SOURCE = """
#include <stdio.h>
static int helper(int x) { return x * 7; }
int middle(int x) { return helper(x) + 1; }
int main(void) { printf("%d\\n", middle(3)); return 0; }
"""

parser = argparse.ArgumentParser()
for name in ("work", "compile", "link", "runtime"):
    parser.add_argument("--" + name, required=True)
parser.add_argument("--rounds", type=int, default=10)
parser.add_argument("--seed", type=int, default=5)
options = parser.parse_args()
os.makedirs(options.work)
os.environ["AUTOJIT_CACHE_DIR"] = os.path.join(options.work, "cache")
generator = random.Random(options.seed)
base = os.path.join(options.work, "program")
with open(base + ".c", "w") as stream:
    stream.write(SOURCE)

compile_command = [*shlex.split(options.compile), "-c", base + ".c", "-o", base + ".o"]
link_command = [*shlex.split(options.link), base + ".o", *shlex.split(options.runtime), "-o", base]
wrong = []
started = killed = 0


def run(command, expected=None):
    result = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if result.returncode != 0 or expected is not None and result.stdout != expected:
        wrong.append(f"{command}: {result.returncode} {result.stdout}{result.stderr}")


def kill(command):
    """Starts a command, and kills it and its children after up to the time that it takes."""
    global started, killed
    before = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    limit = time.monotonic() - before
    run(["autojit-cache", "clear"])
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    started += 1
    time.sleep(generator.uniform(0, limit))
    if process.poll() is None:
        os.killpg(process.pid, 9)
        killed += 1
    process.wait()


run(compile_command)
run(link_command)
for _ in range(options.rounds):
    for command in (compile_command, [base], ["autojit-cache", "verify", "--repair"]):
        kill(command)
        run(["autojit-cache", "verify"])
        # The object may be half written, which is the compiler's business; the cache is ours.
        run(compile_command)
        run([base], "22\n")
        run([base], "22\n")

for text in wrong:
    print(text)
print(f"{started} started, {killed} killed: {len(wrong)} wrong")
raise SystemExit(1 if wrong else 0)
