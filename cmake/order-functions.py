#!/usr/bin/env python3
"""order-functions.py LIBRARY OUTPUT COMMAND...: runs a command and appends the names of LIBRARY's functions to OUTPUT, in the
order in which they are called for the first time.

A linker that puts them into this order has a process touch few pages of a large library, in place of one here and one there.
Where processes may not be traced OUTPUT stays as it is, which is no error: the library is as good, only slower to start.
"""
import ctypes
import os
import signal
import struct
import sys

# <sys/ptrace.h>, <sys/user.h>: x86-64.
TRACEME, CONT, GETREGS, SETREGS, SYSCALL, SETOPTIONS, EXITKILL = 0, 7, 12, 13, 24, 0x4200, 0x100000
REGISTERS, RSI, ORIG_RAX, RIP, READ = 27, 13, 15, 16, 0
BREAKPOINT = 0xCC

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


def ptrace(request, process, data=None):
    if libc.ptrace(request, process, None, data) < 0:
        raise OSError(ctypes.get_errno(), f"ptrace: {os.strerror(ctypes.get_errno())}")


class Library:
    """What an ELF file says: its functions by address, and where its code is in the file."""

    def __init__(self, path):
        self.path = os.path.realpath(path)
        with open(path, "rb") as file:
            elf = file.read()
        (programs, sections) = struct.unpack_from("<QQ", elf, 32)
        (program_count, _, section_count) = struct.unpack_from("<HHH", elf, 56)
        headers = [struct.unpack_from("<IIQQQQIIQQ", elf, sections + 64 * i) for i in range(section_count)]
        self.functions = {}
        for header in headers:
            if header[1] == 2:  # SHT_SYMTAB
                names = headers[header[6]][4]
                for at in range(header[4], header[4] + header[5], 24):
                    name, info, _, section, value, size = struct.unpack_from("<IBBHQQ", elf, at)
                    if info & 15 == 2 and section and size:  # STT_FUNC
                        self.functions.setdefault(value, elf[names + name:elf.index(0, names + name)].decode())
        for i in range(program_count):
            kind, flags, offset, address = struct.unpack_from("<IIQQ", elf, programs + 56 * i)
            if kind == 1 and flags & 1:  # PT_LOAD, PF_X
                self.file_to_address = address - offset

    def mapping(self, process):
        """Where its code is in a process: start, end, and what its addresses are relative to; None when it is not there."""
        with open(f"/proc/{process}/maps") as maps:
            for line in maps:
                fields = line.split(None, 5)
                if "x" in fields[1] and len(fields) > 5 and fields[5].strip() == self.path:
                    start, end = (int(address, 16) for address in fields[0].split("-"))
                    return start, end, start - int(fields[2], 16) - self.file_to_address
        return None


class Process:
    """A traced process. Its memory is a file."""

    def __init__(self, command, environment):
        self.number = os.fork()
        if self.number == 0:
            try:
                libc.ptrace(TRACEME, 0, None, None)
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os.execvpe(command[0], command, environment)
            finally:
                os._exit(127)
        _, status = os.waitpid(self.number, 0)
        if not os.WIFSTOPPED(status):
            raise OSError(0, "the command does not start, or cannot be traced")
        ptrace(SETOPTIONS, self.number, EXITKILL)
        self.memory = open(f"/proc/{self.number}/mem", "r+b", buffering=0)
        self.registers = (ctypes.c_ulonglong * REGISTERS)()

    def read(self, address, size):
        self.memory.seek(address)
        return self.memory.read(size)

    def write(self, address, content):
        self.memory.seek(address)
        self.memory.write(content)

    def run(self, request, pending):
        """Goes on until it stops. Gives the signal, or None and the wait status at its end."""
        ptrace(request, self.number, pending)
        _, status = os.waitpid(self.number, 0)
        if not os.WIFSTOPPED(status):
            return None, status
        ptrace(GETREGS, self.number, ctypes.addressof(self.registers))
        return os.WSTOPSIG(status), status

    def hide_tracer(self):
        """What is compiled under a debugger is other code: /proc/self/status says that there is none."""
        if self.registers[ORIG_RAX] == READ:
            try:
                text = self.read(self.registers[RSI], 1024)
            except OSError:
                return
            at = text.find(b"\nTracerPid:\t")
            if at >= 0:
                self.write(self.registers[RSI] + at + len(b"\nTracerPid:\t"), b"0")


def first_calls(library, command, environment):
    process = Process(command, environment)
    waiting, order, pending = {}, [], 0
    while True:
        stop, status = process.run(CONT if waiting else SYSCALL, pending)
        pending = 0
        if stop is None:
            if status:
                raise OSError(0, f"the command failed: wait status {status:#x}")
            return order
        at = process.registers[RIP] - 1
        if stop != signal.SIGTRAP:
            pending = stop
        elif waiting:
            if at in waiting:
                name, byte = waiting.pop(at)
                order.append(name)
                process.write(at, bytes([byte]))
                process.registers[RIP] = at
                ptrace(SETREGS, process.number, ctypes.addressof(process.registers))
        elif found := library.mapping(process.number):
            start, end, bias = found
            code = bytearray(process.read(start, end - start))
            for address, name in library.functions.items():
                if start <= address + bias < end:
                    waiting[address + bias] = name, code[address + bias - start]
                    code[address + bias - start] = BREAKPOINT
            process.write(start, code)
        else:
            process.hide_tracer()


def main():
    library, output, command = sys.argv[1], sys.argv[2], sys.argv[3:]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AUTOJIT_")}
    environment |= dict(word.split("=", 1) for word in iter(lambda: command.pop(0) if "=" in command[0] else None, None))
    try:
        order = first_calls(Library(library), command, environment)
    except OSError as problem:
        print(f"order-functions.py: {problem.strerror}: {os.path.basename(library)} keeps the order it has; allow the build to trace processes (ptrace) for one that starts faster", file=sys.stderr)
        order = []
    with open(output, "a") as file:
        file.writelines(f"{name}\n" for name in order)


main()
