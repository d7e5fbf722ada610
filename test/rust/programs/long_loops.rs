// Functions that are called once and loop for long: at level 3 their loops go on in better code while they run. Calls that end
// an iteration, values that live across, guards to drop, panics that leave a loop and are caught in another.
use std::collections::HashMap;
use std::panic;

struct Guard<'a>(&'a mut u64);
impl Drop for Guard<'_> {
    fn drop(&mut self) {
        *self.0 += 1;
    }
}

#[inline(never)]
fn step(x: &mut u64) -> bool {
    *x = x.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
    *x >> 44 != 5
}

#[inline(never)]
fn only_calls(x: &mut u64) {
    let mut end = Vec::new();
    loop {
        if !step(x) {
            break;
        }
    }
    end.push(*x);
    println!("{}", end.len());
}

#[inline(never)]
fn guarded(n: u64, drops: &mut u64) -> u64 {
    let mut sum = 0u64;
    for i in 0..n {
        let guard = Guard(drops);
        if i % 7 == 3 {
            continue;
        }
        sum = sum.rotate_left(3) ^ i ^ *guard.0;
    }
    sum
}

#[inline(never)]
fn panics(n: u32) -> u32 {
    let mut caught = 0;
    for i in 0..n {
        let result = panic::catch_unwind(|| {
            let mut drops = 0;
            let _guard = Guard(&mut drops);
            if i % 1000 == 999 {
                panic!("at {i}");
            }
            i & 1
        });
        match result {
            Ok(odd) => caught += odd,
            Err(_) => caught += 100,
        }
    }
    caught
}

#[inline(never)]
fn iterates(words: &[String]) -> Result<usize, String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut best = (0, "");
    for (i, word) in words.iter().enumerate().filter(|(i, _)| i % 3 != 1) {
        let count = counts.entry(word.as_str()).or_insert(0);
        *count += 1;
        if *count > best.0 {
            best = (*count, word);
        }
        if i == 59_999 {
            return Err(format!("{i}: {} of {}", best.1, best.0));
        }
    }
    Ok(counts.len())
}

fn main() {
    panic::set_hook(Box::new(|_| {}));
    let mut x = 1u64;
    only_calls(&mut x);
    let mut drops = 0;
    println!("{} {}", guarded(100_000, &mut drops), drops);
    println!("{}", panics(50_000));
    let words: Vec<String> = (0..60_001).map(|i| format!("w{}", i * i % 977)).collect();
    println!("{:?}", iterates(&words));
    println!("{:?}", iterates(&words[..50_000]));
    let mut matrix = vec![[0f64; 16]; 16];
    for k in 0..200_000usize {
        let (i, j) = (k % 16, k / 16 % 16);
        matrix[i][j] = matrix[j][i] * 0.5 + (k as f64).sqrt();
    }
    println!("{:.6}", matrix.iter().flatten().sum::<f64>());
}
