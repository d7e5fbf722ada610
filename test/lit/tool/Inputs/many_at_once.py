"""Builds and runs programs on one cache while others clean it. Prints counts; fails when anything went wrong."""
import concurrent.futures
import os
import threading

from stress import Stress

stress = Stress(programs=16, rounds=6)
programs, rounds = stress.options.programs, stress.options.rounds
# About a third of what the programs need: they evict each other's code as well.
os.environ["AUTOJIT_CACHE_MAX_SIZE"] = f"{programs}K"
finished = threading.Event()


def use(n):
    for _ in range(rounds):
        stress.use(n)


def clean(arguments):
    count = 0
    while not finished.is_set():
        stress.run(["autojit-cache", *arguments])
        count += 1
    return count


CLEANERS = (["clear"], ["prune", "--max-size", "20K"], ["verify"], ["limit", "20K"], ["stats"])
with concurrent.futures.ThreadPoolExecutor(2 * programs + len(CLEANERS)) as pool:
    cleaners = [pool.submit(clean, words) for words in CLEANERS]
    for build in [pool.submit(stress.build, n) for n in range(programs)]:
        build.result()
    # Once more, now beside programs that run.
    builds = [pool.submit(stress.build, n + programs) for n in range(programs)]
    for future in builds + [pool.submit(use, n) for n in range(programs)]:
        future.result()
    finished.set()
    cleanings = sum(future.result() for future in cleaners)
stress.check_modules(range(2 * programs))
stress.finish(f"{2 * programs} builds, {programs * rounds} runs, {cleanings} cleanings")
