// Long iterator chains, own iterators, double-ended and peekable ones.
struct Collatz(u64);

impl Iterator for Collatz {
    type Item = u64;
    fn next(&mut self) -> Option<u64> {
        if self.0 == 1 {
            return None;
        }
        self.0 = if self.0 % 2 == 0 { self.0 / 2 } else { 3 * self.0 + 1 };
        Some(self.0)
    }
}

fn main() {
    println!("{} {:?}", Collatz(27).count(), Collatz(27).max());
    let v: Vec<_> = (1..=20).filter(|x| x % 3 != 0).map(|x| x * x).skip(2).step_by(3).zip("abcdef".chars()).collect();
    println!("{v:?}");
    println!("{:?}", (0..10).flat_map(|i| (0..i).rev()).scan(0, |s, x| { *s += x; Some(*s) }).take_while(|s| *s < 60).last());
    let mut peek = [1, 1, 2, 3, 3, 3].iter().peekable();
    let mut runs = Vec::new();
    while let Some(x) = peek.next() {
        let mut n = 1;
        while peek.next_if_eq(&x).is_some() {
            n += 1;
        }
        runs.push((*x, n));
    }
    println!("{runs:?}");
    println!("{:?}", ["3", "x", "5"].iter().map(|s| s.parse::<i32>()).collect::<Result<Vec<_>, _>>().is_err());
    println!("{:?}", [4, 9, 2].iter().min_by_key(|x| (**x as i32 - 8).abs()));
    println!("{:?}", (1..=4).try_fold(1u8, |a, x| a.checked_mul(x * 3)));
    let (a, b): (Vec<_>, Vec<_>) = (0..6).partition(|x| x % 2 == 0);
    println!("{a:?} {b:?} {:?}", a.iter().chain(&b).rev().collect::<Vec<_>>());
}
