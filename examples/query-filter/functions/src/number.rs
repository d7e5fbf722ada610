//! Conditions on numbers.

#[no_mangle]
pub extern "C" fn filter_number_equals(value: i64, other: i64) -> bool {
    value == other
}

#[no_mangle]
pub extern "C" fn filter_number_less(value: i64, limit: i64) -> bool {
    value < limit
}

/// Both ends belong to the range.
#[no_mangle]
pub extern "C" fn filter_number_between(value: i64, low: i64, high: i64) -> bool {
    (low..=high).contains(&value)
}
