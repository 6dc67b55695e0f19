//! Shares of variance: first and total indices (Sobol, 1993), by the estimators of Saltelli et al.
//! (2010) for the first and Jansen (1999) for the total, with intervals by resampling the rows.

use super::sequence::{self, index};
use crate::experiment::statistics::quantile;

/// How many times the rows are resampled for the intervals.
const RESAMPLES: usize = 500;

/// Two samples A and B, and for each factor A with that column from B.
#[derive(Clone, Debug)]
pub(in crate::experiment::study) struct Plan {
    pub a: Vec<Vec<f64>>,
    pub b: Vec<Vec<f64>>,
    /// By factor, then by row.
    pub mixed: Vec<Vec<Vec<f64>>>,
}

impl Plan {
    /// A plan of so many rows. It takes `rows × (factors + 2)` evaluations.
    #[must_use]
    pub(in crate::experiment::study) fn new(factors: usize, rows: usize, seed: u64) -> Self {
        let (a, b): (Vec<Vec<f64>>, Vec<Vec<f64>>) = sequence::points(0, rows, 2 * factors, seed)
            .into_iter()
            .map(|row| (row[..factors].to_vec(), row[factors..].to_vec()))
            .unzip();
        let swap = |factor: usize, (a, b): (&Vec<f64>, &Vec<f64>)| {
            let mut row = a.clone();
            row[factor] = b[factor];
            row
        };
        let mixed = (0..factors).map(|f| a.iter().zip(&b).map(|rows| swap(f, rows)).collect()).collect();
        Self { a, b, mixed }
    }

    /// All its points in the order in which [`indices`] takes their values.
    pub(in crate::experiment::study) fn points(&self) -> impl Iterator<Item = &Vec<f64>> {
        self.a.iter().chain(&self.b).chain(self.mixed.iter().flatten())
    }
}

/// An index with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::experiment::study) struct Index {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// What the variance says of one factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::experiment::study) struct Shares {
    /// The share of variance that would go if the factor were known, on its own.
    pub first: Index,
    /// The share that it has a part in, with interactions.
    pub total: Index,
}

/// The indices of every factor, of values in the order of [`Plan::points`]. Rows with a missing value
/// are left out. Without variance there are no shares: not a number.
#[must_use]
pub(in crate::experiment::study) fn indices(values: &[f64], factors: usize, seed: u64) -> Vec<Shares> {
    let n = values.len() / (factors + 2);
    let whole = |row: &usize| (0..factors + 2).all(|part| values[part * n + row].is_finite());
    let rows: Vec<usize> = (0..n).filter(whole).collect();
    let resamples: Vec<Vec<usize>> = (0..RESAMPLES as u64)
        .map(|r| (0..rows.len()).map(|i| rows[index(seed, r, i, rows.len())]).collect())
        .collect();
    let share = |factor: usize| {
        let interval = |estimate: fn(&[f64], usize, usize, &[usize]) -> f64| {
            let mut drawn: Vec<f64> = resamples
                .iter()
                .map(|rows| estimate(values, n, factor, rows))
                .filter(|x| x.is_finite())
                .collect();
            drawn.sort_by(f64::total_cmp);
            Index {
                value: estimate(values, n, factor, &rows),
                low: quantile(&drawn, 0.025),
                high: quantile(&drawn, 0.975),
            }
        };
        Shares { first: interval(first), total: interval(total) }
    };
    (0..factors).map(share).collect()
}

/// The variance of both samples taken together.
fn variance(values: &[f64], n: usize, rows: &[usize]) -> (f64, f64) {
    let both = || rows.iter().flat_map(|row| [values[*row], values[n + row]]);
    let count = 2.0 * rows.len() as f64;
    let mean = both().sum::<f64>() / count;
    (mean, both().map(|x| (x - mean).powi(2)).sum::<f64>() / count)
}

fn first(values: &[f64], n: usize, factor: usize, rows: &[usize]) -> f64 {
    let (mean, variance) = variance(values, n, rows);
    // The mean is taken off first: the estimate is the same and far less noisy.
    let term = |row: &usize| (values[n + row] - mean) * (values[(2 + factor) * n + row] - values[*row]);
    rows.iter().map(term).sum::<f64>() / rows.len() as f64 / variance
}

fn total(values: &[f64], n: usize, factor: usize, rows: &[usize]) -> f64 {
    let (_, variance) = variance(values, n, rows);
    let term = |row: &usize| (values[*row] - values[(2 + factor) * n + row]).powi(2);
    rows.iter().map(term).sum::<f64>() / (2.0 * rows.len() as f64) / variance
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    fn solve(factors: usize, rows: usize, f: impl Fn(&[f64]) -> f64) -> Vec<Shares> {
        let plan = Plan::new(factors, rows, 11);
        let values: Vec<f64> = plan.points().map(|x| f(x)).collect();
        assert_eq!(values.len(), rows * (factors + 2));
        indices(&values, factors, 5)
    }

    fn assert_near(found: &[Shares], first: &[f64], total: &[f64], tolerance: f64) {
        for ((found, s), t) in found.iter().zip(first).zip(total) {
            assert!((found.first.value - s).abs() < tolerance, "{found:?} for {s}");
            assert!((found.total.value - t).abs() < tolerance, "{found:?} for {t}");
            assert!(found.first.low <= found.first.value && found.first.value <= found.first.high);
            assert!(found.total.low <= *t + tolerance && *t - tolerance <= found.total.high);
        }
    }

    /// sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1 over −π to π (Ishigami and Homma, 1990).
    #[test]
    fn the_ishigami_function() {
        let ishigami = |u: &[f64]| {
            let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
            x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin()
        };
        let found = solve(3, 4096, ishigami);
        assert_near(&found, &[0.3139, 0.4424, 0.0], &[0.5576, 0.4424, 0.2437], 0.015);
    }

    /// The product of (|4x − 2| + a) / (1 + a) (Sobol, 1993): every index has a closed form.
    #[test]
    fn the_g_function() {
        let a = [0.0, 1.0, 4.5, 9.0, 99.0];
        let g = |x: &[f64]| {
            x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product::<f64>()
        };
        let part: Vec<f64> = a.iter().map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).collect();
        let all = part.iter().map(|v| 1.0 + v).product::<f64>() - 1.0;
        let first: Vec<f64> = part.iter().map(|v| v / all).collect();
        let total: Vec<f64> = part.iter().map(|v| v * (all + 1.0) / (1.0 + v) / all).collect();
        assert_near(&solve(5, 4096, g), &first, &total, 0.015);
    }

    #[test]
    fn a_constant_has_no_shares_and_gaps_are_left_out() {
        assert!(solve(2, 16, |_| 1.0)[0].first.value.is_nan());
        let plan = Plan::new(2, 512, 1);
        let mut values: Vec<f64> = plan.points().map(|x| x[0] + 2.0 * x[1]).collect();
        values[3] = f64::NAN;
        assert_near(&indices(&values, 2, 1), &[0.2, 0.8], &[0.2, 0.8], 0.02);
    }
}
