// The backtrace of a panic names the same frames, files and lines as the regular build's, cold and warm.
// REQUIRES: rustc-nightly
// RUN: mkdir -p %t.regular %t.lazy
// RUN: %rustc -g %s -o %t.regular/backtrace && %rustc_lazy -g %s -o %t.lazy/backtrace
// RUN: env RUST_BACKTRACE=1 %observe %t.regular/backtrace > %t.expected
// RUN: FileCheck %s < %t.expected
// RUN: env RUST_BACKTRACE=1 %observe %t.lazy/backtrace > %t.cold && diff %t.expected %t.cold
// RUN: env RUST_BACKTRACE=1 %observe %t.lazy/backtrace > %t.warm && diff %t.expected %t.warm

// CHECK: panicked at {{.*}}backtrace.rs:[[#@LINE+10]]:9
// CHECK-NEXT: three is too many
// CHECK: stack backtrace:
// CHECK: backtrace::inner
// CHECK: backtrace::outer::<u8>
// CHECK: backtrace::main
// CHECK: exit code 101

fn inner(n: u32) -> u32 {
    if n == 3 {
        panic!("three is too many");
    }
    n
}

fn outer<T: Into<u32> + Copy>(values: &[T]) -> u32 {
    values.iter().map(|v| inner((*v).into())).sum()
}

fn main() {
    println!("{}", outer(&[1u8, 2]));
    println!("{}", outer(&[1u8, 3]));
}
