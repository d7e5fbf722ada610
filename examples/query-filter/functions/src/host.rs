//! What the host supplies: memory, and somebody to tell about a panic.

use alloc::string::ToString;
use core::alloc::{GlobalAlloc, Layout};
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

// SAFETY: the host's functions keep the contract of `GlobalAlloc`; null is its out of memory.
unsafe impl GlobalAlloc for HostAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        host_alloc(layout.size(), layout.align())
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        host_dealloc(block, layout.size(), layout.align());
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        host_realloc(block, layout.size(), layout.align(), new_size)
    }
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    let message = info.message().to_string();
    let (file, line) = info.location().map_or(("", 0), |l| (l.file(), l.line()));
    // SAFETY: the host reads the two texts before it ends the process.
    unsafe { host_panic(message.as_ptr(), message.len(), file.as_ptr(), file.len(), line) }
}
