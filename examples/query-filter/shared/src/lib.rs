//! The layout of a user, as the host writes it and the filters read it.
#![cfg_attr(not(feature = "std"), no_std)]

mod text;
mod user;

pub use text::Text;
pub use user::User;
