// A global allocator of the program, which lazy code calls, and zero-sized and over-aligned types.
use std::alloc::{alloc, dealloc, GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size(), Relaxed);
        System.alloc(layout)
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        System.dealloc(pointer, layout)
    }
}

#[global_allocator]
static GLOBAL: Counting = Counting;

#[repr(align(256))]
struct Aligned([u8; 256]);

fn main() {
    let start = LIVE.load(Relaxed);
    let list: Vec<Box<u64>> = (0..100).map(Box::new).collect();
    println!("{}", LIVE.load(Relaxed) - start);
    drop(list);
    println!("{}", LIVE.load(Relaxed) - start);
    let aligned = Box::new(Aligned([1; 256]));
    println!("{} {}", (&*aligned as *const Aligned as usize) % 256, aligned.0.len());
    let empty = vec![(); 1 << 40];
    println!("{}", empty.len());
    let layout = Layout::from_size_align(64, 64).unwrap();
    unsafe {
        let p = alloc(layout);
        println!("{}", p as usize % 64);
        dealloc(p, layout);
    }
}
