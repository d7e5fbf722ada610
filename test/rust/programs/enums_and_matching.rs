// Pattern matching: niches, slices, ranges, bindings, guards, nested boxes, jump tables.
use std::mem::size_of;

enum Expr {
    Number(i64),
    Negate(Box<Expr>),
    Binary(Box<Expr>, char, Box<Expr>),
}

use Expr::*;

fn evaluate(e: &Expr) -> Result<i64, String> {
    Ok(match e {
        Number(n) => *n,
        Negate(inner) => -evaluate(inner)?,
        Binary(a, '+', b) => evaluate(a)? + evaluate(b)?,
        Binary(a, '*', b) => evaluate(a)? * evaluate(b)?,
        Binary(a, '/', b) => match evaluate(b)? {
            0 => return Err("division by zero".into()),
            d => evaluate(a)? / d,
        },
        Binary(_, op, _) => return Err(format!("no operator {op}")),
    })
}

fn classify(values: &[u8]) -> &'static str {
    match values {
        [] => "empty",
        [one @ (1 | 3 | 5)] if *one > 1 => "odd above one",
        [_] => "single",
        [first, .., last] if first == last => "framed",
        [0..=9, rest @ ..] if rest.len() > 2 => "long",
        _ => "other",
    }
}

fn table(n: u8) -> u32 {
    match n { 0 => 7, 1 => 13, 2 => 4, 3 => 99, 4 => 23, 5 => 5, 6 => 61, 7 => 8, 8 => 1, _ => 0 }
}

fn main() {
    let e = Binary(Box::new(Negate(Box::new(Number(6)))), '*', Box::new(Binary(Box::new(Number(3)), '+', Box::new(Number(4)))));
    println!("{:?}", evaluate(&e));
    println!("{:?} {:?}", evaluate(&Binary(Box::new(Number(1)), '/', Box::new(Number(0)))), evaluate(&Binary(Box::new(e), '%', Box::new(Number(1)))));
    for v in [&[][..], &[3], &[1], &[4, 5, 4], &[1, 2, 3, 4], &[10, 2]] {
        println!("{}", classify(v));
    }
    println!("{} {} {}", size_of::<Option<Box<u8>>>(), size_of::<Option<char>>(), size_of::<Option<Option<bool>>>());
    println!("{:?}", (0..10).map(table).collect::<Vec<_>>());
}
