//! The logistic function over blocks, written so that the compiler can turn it into vector code.

use crate::numeric::{REACH, exp};

/// How many values are worked on together.
pub(super) const BLOCK: usize = 64;

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
