//! What the program and its tests share.
use macros::Fields;
use store::Item;

include!(concat!(env!("OUT_DIR"), "/squares.rs"));

/// An article with a price of its own.
#[derive(Fields, Debug, Clone)]
pub struct Article {
    pub name: String,
    pub price: u32,
}

impl Item for Article {
    fn name(&self) -> &str {
        &self.name
    }
    fn price(&self) -> u32 {
        self.price
    }
}

/// Something without a price of its own.
pub struct Plain(pub &'static str);

impl Item for Plain {
    fn name(&self) -> &str {
        self.0
    }
}

/// A greeting that a feature changes.
pub fn greeting() -> &'static str {
    if cfg!(feature = "loud") { "WELCOME" } else { "welcome" }
}
