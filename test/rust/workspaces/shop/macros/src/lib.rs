//! A derive macro: the names of a structure's fields. It runs in the compiler and must stay regular.
use proc_macro::{TokenStream, TokenTree};

/// `FIELDS`: the names of the fields, in order.
#[proc_macro_derive(Fields)]
pub fn fields(input: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = input.into_iter().collect();
    let at = tokens.iter().position(|t| t.to_string() == "struct").expect("a struct");
    let name = tokens[at + 1].to_string();
    let Some(TokenTree::Group(body)) = tokens.last() else { panic!("a struct with named fields") };
    let body: Vec<TokenTree> = body.stream().into_iter().collect();
    let fields: Vec<String> = body
        .windows(2)
        .filter(|w| matches!(&w[1], TokenTree::Punct(p) if p.as_char() == ':'))
        .map(|w| format!("{:?}", w[0].to_string()))
        .collect();
    format!("impl {name} {{ pub const FIELDS: &'static [&'static str] = &[{}]; }}", fields.join(", ")).parse().unwrap()
}
