//! Arithmetic that several rooms share: exponentials and sums of them, the same to the last digit
//! on every platform, and points to interpolate between.

/// Beyond this, `exp` would leave the range of a double; the logistic is 0 or 1 there anyhow.
pub(crate) const REACH: f64 = 700.0;
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
/// Not the library's: that one is called value by value, which takes most of the time of clearing
/// and of the backward pass, and its last digit differs between platforms. Reduction to |r| ≤ ln 2 / 2 by two-part ln 2
/// (Cody and Waite, 1980), then the series, then 2^k through the exponent bits.
#[inline]
pub(crate) fn exp(x: f64) -> f64 {
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = (x - whole * LN2_HIGH) - whole * LN2_LOW;
    let series = SERIES.iter().fold(0.0, |sum, coefficient| sum * rest + coefficient);
    series * f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52)
}

/// `ln Σ exp(x)`, safe for any size; negative infinity for nothing.
#[must_use]
pub(crate) fn log_sum(values: &[f64]) -> f64 {
    if let [only] = values {
        return *only;
    }
    let top = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if top == f64::NEG_INFINITY {
        return top;
    }
    top + libm::log(values.iter().map(|value| exp((value - top).max(-REACH))).sum::<f64>())
}

/// Ascending points between which something is interpolated.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The points.
    pub points: Vec<f64>,
    /// One over each gap.
    per_gap: Vec<f64>,
}

impl Grid {
    /// A grid of at least one point.
    #[must_use]
    pub fn new(points: Vec<f64>) -> Self {
        let per_gap = points.windows(2).map(|pair| 1.0 / (pair[1] - pair[0])).collect();
        Self { points, per_gap }
    }

    /// The position below `x`, and the weight of the point above it; outside, the nearest end
    /// counts alone.
    #[inline]
    #[must_use]
    pub fn between(&self, x: f64) -> (usize, f64) {
        let Some(inner) = self.points.get(1..self.per_gap.len()) else { return (0, 0.0) };
        // Counting all has no branch to miss, and there are few.
        let lower: usize = inner.iter().map(|&point| usize::from(x >= point)).sum();
        let Some(per_gap) = self.per_gap.get(lower) else { return (0, 0.0) };
        (lower, ((x - self.points[lower]) * per_gap).clamp(0.0, 1.0))
    }
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
    fn a_log_sum_is_safe_at_any_size() {
        assert_eq!(log_sum(&[]), f64::NEG_INFINITY);
        assert_eq!(log_sum(&[f64::NEG_INFINITY, 5_000.0]), 5_000.0);
        assert!((log_sum(&[1e4, 1e4]) - 1e4 - 2_f64.ln()).abs() < 1e-9);
    }

    #[test]
    fn interpolation_stays_inside_the_points() {
        let grid = Grid::new(vec![1.0, 2.0, 4.0]);
        assert_eq!(grid.between(0.5), (0, 0.0));
        assert_eq!(grid.between(2.0), (1, 0.0));
        assert_eq!(grid.between(3.0), (1, 0.5));
        assert_eq!(grid.between(9.0), (1, 1.0));
        assert_eq!(Grid::new(vec![1.0, 2.0]).between(1.5), (0, 0.5));
        assert_eq!(Grid::new(vec![3.0]).between(9.0), (0, 0.0));
    }
}
