// Loads libplugin.so beside this program and calls it from two threads.
use std::ffi::{c_char, c_int, c_void, CString};
use std::mem::transmute;

extern "C" {
    fn dlopen(file: *const c_char, flags: c_int) -> *mut c_void;
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
    fn dlclose(library: *mut c_void) -> c_int;
}

type Add = extern "C" fn(i64, extern "C" fn(i64) -> i64) -> i64;
type Fails = extern "C" fn(i64) -> bool;

extern "C" fn twice(x: i64) -> i64 {
    x * 2 + util::next() as i64
}

fn main() {
    let _guard = util::Guard("in the program");
    let file = std::env::current_exe().unwrap().with_file_name("libplugin.so");
    let file = CString::new(file.into_os_string().into_encoded_bytes()).unwrap();
    let library = unsafe { dlopen(file.as_ptr(), 2) };
    assert!(!library.is_null(), "build the plugin first");
    let (add, fails): (Add, Fails) = unsafe {
        (transmute(dlsym(library, c"plugin_add".as_ptr())), transmute(dlsym(library, c"plugin_fails".as_ptr())))
    };
    println!("{} {}", add(1, twice), add(10, twice));
    println!("{}", std::thread::spawn(move || add(100, twice)).join().unwrap());
    println!("{} {}", fails(1), fails(9));
    println!("{} {} {} {}", util::next(), util2::next(), util2::next(), util::describe(&util2::describe(&'x')));
    println!("{}", unsafe { dlclose(library) });
}
