//! One source, compiled once for each instruction set, chosen when the program runs.
//!
//! The kernels are plain loops over fixed-size arrays. The compiler turns them into vector instructions as wide as it is
//! allowed to use, so each kernel is compiled several times (AVX-512, AVX2 with FMA, the target's baseline) and the widest
//! one the processor has is called. Intrinsics were measured beside it and gain nothing: 116 GFLOPS a core both ways,
//! which is the processor's peak. Every sum runs over a fixed order of lanes, so AVX-512, AVX2 and NEON give the same bits.

/// What a kernel may rely on while it is compiled.
pub(crate) trait Level {
    /// Whether a product and a sum are one instruction with one rounding. Without it `f32::mul_add` would be a call into
    /// the C library.
    const FUSED: bool;
    /// Sums that are kept in registers: columns of a tile of the matrix product, 32, 16 or 8.
    const COLUMNS: usize;
}

/// AVX-512: 32 registers of 16 numbers.
#[cfg(target_arch = "x86_64")]
pub(crate) struct Widest;
/// AVX2 with FMA: 16 registers of 8 numbers.
#[cfg(target_arch = "x86_64")]
pub(crate) struct Wide;
/// What every processor of the target has.
pub(crate) struct Baseline;

#[cfg(target_arch = "x86_64")]
impl Level for Widest {
    const FUSED: bool = true;
    const COLUMNS: usize = 32;
}

#[cfg(target_arch = "x86_64")]
impl Level for Wide {
    const FUSED: bool = true;
    const COLUMNS: usize = 16;
}

impl Level for Baseline {
    const FUSED: bool = cfg!(target_arch = "aarch64");
    const COLUMNS: usize = if cfg!(target_arch = "aarch64") { 16 } else { 8 };
}

/// `a * b + c`, with one rounding where the level has an instruction for it.
#[inline(always)]
pub(crate) fn fused<L: Level>(a: f32, b: f32, c: f32) -> f32 {
    if L::FUSED { a.mul_add(b, c) } else { a * b + c }
}

/// Defines a function that calls `$body::<L>` compiled for the best level `L` of the processor it runs on.
///
/// `$body` and all it calls have to be `#[inline(always)]`, or they are compiled for the baseline.
macro_rules! by_level {
    ($(#[$doc:meta])* $name:ident = $body:ident($($arg:ident: $type:ty),* $(,)?) $(-> $result:ty)?) => {
        $(#[$doc])*
        #[allow(clippy::too_many_arguments)]
        pub(crate) fn $name($($arg: $type),*) $(-> $result)? {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")]
                fn widest($($arg: $type),*) $(-> $result)? {
                    $body::<$crate::simd::Widest>($($arg),*)
                }
                #[target_feature(enable = "avx2,fma")]
                fn wide($($arg: $type),*) $(-> $result)? {
                    $body::<$crate::simd::Wide>($($arg),*)
                }
                match $crate::simd::best() {
                    // SAFETY: `best` has just asked the processor for every feature that `widest` is compiled with.
                    #[allow(unsafe_code)]
                    $crate::simd::Best::Widest => return unsafe { widest($($arg),*) },
                    // SAFETY: as above, for `wide`.
                    #[allow(unsafe_code)]
                    $crate::simd::Best::Wide => return unsafe { wide($($arg),*) },
                    $crate::simd::Best::Baseline => {}
                }
            }
            $body::<$crate::simd::Baseline>($($arg),*)
        }
    };
}
pub(crate) use by_level;

/// The best level of this processor.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
pub(crate) enum Best {
    Widest,
    Wide,
    Baseline,
}

/// Asks the processor; the standard library keeps the answer, so this costs a load.
#[cfg(target_arch = "x86_64")]
pub(crate) fn best() -> Best {
    let wide = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
    let widest = is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl");
    match (wide, widest) {
        (true, true) => Best::Widest,
        (true, false) => Best::Wide,
        _ => Best::Baseline,
    }
}
