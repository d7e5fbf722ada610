//! Conditions on texts, byte by byte as UTF-8 is ordered. What a text is compared with comes as address and length:
//! both are constants in a compiled query, and after inlining only code for these constants is left.

use core::slice;
use shared::Text;

/// # Safety
/// The query keeps `length` bytes at `data`.
#[inline(always)]
unsafe fn constant<'a>(data: *const u8, length: usize) -> &'a [u8] {
    slice::from_raw_parts(data, length)
}

macro_rules! text_filter {
    ($(#[$doc:meta])* $name:ident, $value:ident, $other:ident => $matches:expr) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// There are `length` bytes at `data`.
        #[no_mangle]
        pub unsafe extern "C" fn $name(value: &Text, data: *const u8, length: usize) -> bool {
            let ($value, $other) = (value.bytes(), constant(data, length));
            $matches
        }
    };
}

text_filter!(filter_text_equals, value, other => value == other);
text_filter!(filter_text_starts_with, value, prefix => value.starts_with(prefix));
text_filter!(filter_text_ends_with, value, suffix => value.ends_with(suffix));
text_filter!(filter_text_contains, value, part => part.is_empty() || value.windows(part.len()).any(|w| w == part));
text_filter!(filter_text_less, value, limit => value < limit);
text_filter!(filter_text_less_or_equal, value, limit => value <= limit);
text_filter!(filter_text_greater, value, limit => value > limit);
text_filter!(filter_text_greater_or_equal, value, limit => value >= limit);

/// Both ends belong to the range.
///
/// # Safety
/// There are as many bytes at `low` and `high` as their lengths say.
#[no_mangle]
pub unsafe extern "C" fn filter_text_between(value: &Text, low: *const u8, low_length: usize, high: *const u8, high_length: usize) -> bool {
    (constant(low, low_length)..=constant(high, high_length)).contains(&value.bytes())
}
