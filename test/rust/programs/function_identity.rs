// Function pointers: equal to themselves wherever they are taken, in tables, as C callbacks, with types by name.
use std::any::type_name_of_val;

fn square(x: i32) -> i32 {
    x * x
}

fn pointer() -> fn(i32) -> i32 {
    square
}

fn generic<T: std::ops::Add<Output = T> + Copy>(x: T) -> T {
    x + x
}

fn main() {
    let taken: fn(i32) -> i32 = square;
    println!("{} {}", taken as usize == pointer() as usize, taken(5));
    let table: [(&str, fn(i32) -> i32); 3] = [("square", square), ("generic", generic), ("abs", i32::abs)];
    println!("{:?}", table.map(|(name, f)| (name, f(-4))));
    println!("{} {}", type_name_of_val(&square), type_name_of_val(&generic::<u8>));
    let transmuted: extern "C" fn(f64) -> f64 = { extern "C" fn half(x: f64) -> f64 { x / 2.0 } half };
    println!("{}", transmuted(9.0));
}
