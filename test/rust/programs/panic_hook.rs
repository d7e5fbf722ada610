// A panic hook sees message and place; the default one can be taken and put back.
use std::panic;

fn main() {
    let old = panic::take_hook();
    panic::set_hook(Box::new(|info| {
        let place = info.location().unwrap();
        println!("hook: line {} column {} {:?}", place.line(), place.column(), info.payload().downcast_ref::<&str>());
    }));
    let _ = panic::catch_unwind(|| panic!("seen by the hook"));
    panic::set_hook(old);
    let _ = panic::catch_unwind(|| panic!("seen by the default hook"));
}
