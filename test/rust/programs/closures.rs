// Closures of all three kinds, boxed, returned, as function pointers, recursive through a reference.
fn adder(n: i32) -> impl Fn(i32) -> i32 {
    move |x| x + n
}

fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}

fn boxed(kind: &str) -> Box<dyn FnMut() -> u32> {
    let mut state = kind.len() as u32;
    match kind {
        "double" => Box::new(move || { state *= 2; state }),
        _ => Box::new(move || { state += 1; state }),
    }
}

fn apply(f: fn(u8) -> char, x: u8) -> char {
    f(x)
}

fn fact(f: &dyn Fn(&dyn Fn(u64) -> u64, u64) -> u64, n: u64) -> u64 {
    f(&|k| fact(f, k), n)
}

fn main() {
    println!("{}", compose(adder(3), |x| format!("<{x}>"))(4));
    let (mut a, mut b) = (boxed("double"), boxed("one"));
    println!("{} {} {} {}", a(), a(), b(), b());
    println!("{} {}", apply(|x| (x + 1) as char, b'a'), apply(char::from, b'z'));
    println!("{}", fact(&|me, n| if n < 2 { 1 } else { n * me(n - 1) }, 10));
    let text = String::from("moved");
    let once = move || text;
    println!("{}", once());
}
