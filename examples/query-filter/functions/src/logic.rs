//! Connectives for conditions that are all evaluated. A query that wants to stop early branches instead.

#[no_mangle]
pub extern "C" fn filter_and(left: bool, right: bool) -> bool {
    left & right
}

#[no_mangle]
pub extern "C" fn filter_or(left: bool, right: bool) -> bool {
    left | right
}

#[no_mangle]
pub extern "C" fn filter_not(value: bool) -> bool {
    !value
}
