//! Screening by elementary effects (Morris, 1991; mu* by Campolongo, Cariboni and Saltelli, 2007).

use super::sequence::{index, permutation, uniform};
use crate::experiment::statistics::moments;

/// The levels of the grid that paths run on.
const LEVELS: usize = 4;
/// The step, which keeps every level equally likely: p/(2(p − 1)).
const STEP: f64 = LEVELS as f64 / (2.0 * (LEVELS as f64 - 1.0));

/// A path through the unit cube: each step moves one factor.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::experiment::study) struct Path {
    /// One more point than there are factors.
    pub points: Vec<Vec<f64>>,
    /// The factor that each step moves.
    pub moved: Vec<usize>,
}

/// What screening says of one factor, in the outcome's unit over the factor's whole range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::experiment::study) struct Screened {
    /// The mean effect, in which effects of both signs cancel.
    pub mean: f64,
    /// The mean of their sizes (mu*).
    pub mean_size: f64,
    /// The standard error of the mean size; not a number with fewer than two paths.
    pub standard_error: f64,
    /// The standard deviation of the effects (sigma): how much a factor's effect depends on the others.
    pub deviation: f64,
}

/// Drawn paths.
#[must_use]
pub(in crate::experiment::study) fn paths(factors: usize, count: usize, seed: u64) -> Vec<Path> {
    (0..count as u64).map(|i| path(factors, seed, 2 * i)).collect()
}

fn path(factors: usize, seed: u64, stream: u64) -> Path {
    let lower = LEVELS / 2;
    let mut at: Vec<f64> =
        (0..factors).map(|f| index(seed, stream, f, lower) as f64 / (LEVELS as f64 - 1.0)).collect();
    let up: Vec<bool> = (0..factors).map(|f| uniform(seed, stream, factors + f) < 0.5).collect();
    // Those that are to step down begin a step higher.
    for (x, up) in at.iter_mut().zip(&up) {
        *x += if *up { 0.0 } else { STEP };
    }
    let moved = permutation(seed, stream + 1, factors);
    let mut points = vec![at.clone()];
    for &factor in &moved {
        at[factor] += if up[factor] { STEP } else { -STEP };
        points.push(at.clone());
    }
    Path { points, moved }
}

/// Elementary effects by factor, from the values at each path's points. A step with a missing value
/// gives none.
#[must_use]
pub(in crate::experiment::study) fn effects(paths: &[Path], values: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let factors = paths.first().map_or(0, |path| path.moved.len());
    let mut effects = vec![Vec::new(); factors];
    for (path, values) in paths.iter().zip(values) {
        for (step, &factor) in path.moved.iter().enumerate() {
            let moved = path.points[step + 1][factor] - path.points[step][factor];
            let effect = (values[step + 1] - values[step]) / moved;
            if effect.is_finite() {
                effects[factor].push(effect);
            }
        }
    }
    effects
}

/// Sums up the effects of one factor.
#[must_use]
pub(in crate::experiment::study) fn sum_up(effects: &[f64]) -> Screened {
    let sizes: Vec<f64> = effects.iter().map(|e| e.abs()).collect();
    let (mean, variance) = moments(effects);
    let (mean_size, spread) = moments(&sizes);
    let standard_error = spread.sqrt() / (effects.len() as f64).sqrt();
    Screened { mean, mean_size, standard_error, deviation: variance.sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(factors: usize, f: impl Fn(&[f64]) -> f64) -> Vec<Screened> {
        let paths = paths(factors, 200, 1);
        let values: Vec<Vec<f64>> = paths.iter().map(|p| p.points.iter().map(|x| f(x)).collect()).collect();
        effects(&paths, &values).iter().map(|e| sum_up(e)).collect()
    }

    #[test]
    fn paths_stay_in_the_cube_and_move_each_factor_once() {
        for path in paths(7, 50, 3) {
            assert!(path.points.iter().flatten().all(|x| (-1e-12..=1.0 + 1e-12).contains(x)));
            let mut moved = path.moved.clone();
            moved.sort_unstable();
            assert_eq!(moved, (0..7).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_linear_function_has_its_slopes_and_no_deviation() {
        for (found, slope) in screen(3, |x| 3.0 * x[0] - 2.0 * x[1] + 7.0).iter().zip([3.0, -2.0, 0.0_f64]) {
            assert!((found.mean - slope).abs() < 1e-9 && found.deviation < 1e-9);
            assert!((found.mean_size - slope.abs()).abs() < 1e-9);
        }
    }

    #[test]
    fn effects_of_both_signs_cancel_in_the_mean_and_not_in_the_mean_size() {
        // The slope of x0 is 2(x1 − 1/2): at the four levels −1, −1/3, 1/3, 1.
        let found = screen(2, |x| 2.0 * x[0] * (x[1] - 0.5));
        assert!(found[0].mean.abs() < 0.15, "{found:?}");
        assert!((found[0].mean_size - 2.0 / 3.0).abs() < 0.06, "{found:?}");
        assert!((found[0].deviation - (5.0_f64 / 9.0).sqrt()).abs() < 0.06, "{found:?}");
    }

    #[test]
    fn a_missing_value_costs_its_two_steps_only() {
        let paths = paths(3, 1, 1);
        let found = effects(&paths, &[vec![1.0, f64::NAN, 2.0, 3.0]]);
        assert_eq!(found.iter().map(Vec::len).sum::<usize>(), 1);
    }
}
