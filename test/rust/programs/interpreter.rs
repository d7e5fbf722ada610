// A small program as people write them: tokenizer, parser and stack machine with errors.
use std::collections::HashMap;
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
enum Token { Number(f64), Name(String), Sign(char) }

#[derive(Debug)]
enum Error { Unexpected(char, usize), Missing(&'static str), Unknown(String) }

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Error::Unexpected(c, at) => write!(f, "unexpected '{c}' at {at}"),
            Error::Missing(what) => write!(f, "missing {what}"),
            Error::Unknown(name) => write!(f, "unknown name {name}"),
        }
    }
}

impl std::error::Error for Error {}

fn tokens(text: &str) -> Result<Vec<Token>, Error> {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut i) = (Vec::new(), 0);
    while i < chars.len() {
        let start = i;
        match chars[i] {
            c if c.is_whitespace() => i += 1,
            c if c.is_ascii_digit() => {
                while i < chars.len() && (chars[i].is_ascii_digit() || chars[i] == '.') { i += 1 }
                out.push(Token::Number(chars[start..i].iter().collect::<String>().parse().unwrap()));
            }
            c if c.is_alphabetic() => {
                while i < chars.len() && chars[i].is_alphanumeric() { i += 1 }
                out.push(Token::Name(chars[start..i].iter().collect()));
            }
            c @ ('+' | '-' | '*' | '/' | '(' | ')' | '=') => { out.push(Token::Sign(c)); i += 1 }
            c => return Err(Error::Unexpected(c, i)),
        }
    }
    Ok(out)
}

struct Machine { names: HashMap<String, f64> }

impl Machine {
    fn sum<'a>(&self, mut t: &'a [Token]) -> Result<(f64, &'a [Token]), Error> {
        let (mut value, rest) = self.product(t)?;
        t = rest;
        while let [Token::Sign(s @ ('+' | '-')), rest @ ..] = t {
            let (right, rest) = self.product(rest)?;
            value = if *s == '+' { value + right } else { value - right };
            t = rest;
        }
        Ok((value, t))
    }
    fn product<'a>(&self, t: &'a [Token]) -> Result<(f64, &'a [Token]), Error> {
        let (mut value, mut t) = self.atom(t)?;
        while let [Token::Sign(s @ ('*' | '/')), rest @ ..] = t {
            let (right, rest) = self.atom(rest)?;
            value = if *s == '*' { value * right } else { value / right };
            t = rest;
        }
        Ok((value, t))
    }
    fn atom<'a>(&self, t: &'a [Token]) -> Result<(f64, &'a [Token]), Error> {
        match t {
            [Token::Number(n), rest @ ..] => Ok((*n, rest)),
            [Token::Name(n), rest @ ..] => Ok((*self.names.get(n).ok_or_else(|| Error::Unknown(n.clone()))?, rest)),
            [Token::Sign('('), rest @ ..] => match self.sum(rest)? {
                (value, [Token::Sign(')'), rest @ ..]) => Ok((value, rest)),
                _ => Err(Error::Missing("closing parenthesis")),
            },
            _ => Err(Error::Missing("operand")),
        }
    }
    fn run(&mut self, line: &str) -> Result<f64, Box<dyn std::error::Error>> {
        let t = tokens(line)?;
        if let [Token::Name(name), Token::Sign('='), rest @ ..] = &t[..] {
            let value = self.sum(rest)?.0;
            self.names.insert(name.clone(), value);
            return Ok(value);
        }
        match self.sum(&t)? {
            (value, []) => Ok(value),
            _ => Err("trailing input".into()),
        }
    }
}

fn main() {
    let mut machine = Machine { names: HashMap::new() };
    for line in ["x = 3 * (4 + 5)", "x / 2 - 1", "y + 1", "3 $ 4", "(1 + 2", "1 2", "2 *"] {
        match machine.run(line) {
            Ok(value) => println!("{line} -> {value}"),
            Err(e) => println!("{line} -> error: {e}"),
        }
    }
}
