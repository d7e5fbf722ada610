//! A Rust program of the usual kinds of code: collections, traits, generics, threads, a caught panic.
//!
//!     shapes [ROUNDS]

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::mpsc;

/// Marked so that the benchmark can edit it.
const EDITION: u64 = 1;

trait Shape {
    fn area(&self) -> f64;
    fn name(&self) -> &'static str;
}

struct Circle(f64);
struct Rectangle(f64, f64);

impl Shape for Circle {
    fn area(&self) -> f64 {
        std::f64::consts::PI * self.0 * self.0
    }
    fn name(&self) -> &'static str {
        "circle"
    }
}

impl Shape for Rectangle {
    fn area(&self) -> f64 {
        self.0 * self.1
    }
    fn name(&self) -> &'static str {
        "rectangle"
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(i64),
    Operator(char),
}

#[derive(Debug)]
struct SyntaxError(usize);

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "syntax error at {}", self.0)
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, SyntaxError> {
    let mut result = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            ' ' => {}
            '+' | '-' | '*' => result.push(Token::Operator(c)),
            '0'..='9' => {
                let mut value = c.to_digit(10).unwrap() as i64;
                while let Some(digit) = rest.peek().and_then(|(_, c)| c.to_digit(10)) {
                    value = value * 10 + digit as i64;
                    rest.next();
                }
                result.push(Token::Number(value));
            }
            _ => return Err(SyntaxError(at)),
        }
    }
    Ok(result)
}

fn evaluate(text: &str) -> Result<i64, SyntaxError> {
    let mut sum = 0;
    let mut operator = '+';
    for token in tokens(text)? {
        match token {
            Token::Operator(c) => operator = c,
            Token::Number(n) => match operator {
                '+' => sum += n,
                '-' => sum -= n,
                _ => sum *= n,
            },
        }
    }
    Ok(sum)
}

fn count_words(text: &str) -> Vec<(String, usize)> {
    let mut counts = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    sorted
}

fn total_areas() -> BTreeMap<&'static str, f64> {
    let shapes: Vec<Box<dyn Shape>> = (1..20)
        .map(|i| -> Box<dyn Shape> {
            if i % 2 == 0 {
                Box::new(Circle(i as f64))
            } else {
                Box::new(Rectangle(i as f64, 2.0))
            }
        })
        .collect();
    let mut totals = BTreeMap::new();
    for shape in &shapes {
        *totals.entry(shape.name()).or_insert(0.0) += shape.area();
    }
    totals
}

fn sum_in_threads(numbers: Vec<u64>) -> u64 {
    let (sender, receiver) = mpsc::channel();
    let threads: Vec<_> = numbers
        .chunks(numbers.len() / 3 + 1)
        .map(|part| {
            let (part, sender) = (part.to_vec(), sender.clone());
            std::thread::spawn(move || sender.send(part.iter().map(|n| n * n).sum::<u64>()).unwrap())
        })
        .collect();
    drop(sender);
    for thread in threads {
        thread.join().unwrap();
    }
    receiver.iter().sum()
}

fn main() {
    let rounds: u64 = std::env::args().nth(1).map_or(1, |a| a.parse().expect("a number"));
    std::panic::set_hook(Box::new(|_| {}));
    let mut sum = EDITION - 1;
    let mut log = String::new();
    for round in 0..rounds {
        log.clear();
        for text in ["1 + 2 * 30 - 4", "7 * 8", "9 / 3"] {
            match evaluate(text) {
                Ok(value) => {
                    log += &format!("{text} = {value}; ");
                    sum += value as u64;
                }
                Err(error) => log += &format!("{text}: {error}; "),
            }
        }
        log += &format!("{:?} ", &count_words("the cat and the dog and the bird")[..2]);
        for (name, area) in total_areas() {
            log += &format!("{name} {area:.2} ");
        }
        let caught = std::panic::catch_unwind(|| [1, 2, 3][(round % 2 + 3) as usize]);
        sum += sum_in_threads((0..30 + round % 5).collect()) + caught.is_err() as u64;
    }
    println!("{log}\nsum {sum}");
}
