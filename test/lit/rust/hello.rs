// A program at opt-level 0 and 3: equal output cold and warm, and nothing is compiled in the warm run.
// REQUIRES: rustc-nightly
// RUN: %rustc_lazy -g %s -o %t.exe0 && %t.exe0 | FileCheck %s && %run_warm %t.exe0 | FileCheck %s
// RUN: %rustc_lazy -C opt-level=3 %s -o %t.exe3 && %t.exe3 | FileCheck %s && %run_warm %t.exe3 | FileCheck %s
// RUN: %rustc_lazy -C opt-level=s -C codegen-units=1 %s -o %t.exes && %t.exes | FileCheck %s && %run_warm %t.exes | FileCheck %s
// RUN: %rustc_lazy -C panic=abort %s -o %t.exea && %t.exea | FileCheck %s && %run_warm %t.exea | FileCheck %s
// The body has left the program.
// RUN: %rustc -g %s -o %t.regular && nm %t.regular | grep -E 'hello.*secret'
// RUN: nm %t.exe0 | not grep -E 'hello.*secret'

// CHECK: hello, 49

fn secret(x: u32) -> u32 {
    std::hint::black_box(x) * x
}

fn main() {
    println!("hello, {}", secret(7));
}
