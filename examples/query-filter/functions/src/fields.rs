//! One getter per field: `user_get_field_first_name` and so on.

use shared::{with_user_fields, Text, User};

macro_rules! getters {
    ($($name:ident: $kind:ident,)*) => {
        $(getter!($name, $kind);)*
    };
}

macro_rules! getter {
    ($name:ident, Text) => {
        const _: () = {
            #[export_name = concat!("user_get_field_", stringify!($name))]
            extern "C" fn get(user: &User) -> &Text {
                &user.$name
            }
        };
    };
    ($name:ident, i64) => {
        const _: () = {
            #[export_name = concat!("user_get_field_", stringify!($name))]
            extern "C" fn get(user: &User) -> i64 {
                user.$name
            }
        };
    };
}

with_user_fields!(getters);

/// The bytes of a user. The host compares them with its own idea.
#[no_mangle]
pub extern "C" fn user_size() -> usize {
    size_of::<User>()
}
