#!/usr/bin/env python3
"""Many clients at once, and a daemon that is killed all the time.

Builds a program of many small functions with the static client. `crowd`: 200 copies of it start at once, each with an
empty cache; all must print the right sum. `kill`: while programs run one after another, their daemon is killed with
SIGKILL at random moments; each program must end with the right sum or with a documented message, and none may hang.
`memory`, only if named: what a daemon has in memory after a thousand units, and when it has been idle since.
"""
import argparse
import glob
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

FUNCTIONS = 60
MANY_FUNCTIONS = 1000
IDLE_SECONDS = 75  # a minute until a module is closed, and the time to notice
# Killed twice while it compiled, and killed twice before it listened, which is likely where starting takes long.
MESSAGES = (b"autojitd ended twice without an answer", b"autojitd was started and does not answer")


def build(options, directory, functions=FUNCTIONS):
    with open(f"{directory}/program.c", "w") as source:
        source.write("#include <stdio.h>\n")
        for i in range(functions):
            source.write(f"int f{i}(int x) {{ int s = x; for (int i = 0; i < {i + 3}; i++) s = s * 3 + i; return s & 0xffff; }}\n")
        source.write("int (*volatile table[])(int) = {" + ", ".join(f"f{i}" for i in range(functions)) + "};\n")
        source.write("int main(void) { int s = 1; for (unsigned i = 0; i < sizeof table / sizeof *table; i++)"
                     " s += table[i](s); printf(\"%d\\n\", s); return 0; }\n")
    out = options.out
    environment = dict(os.environ, AUTOJIT_STORE="embed")
    subprocess.run(["clang-22", "-O1", f"-fpass-plugin={out}/lib/autojit.so", "-c", f"{directory}/program.c", "-o",
                    f"{directory}/program.o"], env=environment, check=True)
    subprocess.run(["clang-22", f"{directory}/program.o", f"-L{out}/lib", "-lautojit_static-x86_64", "-o",
                    f"{directory}/program"], check=True)
    subprocess.run(["clang-22", "-O1", f"{directory}/program.c", "-o", f"{directory}/regular"], check=True)
    return subprocess.run([f"{directory}/regular"], check=True, capture_output=True).stdout


def environment_of(options, directory, cache):
    return dict(os.environ, AUTOJIT_CACHE_DIR=f"{directory}/{cache}", AUTOJIT_SOCKET_PATH=f"{directory}/socket",
                AUTOJIT_DAEMON_PATH=f"{options.out}/bin/autojitd", AUTOJITD_IDLE_SECONDS="5")


def daemons(directory):
    found = []
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path, "rb") as file:
                if file.read().split(b"\0")[:4] == [b"autojitd", b"--spawned", b"--socket", f"{directory}/socket".encode()]:
                    found.append(int(path.split("/")[2]))
        except OSError:
            pass
    return found


def crowd(options, directory, expected):
    start = time.monotonic()
    programs = [subprocess.Popen([f"{directory}/program"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 env=environment_of(options, directory, f"cache{i}")) for i in range(options.clients)]
    wrong = []
    for program in programs:
        out, error = program.communicate(timeout=300)
        if out != expected or program.returncode:
            wrong.append((program.returncode, out, error))
    print(f"{options.clients} clients at once: {len(wrong)} wrong, {time.monotonic() - start:.1f} s, "
          f"{len(daemons(directory))} daemon")
    return wrong


def kill(options, directory, expected):
    kills, done = 0, threading.Event()

    def killer():
        nonlocal kills
        rng = random.Random(options.seed)
        while not done.is_set():
            time.sleep(rng.uniform(0, 0.25))
            for pid in daemons(directory):
                try:
                    os.kill(pid, signal.SIGKILL)
                    kills += 1
                except ProcessLookupError:
                    pass

    thread = threading.Thread(target=killer)
    thread.start()
    right = told = 0
    wrong = []
    try:
        while kills < options.kills:
            shutil.rmtree(f"{directory}/cache", ignore_errors=True)
            result = subprocess.run([f"{directory}/program"], capture_output=True, timeout=120,
                                    env=environment_of(options, directory, "cache"))
            if result.returncode == 0 and result.stdout == expected and not result.stderr:
                right += 1
            elif result.returncode == -signal.SIGABRT and any(message in result.stderr for message in MESSAGES):
                told += 1
            else:
                wrong.append((result.returncode, result.stdout, result.stderr))
    finally:
        done.set()
        thread.join()
    print(f"{kills} kills: {right} programs right, {told} with a message, {len(wrong)} wrong")
    return wrong


def resident(pid):
    """Megabytes, and how many of them belong to no file."""
    with open(f"/proc/{pid}/status") as status:
        fields = dict(line.split(":", 1) for line in status)
    return "{} MB resident, {} MB of them anonymous".format(*(int(fields[name].split()[0]) // 1024 for name in ("VmRSS", "RssAnon")))


def memory(options, directory, _):
    expected = build(options, directory, MANY_FUNCTIONS)
    environment = dict(environment_of(options, directory, "memory"), AUTOJITD_IDLE_SECONDS="0")
    result = subprocess.run([f"{directory}/program"], capture_output=True, timeout=300, env=environment)
    if result.returncode or result.stdout != expected:
        return [(result.returncode, result.stdout, result.stderr)]
    (daemon,) = daemons(directory)
    print(f"after {MANY_FUNCTIONS} units: {resident(daemon)}", flush=True)
    time.sleep(IDLE_SECONDS)
    print(f"idle for {IDLE_SECONDS} s: {resident(daemon)}")
    return []


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, help="the install tree")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("tests", nargs="*", default=["crowd", "kill"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        expected = build(options, directory)
        wrong = []
        for test in options.tests:
            wrong += {"crowd": crowd, "kill": kill, "memory": memory}[test](options, directory, expected)
        for pid in daemons(directory):
            os.kill(pid, signal.SIGTERM)
        while daemons(directory):
            time.sleep(0.05)
    for one in wrong[:5]:
        print(one)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
