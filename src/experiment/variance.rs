//! What share of a variance is chance, and what share is not knowing.
//!
//! Every draw of what is not known is run with two seeds. Within such a pair only chance differs, and
//! between the means of pairs both do. With k pairs of which pair i has the mean mᵢ and the difference
//! dᵢ, the mean squares of the one-way random-effects model are
//!
//! ```text
//! within = Σ dᵢ² / 2k          between = 2 Σ (mᵢ − m̄)² / (k − 1)
//! ```
//!
//! whose expectations are σ² (chance) and σ² + 2τ² (τ²: not knowing), whatever the distributions. The
//! share of chance in σ² + τ² is estimated by 2·within / (between + within), cut at 1. Its interval is
//! that of the intraclass correlation: with F = between / within and the quantiles of the F
//! distribution of k − 1 and k degrees of freedom, from 2 / (1 + F/F₀.₀₅) to 2 / (1 + F/F₀.₉₅). It is exact for
//! normal effects and a guide otherwise. (Searle, Casella and McCulloch, 1992, "Variance components",
//! chapter 3; Shrout and Fleiss, 1979.)
//!
//! Two seeds a draw are the fewest that can tell the two apart, and of a given number of runs they
//! leave most for different draws: where not knowing outweighs chance that is nearly the best split.
//! Draws are spread more evenly than by chance, which makes `between` too large by k/(k − 1) at most.

use statrs::distribution::{ContinuousCDF, FisherSnedecor, StudentsT};

use super::statistics::moments;

/// Pairs below which no share is told: it would be anything.
const LEAST_PAIRS: usize = 10;

/// The share of a variance that is chance, with its 90 % interval. The rest is not knowing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChanceShare {
    /// The estimate, from 0 to 1.
    pub share: f64,
    /// The low end of the interval.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

impl ChanceShare {
    /// The share, from pairs of values with one draw each; `None` of too few, or if all are equal.
    #[must_use]
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        let k = pairs.len() as f64;
        if pairs.len() < LEAST_PAIRS {
            return None;
        }
        let within = pairs.iter().map(|(a, b)| (a - b).powi(2)).sum::<f64>() / (2.0 * k);
        let means: Vec<f64> = pairs.iter().map(|(a, b)| (a + b) / 2.0).collect();
        let between = 2.0 * moments(&means).1;
        let (least, most) = bounds(k)?;
        let at = |factor: f64| (2.0 * within / (between / factor + within)).min(1.0);
        (between + within > 0.0).then(|| Self { share: at(1.0), low: at(least), high: at(most) })
    }
}

/// The 90 % interval of a share of chance that comes out as a half, from so many pairs.
#[must_use]
pub fn interval_of_half(pairs: usize) -> Option<(f64, f64)> {
    let (least, most) = bounds(pairs as f64).filter(|_| pairs >= LEAST_PAIRS)?;
    let at = |factor: f64| (2.0 / (3.0 / factor + 1.0)).min(1.0);
    Some((at(least), at(most)))
}

/// The 5 % and 95 % quantiles of F with k − 1 and k degrees of freedom.
fn bounds(k: f64) -> Option<(f64, f64)> {
    let f = FisherSnedecor::new(k - 1.0, k).ok()?;
    Some((f.inverse_cdf(0.05), f.inverse_cdf(0.95)))
}

/// The half-width of the 90 % interval of the mean of independent values; infinite of fewer than two.
#[must_use]
pub(super) fn half_width(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    match StudentsT::new(0.0, 1.0, n - 1.0) {
        Ok(t) => t.inverse_cdf(0.95) * (moments(values).1 / n).sqrt(),
        Err(_) => f64::INFINITY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Key;
    use rand_distr::{Distribution, StandardNormal};

    /// Pairs whose variance is chance by this share.
    fn pairs(chance: f64, k: usize, seed: u64) -> Vec<(f64, f64)> {
        let mut luck = Key::root(seed).generator();
        let mut normal = |variance: f64| -> f64 {
            let z: f64 = StandardNormal.sample(&mut luck);
            z * variance.sqrt()
        };
        let pair = |_| {
            let theta = 5.0 + normal(1.0 - chance);
            (theta + normal(chance), theta + normal(chance))
        };
        (0..k).map(pair).collect()
    }

    #[test]
    fn known_shares_are_found() {
        for chance in [0.02, 0.2, 0.5, 0.9, 1.0] {
            let found = ChanceShare::of(&pairs(chance, 20_000, 1)).unwrap();
            assert!((found.share - chance).abs() < 0.02, "{chance}: {found:?}");
            assert!(found.high - found.low < 0.05, "{found:?}");
        }
    }

    #[test]
    fn intervals_hold_the_truth_nine_times_in_ten() {
        for chance in [0.1, 0.5, 0.8] {
            let held = (0..2_000).filter(|&seed| {
                let found = ChanceShare::of(&pairs(chance, 10, seed)).unwrap();
                found.low <= chance && chance <= found.high
            });
            let held = held.count() as f64 / 2_000.0;
            assert!((0.88..0.92).contains(&held), "{chance}: {held}");
        }
    }

    #[test]
    fn nothing_is_split_of_few_pairs_or_of_no_variance() {
        assert_eq!(ChanceShare::of(&pairs(0.5, 9, 1)), None);
        assert_eq!(ChanceShare::of(&[(1.0, 1.0); 10]), None);
        let certain: Vec<(f64, f64)> = (0..10).map(|i| (f64::from(i), f64::from(i))).collect();
        assert_eq!(ChanceShare::of(&certain).unwrap().share, 0.0);
        let luck = ChanceShare::of(&[(1.0, 2.0); 10]).unwrap();
        assert_eq!((luck.share, luck.high), (1.0, 1.0));
    }

    #[test]
    fn the_interval_of_a_half_is_that_of_pairs_which_come_out_so() {
        // These give between = 3 and within = 1.
        let pair = |i: usize| {
            let mean = if i.is_multiple_of(2) { 1.0 } else { -1.0 } * (1.5 * 19.0 / 20.0_f64).sqrt();
            (mean + 0.5_f64.sqrt(), mean - 0.5_f64.sqrt())
        };
        let found = ChanceShare::of(&(0..20).map(pair).collect::<Vec<_>>()).unwrap();
        let (low, high) = interval_of_half(20).unwrap();
        assert!((found.share - 0.5).abs() < 1e-12 && (found.low - low).abs() < 1e-12);
        assert!((found.high - high).abs() < 1e-12);
        assert_eq!(interval_of_half(9), None);
    }

    #[test]
    fn half_widths_are_those_of_the_t_distribution() {
        // Ten values of variance 1: t₀.₉₅ with nine degrees of freedom is 1.833.
        let values: Vec<f64> =
            (0..10).map(|i| if i % 2 == 0 { 0.9_f64.sqrt() } else { -0.9_f64.sqrt() }).collect();
        assert!((half_width(&values) - 1.833 / 10.0_f64.sqrt()).abs() < 1e-3);
        assert_eq!(half_width(&[1.0]), f64::INFINITY);
        assert_eq!(half_width(&[]), f64::INFINITY);
    }
}
