// Equal names in different modules, private statics in functions, shadowed generics, inline attributes.
mod a {
    pub fn name() -> &'static str { "a" }
    pub mod inner {
        static mut CALLS: u32 = 0;
        #[inline]
        pub fn name() -> String {
            static SUFFIX: &str = "inner";
            unsafe { CALLS += 1; format!("{}::{SUFFIX} {}", super::name(), *(&raw const CALLS)) }
        }
    }
}

mod b {
    pub fn name() -> &'static str { "b" }
    pub mod inner {
        static mut CALLS: u32 = 100;
        #[inline(always)]
        pub fn name() -> String {
            static SUFFIX: &str = "other";
            unsafe { CALLS += 1; format!("{}::{SUFFIX} {}", super::name(), *(&raw const CALLS)) }
        }
    }
}

#[cold]
#[inline(never)]
fn rare() -> u32 {
    static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
}

fn per_type<T>() -> u32 {
    static SHARED: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    SHARED.fetch_add(std::mem::size_of::<T>() as u32, std::sync::atomic::Ordering::Relaxed)
}

fn main() {
    println!("{} {} {} {}", a::inner::name(), b::inner::name(), a::inner::name(), b::inner::name());
    println!("{} {} {}", a::name(), b::name(), rare() + rare() + rare());
    println!("{} {} {}", per_type::<u8>(), per_type::<u64>(), per_type::<u8>());
}
