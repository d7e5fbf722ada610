//! The filters that a query is put together from. Everything exported here can be called by a compiled query.
//!
//! Arguments are pointers and plain numbers: what Rust makes of larger values at a C boundary is hard to foretell.
#![no_std]

extern crate alloc;

mod compare;
mod fields;
mod host;
mod logic;
mod number;
mod scan;
mod text;
