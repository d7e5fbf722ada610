//! What the program loads.
use std::cell::RefCell;

thread_local!(static SEEN: RefCell<Vec<i64>> = const { RefCell::new(Vec::new()) });

#[no_mangle]
pub extern "C" fn plugin_add(value: i64, callback: extern "C" fn(i64) -> i64) -> i64 {
    util::next();
    SEEN.with_borrow_mut(|seen| seen.push(callback(value)));
    SEEN.with_borrow(|seen| seen.iter().sum::<i64>())
}

#[no_mangle]
pub extern "C" fn plugin_fails(value: i64) -> bool {
    std::panic::catch_unwind(|| {
        let _guard = util::Guard("in the plugin");
        assert!(value < 5, "{} and {}", util::describe(&value), util::next());
    })
    .is_err()
}
