// #[target_feature] functions chosen at run time, with 256-bit arguments; and the same by plain code.
use std::arch::x86_64::*;

#[target_feature(enable = "avx2")]
#[inline(never)]
unsafe fn add(a: __m256i, b: __m256i) -> __m256i {
    _mm256_add_epi32(a, b)
}

#[target_feature(enable = "avx2,fma")]
unsafe fn sum(values: &[i32; 16]) -> i32 {
    let wide = add(_mm256_loadu_si256(values.as_ptr().cast()), _mm256_loadu_si256(values[8..].as_ptr().cast()));
    let mut out = [0; 8];
    _mm256_storeu_si256(out.as_mut_ptr().cast(), wide);
    out.iter().sum()
}

fn plain(values: &[i32; 16]) -> i32 {
    values.iter().sum()
}

fn main() {
    let values = std::array::from_fn(|i| (i * i) as i32);
    let result = if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        unsafe { sum(&values) }
    } else {
        plain(&values)
    };
    println!("{result} {}", result == plain(&values));
}
