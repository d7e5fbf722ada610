// Initialisers that panic: LazyLock stays poisoned, OnceLock can be tried again, Once is poisoned.
use std::panic::catch_unwind;
use std::sync::{LazyLock, Once, OnceLock};

static BROKEN: LazyLock<u32> = LazyLock::new(|| panic!("initialiser"));
static CELL: OnceLock<u32> = OnceLock::new();
static ONCE: Once = Once::new();

fn main() {
    println!("{}", catch_unwind(|| *BROKEN).is_err());
    println!("{}", catch_unwind(|| *BROKEN).is_err());
    println!("{}", catch_unwind(|| *CELL.get_or_init(|| panic!("first try"))).is_err());
    println!("{}", CELL.get_or_init(|| 5));
    println!("{}", catch_unwind(|| ONCE.call_once(|| panic!("once"))).is_err());
    println!("{}", catch_unwind(|| ONCE.call_once(|| ())).is_err());
    ONCE.call_once_force(|state| println!("{}", state.is_poisoned()));
    println!("{}", ONCE.is_completed());
}
