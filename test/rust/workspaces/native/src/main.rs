// C walks over the words of a text and calls a Rust closure for each.
use std::collections::BTreeMap;
use std::ffi::{c_char, c_void, CString};

extern "C" {
    fn count_words(text: *const c_char, visit: extern "C" fn(*mut c_void, *const c_char, usize), context: *mut c_void) -> usize;
}

extern "C" fn call<F: FnMut(&str)>(context: *mut c_void, word: *const c_char, length: usize) {
    let bytes = unsafe { std::slice::from_raw_parts(word.cast(), length) };
    unsafe { (*context.cast::<F>())(std::str::from_utf8(bytes).unwrap()) }
}

fn words<F: FnMut(&str)>(text: &str, mut visit: F) -> usize {
    let text = CString::new(text).expect("no zero in the text");
    unsafe { count_words(text.as_ptr(), call::<F>, (&raw mut visit).cast()) }
}

fn main() {
    let mut counts = BTreeMap::<String, u32>::new();
    let all = words("the cat and the dog and the bird", |w| *counts.entry(w.into()).or_default() += 1);
    println!("{all} {counts:?}");
    let mut longest = String::new();
    words("a bb ccc dd", |w| if w.len() > longest.len() { longest = w.into() });
    println!("{longest}");
    if std::env::args().len() > 1 {
        words("zero\0inside", |_| ());
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_of_nothing_are_none() {
        assert_eq!(words(" 1, 2 ", |_| panic!("no word")), 0);
    }

    #[test]
    #[should_panic(expected = "no zero in the text")]
    fn zero_is_refused() {
        words("\0", |_| ());
    }
}
