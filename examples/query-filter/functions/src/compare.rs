//! Comparisons of a text with a constant. Everything that depends on the constant alone is folded once it is known,
//! and what is left has few branches: mispredicted ones would cost more than the comparison.

use core::arch::x86_64::{__m128i, _mm_cmpeq_epi8, _mm_movemask_epi8, _mm_set1_epi8};
use core::cmp::Ordering;
use shared::Text;

const WORD: usize = size_of::<u64>();
const BLOCK: usize = 32;

/// Whether the bytes at `position` are those of `other`, as if the text went on behind its end.
#[inline(always)]
pub fn equal_at(value: &Text, position: usize, other: &[u8]) -> bool {
    // SAFETY: the padding allows two words at any position; what is longer is read only where the text is.
    unsafe {
        match other.len() {
            0 => true,
            length if length <= WORD => {
                let mask = u64::MAX >> (8 * (WORD - length));
                value.load::<u64>(position) & mask == word(other)
            }
            length if length <= 2 * WORD => {
                let (first, rest) = other.split_at(WORD);
                let mask = u64::MAX >> (8 * (WORD - rest.len()));
                (value.load::<u64>(position) == word(first)) & (value.load::<[u64; 2]>(position)[1] & mask == word(rest))
            }
            _ => value.bytes().get(position..).is_some_and(|rest| rest.starts_with(other)),
        }
    }
}

/// The order of the bytes.
#[inline(always)]
pub fn compare(value: &Text, other: &[u8]) -> Ordering {
    // SAFETY: as above.
    let first = unsafe { value.load::<u64>(0) }.swap_bytes();
    let first = if value.len() < WORD { first & !(u64::MAX >> (8 * value.len())) } else { first };
    let other_first = word(&other[..other.len().min(WORD)]).swap_bytes();
    if first == other_first && other.len() > WORD {
        return value.bytes().cmp(other);
    }

    // Of two texts with the same first word, one that ends in it included, the shorter one comes first.
    first.cmp(&other_first).then(value.len().cmp(&other.len()))
}

/// Whether `part` is somewhere in the text: compares its first and last byte with 32 positions at a time.
#[inline(always)]
pub fn contains(value: &Text, part: &[u8]) -> bool {
    let (Some(first), Some(last)) = (part.first(), part.last()) else { return true };
    let end = (value.len() + 1).saturating_sub(part.len());
    let mut start = 0;
    loop {
        // SAFETY: neither position is behind the end.
        let (firsts, lasts) =
            unsafe { (positions_of(*first, value, start), positions_of(*last, value, value.len().min(start + part.len() - 1))) };
        let valid = if end - start < BLOCK { (1 << (end - start)) - 1 } else { u32::MAX };
        let mut candidates = firsts & lasts & valid;
        while candidates != 0 {
            let position = start + candidates.trailing_zeros() as usize;
            if part.len() <= 2 || equal_at(value, position, part) {
                return true;
            }

            candidates &= candidates - 1;
        }

        start += BLOCK;
        if start >= end {
            return false;
        }
    }
}

/// One bit for each of 32 bytes that equals `byte`: most texts are not longer, so that the loop above has one round.
///
/// # Safety
/// `position` is not behind the end of the text.
#[inline(always)]
unsafe fn positions_of(byte: u8, value: &Text, position: usize) -> u32 {
    let vectors: [__m128i; 2] = value.load(position);
    let [low, high] = vectors.map(|v| _mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(byte as i8))) as u32);
    low | high << 16
}

/// At most eight bytes as a number whose lowest byte is the first one.
#[inline(always)]
fn word(bytes: &[u8]) -> u64 {
    let mut word = [0; WORD];
    word[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(word)
}
