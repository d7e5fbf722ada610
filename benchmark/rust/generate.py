#!/usr/bin/env python3
"""Writes a Rust program of about N lines (3,000 if not said) that uses the standard library only: traits, generics,
collections, iterators, closures, formatting, errors. Every module runs, and prints what it computed."""
import sys

MODULE = '''
mod shop{i} {{
    use std::collections::{{BTreeMap, HashMap}};
    use std::fmt;

    #[derive(Debug, Clone, PartialEq)]
    pub enum Order{i} {{
        Buy {{ item: String, count: u32 }},
        Sell {{ item: String, count: u32, price: f64 }},
        Move(String, String, u32),
        Close,
    }}

    #[derive(Debug)]
    pub enum Failure {{
        Unknown(String),
        TooFew {{ wanted: u32, there: u32 }},
        Syntax(usize),
    }}

    impl fmt::Display for Failure {{
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{
            match self {{
                Failure::Unknown(item) => write!(f, "no {{item}}"),
                Failure::TooFew {{ wanted, there }} => write!(f, "{{wanted}} wanted, {{there}} there"),
                Failure::Syntax(line) => write!(f, "line {{line}}"),
            }}
        }}
    }}

    impl std::error::Error for Failure {{}}

    pub trait Rule {{
        fn name(&self) -> String;
        fn apply(&self, amount: u64) -> u64;
    }}

    pub struct Discount(pub u64);
    pub struct Minimum{{ pub least: u64 }}

    impl Rule for Discount {{
        fn name(&self) -> String {{
            format!("discount {{}}", self.0)
        }}

        fn apply(&self, amount: u64) -> u64 {{
            amount - amount * self.0 / (100 + {i})
        }}
    }}

    impl Rule for Minimum {{
        fn name(&self) -> String {{
            format!("minimum {{:>{w}}}", self.least)
        }}

        fn apply(&self, amount: u64) -> u64 {{
            amount.max(self.least)
        }}
    }}

    #[derive(Default)]
    pub struct Shop {{
        stock: BTreeMap<String, u32>,
        log: Vec<String>,
        earned: f64,
    }}

    impl Shop {{
        pub fn handle(&mut self, order: &Order{i}) -> Result<u32, Failure> {{
            match order {{
                Order{i}::Buy {{ item, count }} => {{
                    let entry = self.stock.entry(item.clone()).or_insert(0);
                    *entry += count;
                    Ok(*entry)
                }}
                Order{i}::Sell {{ item, count, price }} => {{
                    let there = *self.stock.get(item).ok_or_else(|| Failure::Unknown(item.clone()))?;
                    if there < *count {{
                        return Err(Failure::TooFew {{ wanted: *count, there }});
                    }}
                    self.stock.insert(item.clone(), there - count);
                    self.earned += price * f64::from(*count);
                    Ok(there - count)
                }}
                Order{i}::Move(from, to, count) => {{
                    self.handle(&Order{i}::Sell {{ item: from.clone(), count: *count, price: 0.0 }})?;
                    self.handle(&Order{i}::Buy {{ item: to.clone(), count: *count }})
                }}
                Order{i}::Close => {{
                    self.log.push(format!("closed with {{}} kinds", self.stock.len()));
                    Ok(0)
                }}
            }}
        }}

        pub fn summary(&self) -> String {{
            let goods: Vec<String> = self.stock.iter().filter(|(_, n)| **n > 0).map(|(k, n)| format!("{{k}}={{n}}")).collect();
            format!("{{}} | {{:.2}} | {{}}", goods.join(","), self.earned, self.log.concat())
        }}
    }}

    pub fn parse(text: &str) -> Result<Vec<Order{i}>, Box<dyn std::error::Error>> {{
        let mut orders = Vec::new();
        for (number, line) in text.lines().enumerate() {{
            let words: Vec<&str> = line.split_whitespace().collect();
            orders.push(match words.as_slice() {{
                ["buy", item, count] => Order{i}::Buy {{ item: item.to_string(), count: count.parse()? }},
                ["sell", item, count, price] => Order{i}::Sell {{ item: item.to_string(), count: count.parse()?, price: price.parse()? }},
                ["move", from, to, count] => Order{i}::Move(from.to_string(), to.to_string(), count.parse()?),
                ["close"] => Order{i}::Close,
                _ => return Err(Box::new(Failure::Syntax(number))),
            }});
        }}
        Ok(orders)
    }}

    fn histogram<T: Clone + std::hash::Hash + Eq + Ord>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {{
        let mut counts: HashMap<T, usize> = HashMap::new();
        for value in values {{
            *counts.entry(value).or_default() += 1;
        }}
        let mut sorted: Vec<(T, usize)> = counts.into_iter().collect();
        sorted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        sorted
    }}

    pub fn run(seed: u64) -> String {{
        let mut shop = Shop::default();
        let mut failures = Vec::new();
        match parse("buy tea {i}\\nbuy salt 7\\nsell tea 2 1.5\\nmove salt tea 3\\nsell rum 1 9\\nclose") {{
            Ok(orders) => {{
                for order in &orders {{
                    if let Err(failure) = shop.handle(order) {{
                        failures.push(failure.to_string());
                    }}
                }}
            }}
            Err(problem) => failures.push(problem.to_string()),
        }}
        if let Err(problem) = parse("buy tea many") {{
            failures.push(problem.to_string());
        }}
        let rules: Vec<Box<dyn Rule>> = vec![Box::new(Discount(seed % 30)), Box::new(Minimum {{ least: 20 }})];
        let price = rules.iter().fold(seed, |amount, rule| rule.apply(amount));
        let names = rules.iter().map(|r| r.name()).collect::<Vec<_>>().join("; ");
        let words = histogram((0..seed % 50).map(|n| (n * n + {i}) % 7));
        format!("{{}} / {{}} / {{price}} {{names}} / {{words:?}}", shop.summary(), failures.join(", "))
    }}
}}
'''

lines = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
count = max(1, lines // (MODULE.count("\n") + 1))
print("// Written by benchmark/rust/generate.py.\n#![allow(dead_code)]")
print("".join(MODULE.format(i=i, w=i % 9 + 1) for i in range(count)))
print("fn main() {")
for i in range(count):
    print(f'    println!("{i}: {{}}", shop{i}::run({37 * i + 100}));')
print("}")
