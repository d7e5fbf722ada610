# Configuration of the lit suite: where the install tree is, and what the short names in RUN lines mean.
#
# Parameters (lit --param NAME=VALUE):
#   out    the install tree to test; default: $AUTOJIT_OUT, else out/ beside test/
#   exec   where the tests write; default: build/lit beside test/
#   plain  when set, nothing is built with the plugin: checks the tests of control/, data/, debug/, linkage/ and
#          process/ themselves
#   mode   who resolves first calls: in-process (default), the runtime library; spawned, the static client, which
#          starts a daemon for each test; standing, the static client with one daemon for all. Tests that are about
#          the runtime library alone require the feature in-process
#   clang  the C compiler; default: clang-22 (the C++ compiler is found beside it)
import atexit
import os
import shutil
import subprocess
import sys

import lit.util

sys.path.insert(0, os.path.dirname(__file__))
import private_test

project = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))


def path_param(name, default):
    return os.path.realpath(lit_config.params.get(name, default))


out = path_param("out", os.environ.get("AUTOJIT_OUT", os.path.join(project, "out")))
clang = lit_config.params.get("clang", "clang-22")
clangxx = clang.replace("clang", "clang++")
llvm_bin = os.path.dirname(os.path.realpath(lit.util.which(clang) or clang))
plugin = os.path.join(out, "lib", "autojit.so")
inputs = os.path.join(os.path.dirname(__file__), "Inputs")

if not os.path.exists(plugin):
    lit_config.fatal(f"{plugin} does not exist: run make first, or give --param out=DIR")

config.name = "RustJit"
config.test_format = private_test.PrivateTest()
config.suffixes = [".c", ".cpp", ".ll", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = path_param("exec", os.path.join(project, "build", "lit"))

# Nothing of the user's settings reaches a test; what a test does not set is the default.
config.environment = {
    "PATH": os.pathsep.join([llvm_bin, os.path.join(out, "bin"), os.environ.get("PATH", "")]),
    "HOME": "/nonexistent",
    "LC_ALL": "C",
    "TMPDIR": os.environ.get("TMPDIR", "/tmp"),
}
for name, default in (("CARGO_HOME", "~/.cargo"), ("RUSTUP_HOME", "~/.rustup")):
    config.environment[name] = os.environ.get(name, os.path.expanduser(default))

mode = lit_config.params.get("mode", "in-process")
if mode not in ("in-process", "spawned", "standing"):
    lit_config.fatal(f"mode={mode}: in-process, spawned or standing")
runtime = f"-L{out}/lib -lautojit-runtime -Wl,-rpath,{out}/lib" if mode == "in-process" else f"-L{out}/lib -lautojit_static-x86_64"
plain = "plain" in lit_config.params
plain_only = " --plain-only" if plain else ""
with_plugin = "" if plain else f" -fpass-plugin={plugin}"
script = f"{sys.executable} {inputs}"

# Longer names first: lit replaces in this order.
config.substitutions += [
    (r"%clangxx_lazy\b", clangxx + with_plugin),
    (r"%clang_lazy\b", clang + with_plugin),
    (r"%clangxx\b", clangxx),
    (r"%clang\b", clang),
    (r"%plugin\b", plugin),
    (r"%runtime\b", runtime),
    (r"%out\b", out),
    (r"%inputs\b", inputs),
    (r"%python\b", sys.executable),
    # Builds and runs a program with and without the plugin, cold and warm: see its first lines.
    (r"%same\b", f"{script}/same.py --out={out} --clang={clang} --runtime='{runtime}' --work=%t.same{plain_only}"),
    # Runs a program and fails when it compiles anything, or loads no image.
    (r"%run_warm\b", f"{script}/run_warm.py"),
    # Damages a file in a named way.
    (r"%damage\b", f"{script}/damage.py"),
    (r"%clear_objects\b", "rm -rf %t.cache/objects %t.cache/images"),
]

if mode == "spawned":
    # Each test has a cache of its own, hence a socket, hence a daemon: they should not pile up.
    config.environment["AUTOJITD_IDLE_SECONDS"] = "2"
config.standing_daemon = None
if mode == "standing":
    os.makedirs(config.test_exec_root, exist_ok=True)
    socket = os.path.join(config.test_exec_root, "autojitd.sock")
    # The daemon's own cache: what an earlier run of the suite left would be found.
    daemon_cache = os.path.join(config.test_exec_root, "autojitd.cache")
    shutil.rmtree(daemon_cache, ignore_errors=True)
    config.environment["AUTOJIT_SOCKET_PATH"] = socket
    daemon = subprocess.Popen([os.path.join(out, "bin", "autojitd"), "--socket", socket], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, env=dict(os.environ, AUTOJIT_CACHE_DIR=daemon_cache))
    owner = os.getpid()
    atexit.register(lambda: daemon.terminate() if os.getpid() == owner else None)
    if b"serves socket" not in daemon.stdout.readline():
        lit_config.fatal(f"no daemon serves {socket}; is one of another run there?")
    config.standing_daemon = daemon.pid

config.available_features.add(mode)
config.available_features.add("root" if os.geteuid() == 0 else "not-root")
with open("/proc/cpuinfo") as cpuinfo:
    flags = set(next((line for line in cpuinfo if line.startswith("flags")), "").split())
for feature in ("avx2", "avx512f"):
    if feature in flags:
        config.available_features.add(feature)
for tool in ("gdb", "lldb-22", "gold", "ld.lld", "mold", "valgrind", "perf", "rustc", "cargo", "gcc", "g++", "setpriv", "socat", "strace", "ccache", "sccache"):
    if lit.util.which("ld.gold" if tool == "gold" else tool, config.environment["PATH"]):
        config.available_features.add(tool)
if os.geteuid() == 0 and subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode == 0:
    config.available_features.add("mount")
os.makedirs(config.test_exec_root, exist_ok=True)
watchpoints = os.path.join(config.test_exec_root, f"has_watchpoints.{os.getpid()}")
if subprocess.run([clang, f"{config.test_source_root}/Inputs/has_watchpoints.c", "-o", watchpoints], capture_output=True).returncode == 0:
    if subprocess.run([watchpoints]).returncode == 0:
        config.available_features.add("watchpoints")
    os.remove(watchpoints)
# perf needs more than its program: a kernel that lets it count.
paranoid = "/proc/sys/kernel/perf_event_paranoid"
if os.path.exists(paranoid) and int(open(paranoid).read()) <= 2:
    config.available_features.add("perf-events")
if os.path.exists(os.path.join(os.path.dirname(llvm_bin), "lib", "libomp.so")):
    config.available_features.add("openmp")
for tool in ("autojit", "autojit-cache", "autojitd"):
    if os.path.exists(os.path.join(out, "bin", tool)):
        config.available_features.add(tool)
