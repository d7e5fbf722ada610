// The recording recipe of docs/daemon-protocol.md: socat between program and daemon, one file for each direction.
// REQUIRES: socat, autojit
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: %python %S/Inputs/daemon.py %out/bin/autojitd %t.sock -- %python %S/Inputs/socat.py %t %t.exe | FileCheck %s --check-prefix=OUTPUT
// RUN: autojit trace show %t.client.bin | FileCheck %s --check-prefix=CLIENT
// RUN: autojit trace show %t.autojitd.bin | FileCheck %s --check-prefix=DAEMON

#include <stdio.h>

int main(void) { return puts("recorded") < 0; }

// OUTPUT: recorded
// CLIENT: > HELLO protocol 1
// CLIENT: > COMPILE {{[0-9a-f]+}} function 0
// CLIENT: > MODULE {{[0-9]+}} bytes
// CLIENT-NOT: cut off
// DAEMON: < WELCOME protocol 1
// DAEMON: < NEED_MODULE
// DAEMON: < IMAGE main: unit of 1 functions
// DAEMON-NOT: cut off
