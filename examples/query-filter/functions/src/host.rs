//! What the host supplies: memory, and somebody to tell about a panic.

use core::alloc::{GlobalAlloc, Layout};
use core::hint::assert_unchecked;
use core::panic::PanicInfo;

extern "C" {
    fn host_alloc(size: usize, alignment: usize) -> *mut u8;
    fn host_realloc(block: *mut u8, size: usize, alignment: usize, new_size: usize) -> *mut u8;
    fn host_dealloc(block: *mut u8, size: usize, alignment: usize);
    fn host_panic(message: *const u8, message_length: usize, file: *const u8, file_length: usize, line: u32) -> !;
}

/// What `__rust_alloc` and its relatives end up in.
struct HostAllocator;

#[global_allocator]
static ALLOCATOR: HostAllocator = HostAllocator;

// SAFETY: the host's functions keep the contract of `GlobalAlloc`. They end the program when there is no memory, so that
// null is never returned: code that handles it would be compiled with every query.
unsafe impl GlobalAlloc for HostAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        existing(host_alloc(layout.size(), layout.align()))
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        host_dealloc(block, layout.size(), layout.align());
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        existing(host_realloc(block, layout.size(), layout.align(), new_size))
    }
}

#[inline(always)]
unsafe fn existing(block: *mut u8) -> *mut u8 {
    assert_unchecked(!block.is_null());
    block
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    // Formatting would be compiled with every query; the messages of asserts are plain texts.
    let message = info.message().as_str().unwrap_or("a panic with a computed message");
    let (file, line) = info.location().map_or(("", 0), |l| (l.file(), l.line()));
    // SAFETY: the host reads the two texts before it ends the process.
    unsafe { host_panic(message.as_ptr(), message.len(), file.as_ptr(), file.len(), line) }
}
