// SIMD types of core::arch: SSE2 is always there.
use std::arch::x86_64::*;

#[inline(never)]
unsafe fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sum = _mm_setzero_ps();
    for (x, y) in a.chunks_exact(4).zip(b.chunks_exact(4)) {
        sum = _mm_add_ps(sum, _mm_mul_ps(_mm_loadu_ps(x.as_ptr()), _mm_loadu_ps(y.as_ptr())));
    }
    let mut out = [0.0; 4];
    _mm_storeu_ps(out.as_mut_ptr(), sum);
    out.iter().sum()
}

#[inline(never)]
fn by_value(v: __m128i, w: __m128i) -> __m128i {
    unsafe { _mm_add_epi32(_mm_slli_epi32(v, 2), w) }
}

fn main() {
    let a: Vec<f32> = (0..32).map(|x| x as f32).collect();
    let b: Vec<f32> = (0..32).map(|x| (x * 2) as f32).collect();
    unsafe {
        println!("{}", dot(&a, &b));
        let r: [i32; 4] = std::mem::transmute(by_value(_mm_set_epi32(1, 2, 3, 4), _mm_set1_epi32(100)));
        println!("{r:?}");
        let text = _mm_loadu_si128(b"hello, wide text".as_ptr().cast());
        println!("{:016b}", _mm_movemask_epi8(_mm_cmpeq_epi8(text, _mm_set1_epi8(b'e' as i8))));
    }
}
