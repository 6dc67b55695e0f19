//! A stand-in for an output of the simulator between the points where it was run: a regression on the
//! parameters and, with enough points, their squares.

/// How many points a coefficient needs before the squares are taken in.
const POINTS_A_COEFFICIENT: usize = 3;

/// A regression, with what it leaves unexplained.
#[derive(Clone, Debug)]
pub(in crate::experiment::study) struct Emulator {
    coefficients: Vec<f64>,
    form: Form,
    /// The variance around it.
    pub variance: f64,
}

/// What the output is a linear function of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Mean,
    Linear,
    Squares,
}

impl Form {
    /// The richest that so many points bear.
    fn of(points: usize, dimensions: usize) -> Self {
        let bears = |coefficients: usize| points >= POINTS_A_COEFFICIENT * coefficients;
        match dimensions {
            d if bears(1 + 2 * d) => Self::Squares,
            d if points > d + 1 => Self::Linear,
            _ => Self::Mean,
        }
    }

    fn terms(self, point: &[f64]) -> Vec<f64> {
        let centred = || point.iter().map(|x| x - 0.5);
        let mut terms = vec![1.0];
        if self != Self::Mean {
            terms.extend(centred());
        }
        if self == Self::Squares {
            terms.extend(centred().map(|x| x * x));
        }
        terms
    }
}

impl Emulator {
    /// The least squares of some values at points of the unit cube.
    #[must_use]
    pub(in crate::experiment::study) fn of(points: &[Vec<f64>], values: &[f64]) -> Self {
        let form = Form::of(points.len(), points.first().map_or(0, Vec::len));
        let rows: Vec<Vec<f64>> = points.iter().map(|point| form.terms(point)).collect();
        let terms = rows.first().map_or(0, Vec::len);
        let product = |i: usize, j: usize| rows.iter().map(|row| row[i] * row[j]).sum::<f64>();
        // So little that no result moves, and a parameter that was not varied does no harm.
        let ridge = 1e-9 * points.len() as f64;
        let cell = |i: usize, j: usize| product(i, j) + if i == j { ridge } else { 0.0 };
        let matrix = (0..terms).map(|i| (0..terms).map(|j| cell(i, j)).collect()).collect();
        let right = (0..terms).map(|i| rows.iter().zip(values).map(|(row, y)| row[i] * y).sum()).collect();
        let coefficients = solve(matrix, right);
        let error = |(row, y): (&Vec<f64>, &f64)| (y - dot(row, &coefficients)).powi(2);
        let errors: f64 = rows.iter().zip(values).map(error).sum();
        let freedom = points.len().saturating_sub(terms).max(1);
        Self { coefficients, form, variance: errors / freedom as f64 }
    }

    /// What it expects at a point.
    #[must_use]
    pub(in crate::experiment::study) fn at(&self, point: &[f64]) -> f64 {
        dot(&self.form.terms(point), &self.coefficients)
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Solves a symmetric positive definite system by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for pivot in 0..n {
        let (row, value) = (matrix[pivot].clone(), right[pivot]);
        for below in pivot + 1..n {
            let factor = matrix[below][pivot] / row[pivot];
            matrix[below].iter_mut().zip(&row).for_each(|(cell, above)| *cell -= factor * above);
            right[below] -= factor * value;
        }
    }
    for pivot in (0..n).rev() {
        let known: f64 = (pivot + 1..n).map(|j| matrix[pivot][j] * right[j]).sum();
        right[pivot] = (right[pivot] - known) / matrix[pivot][pivot];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::study::mathematics::sequence;

    fn check(points: usize, dimensions: usize, truth: &dyn Fn(&[f64]) -> f64) -> f64 {
        let all = sequence::points(0, points, dimensions, 3);
        let values: Vec<f64> = all.iter().map(|point| truth(point)).collect();
        let emulator = Emulator::of(&all, &values);
        let far = |point: &Vec<f64>| (emulator.at(point) - truth(point)).abs();
        sequence::points(500, 50, dimensions, 3).iter().map(far).fold(emulator.variance, f64::max)
    }

    #[test]
    fn lines_and_squares_are_met_exactly() {
        assert!(check(6, 3, &|x| 2.0 - 3.0 * x[0] + x[2]) < 1e-6);
        assert!(check(32, 3, &|x| 2.0 - 3.0 * x[0] + 4.0 * x[1] * x[1]) < 1e-6);
    }

    #[test]
    fn few_points_give_their_mean_and_spread() {
        let emulator = Emulator::of(&[vec![0.1, 0.2, 0.3], vec![0.9, 0.1, 0.4]], &[1.0, 3.0]);
        assert!((emulator.at(&[0.5, 0.5, 0.5]) - 2.0).abs() < 1e-6);
        assert!((emulator.variance - 2.0).abs() < 1e-6);
    }

    #[test]
    fn what_was_not_varied_does_no_harm() {
        let points = vec![vec![0.1, 0.5], vec![0.4, 0.5], vec![0.6, 0.5], vec![0.8, 0.5]];
        let emulator = Emulator::of(&points, &[1.0, 4.0, 6.0, 8.0]);
        assert!((emulator.at(&[0.2, 0.5]) - 2.0).abs() < 1e-3);
    }
}
