//! The logistic function over blocks, written so that the compiler can turn it into vector code.

/// How many values are worked on together.
pub(super) const BLOCK: usize = 64;
/// Beyond this, `exp` would leave the range of a double; the logistic is 0 or 1 there anyhow.
const REACH: f64 = 700.0;
/// Adding this puts the nearest integer into the lowest bits of a double (1.5 · 2^52).
const ROUND: f64 = 6_755_399_441_055_744.0;
const LN2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// Coefficients 1/k! of the exponential series, from k = 13 down to 0.
const SERIES: [f64; 14] = [
    1.0 / 6_227_020_800.0,
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
    1.0,
];

/// `e^x` for |x| ≤ 700, to a few units in the last place.
///
/// Not the library's: that one is called value by value, which takes most of the time of clearing,
/// and its last digit differs between platforms. Reduction to |r| ≤ ln 2 / 2 by two-part ln 2
/// (Cody and Waite, 1980), then the series, then 2^k through the exponent bits.
#[inline]
fn exp(x: f64) -> f64 {
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = (x - whole * LN2_HIGH) - whole * LN2_LOW;
    let series = SERIES.iter().fold(0.0, |sum, coefficient| sum * rest + coefficient);
    series * f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52)
}

/// Logistic shares `1 / (1 + e^(−x))` of a block, in place.
#[inline]
pub(super) fn share_block(values: &mut [f64]) {
    for value in values {
        *value = share(*value);
    }
}

/// Exponentials of a block, in place; beyond ±700 those of ±700.
#[inline]
pub(super) fn exp_block(values: &mut [f64]) {
    for value in values {
        *value = exp(value.clamp(-REACH, REACH));
    }
}

/// The logistic share `1 / (1 + e^(−x))`; ±∞ give 1 and 0.
#[inline]
fn share(x: f64) -> f64 {
    1.0 / (1.0 + exp((-x).clamp(-REACH, REACH)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn exponential_is_that_of_the_library(x in -700.0..700.0_f64) {
            prop_assert!((exp(x) / x.exp() - 1.0).abs() < 1e-14);
        }
    }

    #[test]
    fn shares_stay_within_zero_and_one_at_any_distance() {
        assert_eq!(share(f64::INFINITY), 1.0);
        assert!(share(f64::NEG_INFINITY) < 1e-300);
        assert_eq!(share(0.0), 0.5);
        let mut block = [2.0; BLOCK];
        share_block(&mut block);
        assert!((block[7] - 1.0 / (1.0 + (-2.0_f64).exp())).abs() < 1e-15);
    }
}
