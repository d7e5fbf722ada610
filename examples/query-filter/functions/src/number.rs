//! Conditions on numbers.

macro_rules! number_filter {
    ($name:ident, $operator:tt) => {
        #[no_mangle]
        pub extern "C" fn $name(value: i64, other: i64) -> bool {
            value $operator other
        }
    };
}

number_filter!(filter_number_equals, ==);
number_filter!(filter_number_less, <);
number_filter!(filter_number_less_or_equal, <=);
number_filter!(filter_number_greater, >);
number_filter!(filter_number_greater_or_equal, >=);

/// Both ends belong to the range.
#[no_mangle]
pub extern "C" fn filter_number_between(value: i64, low: i64, high: i64) -> bool {
    (low..=high).contains(&value)
}
