//! A string of the host.

use core::slice;

/// UTF-8 text that somebody else owns. Behind its last byte, [`Text::PADDING`] more can be read.
#[repr(C)]
pub struct Text {
    data: *const u8,
    length: usize,
}

impl Text {
    /// Bytes behind a text that belong to the same allocation, so that a vector can be loaded from any position.
    pub const PADDING: usize = 16;

    /// Its bytes.
    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: the host keeps `length` bytes at `data` for as long as it lends us the text.
        unsafe { slice::from_raw_parts(self.data, self.length) }
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
