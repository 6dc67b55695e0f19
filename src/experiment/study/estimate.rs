//! A mean over replicates, with what chance leaves open.

use crate::experiment::statistics::{Spread, known, moments};

/// A mean, its standard error over replicates and, of enough of them, the range.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The mean; not a number of no values.
    pub mean: f64,
    /// Its standard error; not a number of fewer than two values.
    pub standard_error: f64,
    /// Mean and quantiles.
    pub spread: Spread,
}

impl Estimate {
    /// The estimate of those values that are numbers.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let known = known(values);
        let (mean, variance) = moments(&known);
        let standard_error = (variance / known.len() as f64).sqrt();
        Self { mean, standard_error, spread: Spread::of(known) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_that_of_the_mean() {
        let found = Estimate::of(&[1.0, 3.0, f64::NAN]);
        assert_eq!((found.mean, found.standard_error, found.spread.count), (2.0, 1.0, 2));
        assert!(Estimate::of(&[]).mean.is_nan() && Estimate::of(&[4.0]).standard_error.is_nan());
    }
}
