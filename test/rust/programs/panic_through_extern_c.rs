// A panic may not leave an extern "C" function: it aborts. One of extern "C-unwind" is caught.
// Its backtrace, printed unasked, would show functions that are not optimised yet.
// env: AUTOJIT_TIER=0
// Optimised code without debug information names no inlined frames, and the two builds may inline differently.
// level 3: -g
extern "C-unwind" fn may_leave(x: i32) -> i32 {
    if x > 1 { panic!("leaves with {x}") }
    x
}

extern "C" fn may_not_leave(x: i32) -> i32 {
    if x > 1 { panic!("stays with {x}") }
    x
}

fn main() {
    println!("{}", may_leave(1) + may_not_leave(1));
    println!("{}", std::panic::catch_unwind(|| may_leave(2)).is_err());
    println!("{}", std::panic::catch_unwind(|| may_not_leave(2)).is_err());
}
