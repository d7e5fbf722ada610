// Drop order: locals, fields, temporaries, moved and partially moved values, loops, while unwinding.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}{}", self.0, if std::thread::panicking() { " while unwinding" } else { "" });
    }
}

struct Pair {
    first: Noisy,
    second: Noisy,
}

fn inner(fail: bool) -> Noisy {
    let _local = Noisy("inner local");
    let made = Noisy("returned");
    if fail {
        let _last = Noisy("last");
        panic!("inner fails");
    }
    made
}

fn middle(fail: bool) {
    let _before = Noisy("before");
    let list = vec![Noisy("list 0"), Noisy("list 1")];
    let _value = (inner(false), inner(fail));
    let _after = Noisy("after");
    drop(list);
}

fn main() {
    let pair = Pair { first: Noisy("first"), second: Noisy("second") };
    let moved = pair.second;
    let _ = Noisy("ignored at once");
    match Noisy("scrutinee") {
        ref n if n.0.is_empty() => println!("never"),
        _ => println!("in the arm"),
    }
    for name in ["a", "b"] {
        let _in_loop = Noisy(name);
        if name == "b" {
            break;
        }
    }
    middle(false);
    println!("caught {}", std::panic::catch_unwind(|| middle(true)).is_err());
    std::mem::forget(Noisy("forgotten"));
    println!("{} {}", pair.first.0, moved.0);
}
