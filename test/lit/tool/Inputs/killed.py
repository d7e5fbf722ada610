"""Kills compilers, programs and cleaners at random moments, and checks the cache after each. Prints counts."""
import os
import random
import subprocess
import time

from stress import Stress

stress = Stress(rounds=10, seed=5)
generator = random.Random(stress.options.seed)
started = killed = 0


def kill(command):
    """Starts a command, and kills it and its children after up to the time that it takes."""
    global started, killed
    before = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    limit = time.monotonic() - before
    stress.run(["autojit-cache", "clear"])
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    started += 1
    time.sleep(generator.uniform(0, limit))
    if process.poll() is None:
        os.killpg(process.pid, 9)
        killed += 1
    process.wait()


compiling, linking = stress.build_commands(7)
stress.build(7)
os.environ["AUTOJIT_CACHE_MAX_SIZE"] = "1K"  # each program that compiles also evicts
for _ in range(stress.options.rounds):
    for command in (compiling, [stress.program(7)], ["autojit-cache", "verify", "--repair"], ["autojit-cache", "limit", "1K"]):
        kill(command)
        stress.run(["autojit-cache", "verify"])
        # The object may be half written, which is the compiler's business; the cache is ours.
        stress.run(compiling)
        stress.use(7)
        stress.use(7)
        stress.run(["autojit-cache", "stats"])
stress.check_modules([7])
stress.finish(f"{started} started, {killed} killed")
