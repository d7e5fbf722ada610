//! A string of the host.

use core::slice;

/// UTF-8 text that somebody else owns. Behind its last byte, [`Text::PADDING`] more can be read.
#[repr(C)]
pub struct Text {
    data: *const u8,
    length: usize,
}

impl Text {
    /// Bytes behind a text that belong to the same allocation, so that 32 bytes can be loaded from any position.
    pub const PADDING: usize = 32;

    /// Its length in bytes.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length
    }

    /// True when there are no bytes.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Its bytes.
    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: the host keeps `length` bytes at `data` for as long as it lends us the text.
        unsafe { slice::from_raw_parts(self.data, self.length) }
    }

    /// The value of `T` at a position, which may reach into the padding.
    ///
    /// # Safety
    /// `T` has at most [`Text::PADDING`] bytes, any of which are valid; `position` is not behind the end.
    #[inline(always)]
    pub unsafe fn load<T>(&self, position: usize) -> T {
        self.data.add(position).cast::<T>().read_unaligned()
    }
}

#[cfg(feature = "std")]
impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&String::from_utf8_lossy(self.bytes()))
    }
}

#[cfg(feature = "std")]
impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(self.bytes()))
    }
}
