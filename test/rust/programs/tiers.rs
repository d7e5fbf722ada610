// Bodies that are read more than once, for code that counts and for better code, with the types that only they mention.
// env: AUTOJIT_TIER=1 AUTOJIT_TIER_CALLS=20
use std::collections::{BTreeMap, HashMap};
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Name(String),
    Operator { symbol: char, precedence: u8 },
    Open,
    Close,
}

#[derive(Debug)]
enum Failure {
    Character(usize, char),
    Number(std::num::ParseFloatError),
    Missing(&'static str),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Character(at, c) => write!(f, "{c:?} at {at}"),
            Failure::Number(e) => write!(f, "number: {e}"),
            Failure::Missing(what) => write!(f, "missing {what}"),
        }
    }
}

enum State {
    Start,
    InNumber { begin: usize },
    InName { begin: usize, letters: Vec<char> },
}

fn tokens(text: &str) -> Result<Vec<Token>, Failure> {
    let mut result = Vec::new();
    let mut state = State::Start;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        loop {
            match &mut state {
                State::Start => {
                    match c {
                        '0'..='9' => state = State::InNumber { begin: at },
                        'a'..='z' => state = State::InName { begin: at, letters: vec![c] },
                        '+' | '-' => result.push(Token::Operator { symbol: c, precedence: 1 }),
                        '*' | '/' => result.push(Token::Operator { symbol: c, precedence: 2 }),
                        '(' => result.push(Token::Open),
                        ')' => result.push(Token::Close),
                        c if c.is_whitespace() => {}
                        c => return Err(Failure::Character(at, c)),
                    }
                    break;
                }
                State::InNumber { begin } => {
                    if c.is_ascii_digit() || c == '.' {
                        break;
                    }
                    let number = text[*begin..at].parse().map_err(Failure::Number)?;
                    result.push(Token::Number(number));
                    state = State::Start;
                }
                State::InName { begin, letters } => {
                    if c.is_alphanumeric() {
                        letters.push(c);
                        break;
                    }
                    assert_eq!(letters.len(), at - *begin);
                    result.push(Token::Name(letters.iter().collect()));
                    state = State::Start;
                }
            }
        }
    }
    Ok(result)
}

fn value(tokens: &mut std::iter::Peekable<std::slice::Iter<Token>>, known: &HashMap<&str, f64>, least: u8) -> Result<f64, Failure> {
    let mut left = match tokens.next() {
        Some(Token::Number(n)) => *n,
        Some(Token::Name(name)) => *known.get(name.as_str()).ok_or(Failure::Missing("name"))?,
        Some(Token::Open) => {
            let inner = value(tokens, known, 0)?;
            match tokens.next() {
                Some(Token::Close) => inner,
                _ => return Err(Failure::Missing("bracket")),
            }
        }
        _ => return Err(Failure::Missing("operand")),
    };
    while let Some(Token::Operator { symbol, precedence }) = tokens.peek().copied() {
        if *precedence < least {
            break;
        }
        tokens.next();
        let right = value(tokens, known, precedence + 1)?;
        left = match symbol {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            _ => left / right,
        };
    }
    Ok(left)
}

fn main() {
    let known = HashMap::from([("x", 3.0), ("y1", 0.5)]);
    let mut counts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for i in 0..200 {
        for text in ["1 + 2 * 3", "(x - y1) * (x + y1) / 4", "2 * (3 + ", "1.2.3", "a ! b", "x * unknown", "((((x))))"] {
            let said = match tokens(text).and_then(|t| value(&mut t.iter().peekable(), &known, 0)) {
                Ok(v) => format!("{v:.3}"),
                Err(e) => format!("{e} {e:?}"),
            };
            counts.entry(said).or_default().push(i);
        }
    }
    for (said, when) in &counts {
        println!("{said}: {} {:?}", when.len(), when.iter().rev().take(2).collect::<Vec<_>>());
    }
}
