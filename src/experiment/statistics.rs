//! Means and quantiles over replicates, and what part of their spread is chance.

use super::variance::ChanceShare;

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
    /// How many draws of what is not known they come from; 0 if nothing was drawn.
    pub draws: usize,
    /// What share of their variance is chance, where draws were made, and enough of them.
    pub chance: Option<ChanceShare>,
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
        Self { mean, q05: at(0.05), q50: at(0.5), q95: at(0.95), count, draws: 0, chance: None }
    }

    /// The same of values that stand beside the number of their draw, in the order of draws.
    #[must_use]
    pub fn of_draws(values: &[(u32, f64)]) -> Self {
        let by_draw = by_draw(values);
        let pair = |values: &Vec<f64>| if let [a, b] = values[..] { Some((a, b)) } else { None };
        let pairs: Vec<(f64, f64)> = by_draw.iter().filter_map(pair).collect();
        Self {
            draws: by_draw.len(),
            chance: ChanceShare::of(&pairs),
            ..Self::of(values.iter().map(|(_, value)| *value))
        }
    }

    /// The 5–95 % range, if there is one.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        self.q05.zip(self.q95)
    }

    /// How wide the range would be by chance alone: the range drawn together around the mean, by the
    /// root of the share of chance.
    #[must_use]
    pub fn chance_range(&self) -> Option<(f64, f64)> {
        let (mean, chance, (low, high)) = (self.mean?, self.chance?, self.range()?);
        let scale = chance.share.sqrt();
        Some((mean + (low - mean) * scale, mean + (high - mean) * scale))
    }
}

/// Those values that are numbers, draw by draw.
pub(super) fn by_draw(values: &[(u32, f64)]) -> Vec<Vec<f64>> {
    let groups = values.chunk_by(|(a, _), (b, _)| a == b);
    let finite = |group: &[(u32, f64)]| -> Vec<f64> {
        group.iter().map(|(_, value)| *value).filter(|value| value.is_finite()).collect()
    };
    groups.map(finite).filter(|group| !group.is_empty()).collect()
}

/// Those values that are numbers.
#[must_use]
pub(super) fn known(values: &[f64]) -> Vec<f64> {
    values.iter().copied().filter(|x| x.is_finite()).collect()
}

/// The mean and the variance (with n − 1) of a sample. Not a number are the mean of none and the
/// variance of fewer than two.
#[must_use]
pub(super) fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    (mean, squares / (n - 1.0))
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
    fn a_sample_has_its_moments() {
        assert_eq!(moments(&[1.0, 2.0, 6.0]), (3.0, 7.0));
        assert!(moments(&[4.0]).1.is_nan() && moments(&[]).0.is_nan());
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
    fn the_range_of_chance_lies_within_the_range() {
        let values: Vec<(u32, f64)> = (0..40).map(|i| (i / 2, f64::from(i / 2) + f64::from(i % 2))).collect();
        let spread = Spread::of_draws(&values);
        let ((low, high), (from, to)) = (spread.range().unwrap(), spread.chance_range().unwrap());
        assert_eq!((spread.draws, spread.count), (20, 40));
        assert!(low < from && from < to && to < high);
    }

    #[test]
    fn a_draw_with_a_missing_run_is_no_pair() {
        let mut values: Vec<(u32, f64)> = (0..20).map(|i| (i / 2, f64::from(i))).collect();
        assert!(Spread::of_draws(&values).chance.is_some());
        values[3].1 = f64::NAN;
        let spread = Spread::of_draws(&values);
        assert_eq!((spread.draws, spread.count, spread.chance), (10, 19, None));
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
