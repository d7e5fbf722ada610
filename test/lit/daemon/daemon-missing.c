// A daemon that cannot be started, or ends at once: one line that says so, soon.
// RUN: %clang_lazy -O0 -c %s -o %t.o
// RUN: %clang %t.o %client -o %t.exe
// RUN: env AUTOJIT_SOCKET_PATH=%t.sock AUTOJIT_DAEMON_PATH=/bin/false not --crash %t.exe 2>&1 | FileCheck %s --check-prefix=ENDS
// RUN: echo text > %t.text && chmod +x %t.text
// RUN: env AUTOJIT_SOCKET_PATH=%t.sock AUTOJIT_DAEMON_PATH=%t.text not --crash %t.exe 2>&1 | FileCheck %s --check-prefix=TEXT
// RUN: env AUTOJIT_SOCKET_PATH=/nonexistent/directory/socket not --crash %t.exe 2>&1 | FileCheck %s --check-prefix=NOWHERE

int main(void) { return 0; }

// ENDS: [autojit] cannot run main from {{.*}}daemon-missing.c: autojitd was started and does not answer '{{.*}}.sock'; run autojitd by hand to see why
// TEXT: [autojit] cannot run main from {{.*}}daemon-missing.c: autojitd cannot be reached or started (errno {{8|26}}) '{{.*}}.sock'; check that path and AUTOJIT_DAEMON_PATH
// NOWHERE: autojitd cannot be reached or started (errno 2) '/nonexistent/directory/socket'
