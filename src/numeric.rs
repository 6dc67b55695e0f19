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

/// `ln x` for normal x > 0, to a few units in the last place.
///
/// Not the library's, for the same reasons. Reduction to a mantissa m between √½ and √2 and a power
/// of 2, then 2·artanh((m − 1)/(m + 1)) by its series.
#[inline]
pub(crate) fn ln(x: f64) -> f64 {
    // The bits of √½, so that those of x less these have the power of 2 on top.
    const ROOT_HALF: u64 = 0x3FE6_A09E_667F_3BCD;
    const HALF_POWER: u64 = 0x4330_0000_0000_0000;
    let shifted = x.to_bits().wrapping_sub(ROOT_HALF).wrapping_add(1024 << 52);
    let power = f64::from_bits(HALF_POWER | shifted >> 52) - (4_503_599_627_370_496.0 + 1024.0);
    let mantissa = f64::from_bits((shifted & ((1 << 52) - 1)).wrapping_add(ROOT_HALF));
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series = ARTANH.iter().fold(0.0, |sum, coefficient| sum * square + coefficient);
    power * LN2_HIGH + (power * LN2_LOW + 2.0 * ratio * series)
}

/// Coefficients 1/(2k + 1) of the series of artanh, from k = 10 down to 0.
const ARTANH: [f64; 11] = [
    1.0 / 21.0,
    1.0 / 19.0,
    1.0 / 17.0,
    1.0 / 15.0,
    1.0 / 13.0,
    1.0 / 11.0,
    1.0 / 9.0,
    1.0 / 7.0,
    1.0 / 5.0,
    1.0 / 3.0,
    1.0,
];

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
    top + ln(values.iter().map(|value| exp((value - top).max(-REACH))).sum::<f64>())
}

/// The same for many sums at once; the room for them is kept from one time to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct LogSums {
    tops: Vec<f64>,
    sums: Vec<f64>,
}

impl LogSums {
    /// By position: that of the values there of all columns, which are equally long.
    pub(crate) fn of<'a>(&mut self, columns: impl Iterator<Item = &'a [f64]> + Clone) -> &[f64] {
        let Self { tops, sums } = self;
        let length = columns.clone().next().map_or(0, <[f64]>::len);
        tops.clear();
        tops.resize(length, f64::NEG_INFINITY);
        for column in columns.clone() {
            tops.iter_mut().zip(column).for_each(|(top, value)| *top = top.max(*value));
        }
        sums.clear();
        sums.resize(length, 0.0);
        for column in columns {
            // Where all is negative infinity the difference is none, and counts for next to nothing.
            for ((sum, value), top) in sums.iter_mut().zip(column).zip(&*tops) {
                *sum += exp((value - top).max(-REACH));
            }
        }
        tops.iter_mut().zip(&*sums).for_each(|(top, sum)| *top += ln(*sum));
        tops
    }
}

/// Ascending points between which something is interpolated.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The points.
    pub points: Vec<f64>,
    /// Each gap's lower point, and one over its width; of a single point the width is infinite.
    gaps: Vec<(f64, f64)>,
    /// The points between gaps, filled up with infinity.
    inner: Vec<[f64; LANES]>,
}

/// How many points are compared at once: their number is known, so no branch is missed.
const LANES: usize = 8;

impl Grid {
    /// A grid of at least one point.
    #[must_use]
    pub fn new(points: Vec<f64>) -> Self {
        let mut gaps: Vec<(f64, f64)> =
            points.windows(2).map(|pair| (pair[0], 1.0 / (pair[1] - pair[0]))).collect();
        if gaps.is_empty() {
            gaps.push((points.first().copied().unwrap_or(0.0), 0.0));
        }
        let between = points.get(1..gaps.len()).unwrap_or(&[]);
        let inner = between.chunks(LANES).map(|some| {
            let mut lanes = [f64::INFINITY; LANES];
            lanes[..some.len()].copy_from_slice(some);
            lanes
        });
        Self { inner: inner.collect(), gaps, points }
    }

    /// The position below `x`, and the weight of the point above it; outside, the nearest end
    /// counts alone.
    #[inline]
    #[must_use]
    pub fn between(&self, x: f64) -> (usize, f64) {
        let (lower, weight) = self.beyond(x);
        (lower, weight.clamp(0.0, 1.0))
    }

    /// The same, but outside the points the nearest gap goes on: its weight is below 0 or above 1.
    #[inline]
    #[must_use]
    pub fn beyond(&self, x: f64) -> (usize, f64) {
        let passed = |lanes: &[f64; LANES]| lanes.iter().map(|&point| usize::from(x >= point)).sum::<usize>();
        let lower: usize = self.inner.iter().map(passed).sum();
        let lower = lower.min(self.gaps.len() - 1);
        let (point, per_width) = self.gaps[lower];
        (lower, (x - point) * per_width)
    }
}

/// Ascending amounts from 0 on, so many to each doubling and evenly spaced within it: where an
/// amount lies follows from the bits of its floating-point number.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// The amounts.
    pub points: Vec<f64>,
    per_unit: f64,
}

/// Bits of the mantissa that count: 2^2 steps to a doubling.
const RUNGS: u32 = 2;
/// The ladder begins this many units above 0, so that its first steps are not infinitely small.
const FOOT: f64 = 16.0;

impl Ladder {
    /// A ladder up to `top` or a little above, its first steps four units wide.
    #[must_use]
    pub fn new(unit: f64, top: f64) -> Self {
        let mut ladder = Self { points: Vec::new(), per_unit: 1.0 / unit };
        let steps = ladder.rung(top).0 + 2;
        let bits = |step: usize| FOOT.to_bits() + ((step as u64) << (52 - RUNGS));
        ladder.points = (0..steps).map(|step| (f64::from_bits(bits(step)) - FOOT) * unit).collect();
        ladder
    }

    fn rung(&self, amount: f64) -> (usize, f64) {
        let bits = (amount.max(0.0) * self.per_unit + FOOT).to_bits() - FOOT.to_bits();
        let (whole, part) = (bits >> (52 - RUNGS), bits & ((1 << (52 - RUNGS)) - 1));
        (whole as usize, part as f64 / (1_u64 << (52 - RUNGS)) as f64)
    }

    /// The step below an amount, and the weight of the one above; above the ladder, its last step
    /// counts alone.
    #[inline]
    #[must_use]
    pub fn between(&self, amount: f64) -> (usize, f64) {
        let (step, weight) = self.rung(amount);
        let last = self.points.len() - 2;
        if step <= last { (step, weight) } else { (last, 1.0) }
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

    proptest! {
        #[test]
        fn logarithm_is_that_of_the_library(power in -300.0..300.0_f64) {
            for x in [10_f64.powf(power), 1.0 + 1e-3 * power / 300.0] {
                prop_assert!((ln(x) - x.ln()).abs() <= 1e-15 * (1.0 + x.ln().abs()));
            }
        }

        #[test]
        fn many_log_sums_are_those_of_each(values in prop::collection::vec(-900.0..900.0_f64, 12)) {
            let mut columns: Vec<&[f64]> = values.chunks(4).collect();
            let nothing = [f64::NEG_INFINITY; 4];
            columns.push(&nothing);
            let mut room = LogSums::default();
            for (i, &sum) in room.of(columns.iter().copied()).iter().enumerate() {
                let own: Vec<f64> = columns.iter().map(|column| column[i]).collect();
                prop_assert!((sum - log_sum(&own)).abs() < 1e-12 * (1.0 + sum.abs()));
            }
            let none = room.of([&nothing[..], &nothing].into_iter());
            prop_assert!(none.iter().all(|&sum| sum == f64::NEG_INFINITY));
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
        assert_eq!(grid.beyond(8.0), (1, 3.0));
        assert_eq!(grid.beyond(0.5), (0, -0.5));
    }

    proptest! {
        #[test]
        fn a_ladder_finds_every_amount_between_its_steps(amount in 0.0..1e5_f64, unit in 0.1..10.0_f64) {
            let ladder = Ladder::new(unit, 9e4);
            let (step, weight) = ladder.between(amount);
            let (below, above) = (ladder.points[step], ladder.points[step + 1]);
            prop_assert!(above - below <= 0.2501 * (below + FOOT * unit));
            let found = below + weight * (above - below);
            prop_assert!((found - amount.min(ladder.points[ladder.points.len() - 1])).abs() < 1e-9 * (1.0 + amount));
        }
    }
}
