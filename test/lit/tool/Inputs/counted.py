"""Many processes at once; each is counted, and once. Prints counts."""
import concurrent.futures
import json
import subprocess

from stress import Stress

stress = Stress(programs=8, rounds=25)
programs, rounds = stress.options.programs, stress.options.rounds
for n in range(programs):
    stress.build(n)
with concurrent.futures.ThreadPoolExecutor(16) as pool:
    list(pool.map(stress.use, [n for n in range(programs) for _ in range(rounds)]))
counters = json.loads(subprocess.run(["autojit-cache", "stats", "--json"], capture_output=True, check=True).stdout)["counters"]
if counters["runs"] != programs * rounds or counters["hits"] + counters["misses"] != programs * rounds:
    stress.wrong.append(f"{programs * rounds} runs, but {counters}")
stress.finish(f"{programs * rounds} runs")
