// Strings: UTF-8, splitting, searching, parsing, conversions, Cow.
use std::borrow::Cow;
use std::str::FromStr;

fn clean(text: &str) -> Cow<'_, str> {
    if text.contains(' ') { Cow::Owned(text.replace(' ', "_")) } else { Cow::Borrowed(text) }
}

fn main() {
    let text = "Grüße, Jürgen ❤ — 日本語";
    println!("{} {} {}", text.len(), text.chars().count(), text.to_uppercase());
    println!("{:?}", text.char_indices().filter(|(_, c)| !c.is_ascii()).collect::<Vec<_>>());
    println!("{:?} {:?}", text.find("Jür"), text.rsplit_once(' '));
    println!("{} {}", clean("a b c"), clean("abc"));
    println!("{:?} {:?} {:?}", f64::from_str("1e-7"), "0x1".parse::<i32>().is_err(), "true".parse::<bool>());
    println!("{:?}", "k1=v1;k2=v2;bad".split(';').map(|p| p.split_once('=')).collect::<Vec<_>>());
    println!("{:?}", std::str::from_utf8(&[0xff, 0x41]).map_err(|e| e.valid_up_to()));
    println!("{}", String::from_utf8_lossy(&[0x48, 0xff, 0x49]));
    println!("{:?}", std::panic::catch_unwind(|| &"ü"[1..]).is_err());
}
