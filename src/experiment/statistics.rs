//! Means and quantiles over replicates.

/// How many replicates a 5–95 % range needs: with fewer, its ends are the extremes and no quantiles.
pub const LEAST_FOR_RANGES: usize = 20;

/// The mean of some values, and their quantiles if there are enough of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// The mean; `None` of no values.
    pub mean: Option<f64>,
    /// The 5 % quantile.
    pub q05: Option<f64>,
    /// The median.
    pub q50: Option<f64>,
    /// The 95 % quantile.
    pub q95: Option<f64>,
    /// How many values there are.
    pub count: usize,
}

impl Spread {
    /// The spread of those values that are numbers.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = values.into_iter().filter(|x| x.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let count = sorted.len();
        let at = |p| (count >= LEAST_FOR_RANGES).then(|| quantile(&sorted, p));
        let mean = (count > 0).then(|| sorted.iter().sum::<f64>() / count as f64);
        Self { mean, q05: at(0.05), q50: at(0.5), q95: at(0.95), count }
    }

    /// The 5–95 % range, if there is one.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        self.q05.zip(self.q95)
    }
}

/// The quantile of sorted values, interpolated linearly between the two nearest (type 7 of Hyndman
/// and Fan, 1996). Not a number of no values.
#[must_use]
pub(super) fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let position = p.clamp(0.0, 1.0) * last as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (position - below as f64)
}

/// The share of values for which something holds; `None` of no values.
pub(super) fn share(values: &[f64], holds: impl Fn(f64) -> bool) -> Option<f64> {
    let held = values.iter().filter(|&&x| holds(x)).count();
    (!values.is_empty()).then(|| held as f64 / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantiles_are_interpolated() {
        let values = [1.0, 2.0, 3.0, 4.0];
        assert_eq!([0.0, 0.5, 1.0].map(|p| quantile(&values, p)), [1.0, 2.5, 4.0]);
        assert!((quantile(&values, 0.05) - 1.15).abs() < 1e-12);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn ranges_need_twenty_values() {
        let spread = |n: u32| Spread::of((0..n).map(f64::from));
        assert_eq!(spread(19).range(), None);
        assert_eq!(spread(19).mean, Some(9.0));
        assert_eq!(spread(21).range(), Some((1.0, 19.0)));
        assert_eq!(spread(0), Spread::default());
    }

    #[test]
    fn what_is_not_a_number_does_not_count() {
        let spread = Spread::of([1.0, f64::NAN, 3.0]);
        assert_eq!((spread.mean, spread.count), (Some(2.0), 2));
    }

    proptest! {
        #[test]
        fn quantiles_lie_within_the_values(mut values in prop::collection::vec(-1e6..1e6_f64, 1..50), p in 0.0..1.0_f64) {
            values.sort_by(f64::total_cmp);
            let q = quantile(&values, p);
            prop_assert!(q >= values[0] && q <= values[values.len() - 1]);
        }
    }
}
