//! Conditions on texts, byte by byte as UTF-8 is ordered. What a text is compared with comes as address and length:
//! both are constants in a compiled query, so that the code which is left is for this constant alone.

use crate::compare::{compare, contains, equal_at};
use core::cmp::Ordering;
use core::slice;
use shared::Text;

macro_rules! text_filter {
    ($name:ident, $value:ident, $other:ident => $matches:expr) => {
        /// # Safety
        /// There are `length` bytes at `data`.
        #[no_mangle]
        pub unsafe extern "C" fn $name($value: &Text, data: *const u8, length: usize) -> bool {
            let $other = slice::from_raw_parts(data, length);
            $matches
        }
    };
}

text_filter!(filter_text_equals, value, other => (value.len() == other.len()) & equal_at(value, 0, other));
text_filter!(filter_text_starts_with, value, prefix => (value.len() >= prefix.len()) & equal_at(value, 0, prefix));
text_filter!(filter_text_ends_with, value, suffix =>
    (value.len() >= suffix.len()) & equal_at(value, value.len().saturating_sub(suffix.len()), suffix));
text_filter!(filter_text_contains, value, part => contains(value, part));
text_filter!(filter_text_less, value, limit => compare(value, limit) == Ordering::Less);
text_filter!(filter_text_less_or_equal, value, limit => compare(value, limit) != Ordering::Greater);
text_filter!(filter_text_greater, value, limit => compare(value, limit) == Ordering::Greater);
text_filter!(filter_text_greater_or_equal, value, limit => compare(value, limit) != Ordering::Less);

/// Both ends belong to the range.
///
/// # Safety
/// There are as many bytes at `low` and `high` as their lengths say.
#[no_mangle]
pub unsafe extern "C" fn filter_text_between(
    value: &Text,
    low: *const u8,
    low_length: usize,
    high: *const u8,
    high_length: usize,
) -> bool {
    (compare(value, slice::from_raw_parts(low, low_length)) != Ordering::Less)
        & (compare(value, slice::from_raw_parts(high, high_length)) != Ordering::Greater)
}
