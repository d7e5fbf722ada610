//! Conditions on texts, byte by byte as UTF-8 is ordered.

use shared::Text;

#[no_mangle]
pub extern "C" fn filter_text_equals(value: &Text, other: &Text) -> bool {
    value.bytes() == other.bytes()
}

#[no_mangle]
pub extern "C" fn filter_text_starts_with(value: &Text, prefix: &Text) -> bool {
    value.bytes().starts_with(prefix.bytes())
}

#[no_mangle]
pub extern "C" fn filter_text_ends_with(value: &Text, suffix: &Text) -> bool {
    value.bytes().ends_with(suffix.bytes())
}

#[no_mangle]
pub extern "C" fn filter_text_contains(value: &Text, part: &Text) -> bool {
    let (value, part) = (value.bytes(), part.bytes());
    part.is_empty() || value.windows(part.len()).any(|window| window == part)
}

#[no_mangle]
pub extern "C" fn filter_text_less(value: &Text, limit: &Text) -> bool {
    value.bytes() < limit.bytes()
}

/// Both ends belong to the range.
#[no_mangle]
pub extern "C" fn filter_text_between(value: &Text, low: &Text, high: &Text) -> bool {
    (low.bytes()..=high.bytes()).contains(&value.bytes())
}
