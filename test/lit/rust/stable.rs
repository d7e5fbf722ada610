// The stable toolchain, with RUSTC_BOOTSTRAP=1; without it rustc refuses the option.
// REQUIRES: rustc-stable
// RUN: %rustc_lazy_stable -g %s -o %t.exe && %t.exe | FileCheck %s && %run_warm %t.exe | FileCheck %s
// RUN: %rustc_lazy_stable -C opt-level=3 %s -o %t.exe && %t.exe | FileCheck %s && %run_warm %t.exe | FileCheck %s
// RUN: not env RUSTC_BOOTSTRAP=0 rustc +stable -Z llvm-plugins=%plugin %s -o %t.exe 2>&1 | FileCheck %s --check-prefix=REFUSED

// CHECK: [1, 3, 6, 10]
// REFUSED: error: the option `Z` is only accepted on the nightly compiler

fn main() {
    let sums: Vec<u32> = (1..5).scan(0, |sum, x| { *sum += x; Some(*sum) }).collect();
    println!("{sums:?}");
}
