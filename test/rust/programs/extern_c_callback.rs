// libc calls back into Rust: qsort, bsearch, atexit; and Rust exports for C names.
use std::ffi::{c_int, c_void, CStr, CString};
use std::os::raw::c_char;

extern "C" {
    fn qsort(base: *mut c_void, count: usize, size: usize, compare: extern "C" fn(*const c_void, *const c_void) -> c_int);
    fn bsearch(key: *const c_void, base: *const c_void, count: usize, size: usize,
               compare: extern "C" fn(*const c_void, *const c_void) -> c_int) -> *mut c_void;
    fn atexit(function: extern "C" fn()) -> c_int;
    fn snprintf(buffer: *mut c_char, size: usize, format: *const c_char, ...) -> c_int;
    fn exported_sum(a: f64, b: f32, c: u8) -> f64;
}

mod implementation {
    #[no_mangle]
    pub extern "C" fn exported_sum(a: f64, b: f32, c: u8) -> f64 {
        a + b as f64 + c as f64
    }
}

extern "C" fn compare(a: *const c_void, b: *const c_void) -> c_int {
    unsafe { (*(a as *const i32)).cmp(&*(b as *const i32)) as c_int }
}

extern "C" fn at_exit() {
    println!("at exit");
}

fn main() {
    let mut values = [5, -2, 9, 0, 77, 3];
    unsafe {
        qsort(values.as_mut_ptr().cast(), values.len(), 4, compare);
        let found = bsearch((&9i32 as *const i32).cast(), values.as_ptr().cast(), values.len(), 4, compare) as *const i32;
        println!("{values:?} at {}", found.offset_from(values.as_ptr()));
        atexit(at_exit);
        let mut buffer = [0 as c_char; 64];
        let format = CString::new("%d %.2f %s %c").unwrap();
        snprintf(buffer.as_mut_ptr(), 64, format.as_ptr(), 42 as c_int, 1.5f64, c"text".as_ptr(), b'!' as c_int);
        println!("{}", CStr::from_ptr(buffer.as_ptr()).to_str().unwrap());
        println!("{}", exported_sum(1.5, 2.25, 3));
    }
}
