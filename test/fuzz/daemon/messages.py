#!/usr/bin/env python3
"""Malformed messages for autojitd: made-up bytes, sound messages with bytes changed, cut off, repeated, out of order.

The daemon must survive, answer a sound client afterwards, and not have grown. Prints the seed, what it sent, and the
daemon's memory before and after.
"""
import argparse
import os
import random
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

HELLO = struct.pack("<IHH8sIIII", 24, 1, 0, b"AUTOJIT\0", 1, 2, 1, 0)


def message(kind, body):
    return struct.pack("<IHH", len(body), kind, 0) + body


def sound_messages(rng, module):
    placed = rng.randbytes(rng.randrange(0, 64))
    hash_ = rng.randbytes(16)
    root = b"/nonexistent/" + bytes(rng.choices(b"abc/\0", k=rng.randrange(20)))
    return [
        HELLO,
        message(2, hash_ + struct.pack("<IIII", rng.randrange(10), rng.randrange(3), len(placed), 0) + placed),
        message(3, module),
        message(4, hash_ + struct.pack("<IIII", rng.randrange(3), 2, len(root), 0) + struct.pack("<II", 1, 2) + root),
    ]


def change(rng, data):
    """A damaged copy."""
    data = bytearray(data)
    for _ in range(rng.choice((0, 1, 1, 2, 8))):
        if data:
            data[rng.randrange(len(data))] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
    if rng.random() < 0.2:
        data = data[:rng.randrange(len(data) + 1)]
    if rng.random() < 0.05:
        data += rng.randbytes(rng.randrange(64))
    return bytes(data)


def conversation(rng, module):
    """What one client sends, and how many messages that is."""
    parts = []
    if rng.random() < 0.9:
        parts.append(HELLO)
    for _ in range(rng.randrange(1, 8)):
        choice = rng.random()
        if choice < 0.1:
            parts.append(rng.randbytes(rng.randrange(200)))
        elif choice < 0.15:
            # A size that is never sent.
            parts.append(struct.pack("<IHH", rng.choice((1 << 20, 1 << 29, 0xFFFFFFFF)), rng.randrange(6), 0))
        elif choice < 0.5:
            # A MODULE after NEED_MODULE leaves the connection open: the daemon says what is wrong with it.
            parts += [sound_messages(rng, module)[1], message(3, change(rng, module))]
        else:
            parts.append(change(rng, rng.choice(sound_messages(rng, module))))
    return b"".join(parts), len(parts)


def talk(path, data):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(20)
    client.connect(path)
    try:
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        while client.recv(65536):
            pass
    except (BrokenPipeError, ConnectionResetError):
        pass
    finally:
        client.close()


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--autojitd", required=True)
    parser.add_argument("--messages", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    print("seed", options.seed, flush=True)
    rng = random.Random(options.seed)
    module = struct.pack("<IIIII4s", 0x0B17C0DE, 0, 96, 100, 0x01000007, b"AJMF") + rng.randbytes(172)
    with tempfile.TemporaryDirectory() as directory:
        path = directory + "/socket"
        daemon = subprocess.Popen([options.autojitd, "--socket", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=dict(os.environ, AUTOJIT_CACHE_DIR=directory + "/cache"), text=True)
        daemon.stdout.readline()
        sent, before = 0, 0
        start = time.monotonic()
        while sent < options.messages:
            data, count = conversation(rng, module)
            talk(path, data)
            sent += count
            if before == 0 and sent > min(100000, options.messages / 10):
                before = resident(daemon.pid)
        talk(path, HELLO)
        after = resident(daemon.pid)
        daemon.send_signal(signal.SIGTERM)
        _, errors = daemon.communicate(timeout=60)
        print(f"{sent} messages in {time.monotonic() - start:.0f} s, resident {before} KB after a tenth, {after} KB at the end")
        if daemon.returncode != 0 or errors:
            sys.exit(f"autojitd ended with {daemon.returncode}:\n{errors}")
        if after > before + 32 * 1024:
            sys.exit("autojitd has grown")


if __name__ == "__main__":
    main()
