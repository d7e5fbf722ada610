//! A user: twenty texts and two numbers. The host has the same list in runner/Data/User.cs; a test compares them.

use crate::Text;

macro_rules! user {
    ($($name:ident: $kind:ident),* $(,)?) => {
        /// A row of the host's table.
        #[repr(C)]
        #[cfg_attr(feature = "std", derive(Debug))]
        pub struct User {
            $(pub $name: $kind,)*
        }

        /// Calls the macro `$with` once, with `name: type` of each field.
        #[macro_export]
        macro_rules! with_user_fields {
            ($with:ident) => { $with! { $($name: $kind,)* } };
        }
    };
}

user! {
    first_name: Text,
    last_name: Text,
    email: Text,
    phone: Text,
    street: Text,
    city: Text,
    region: Text,
    postal_code: Text,
    country: Text,
    company: Text,
    department: Text,
    job_title: Text,
    language: Text,
    time_zone: Text,
    plan: Text,
    status: Text,
    referrer: Text,
    browser: Text,
    last_seen: Text,
    notes: Text,
    age: i64,
    logins: i64,
}
