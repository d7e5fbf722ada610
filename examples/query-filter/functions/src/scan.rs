//! The loop over all users. The query is the body of `filter`, which is only declared here.

use alloc::vec::Vec;
use core::mem::ManuallyDrop;
use core::slice;
use shared::User;

extern "C" {
    fn filter(user: &User) -> bool;
}

/// The indices of users that match, owned by us: [`free_matches`] takes them back.
#[repr(C)]
pub struct Matches {
    data: *mut u32,
    length: usize,
    capacity: usize,
}

/// Runs the query over `count` users.
///
/// # Safety
/// There are as many at `users`.
#[no_mangle]
pub unsafe extern "C" fn filter_users(users: *const User, count: usize, result: *mut Matches) {
    assert!(count <= u32::MAX as usize, "a table holds at most 4294967295 users");
    let users = slice::from_raw_parts(users, count);
    let mut found = Vec::new();
    for (index, user) in (0u32..).zip(users) {
        if filter(user) {
            found.push(index);
        }
    }

    let mut found = ManuallyDrop::new(found);
    result.write(Matches { data: found.as_mut_ptr(), length: found.len(), capacity: found.capacity() });
}

/// Frees what [`filter_users`] has returned.
///
/// # Safety
/// It was not freed before.
#[no_mangle]
pub unsafe extern "C" fn free_matches(matches: *const Matches) {
    let Matches { data, length, capacity } = matches.read();
    drop(Vec::from_raw_parts(data, length, capacity));
}
