//! What came, how far it is from what was expected, and whether that is near enough.

use super::plan::Runs;
use crate::experiment::{Kept, find_scope};
use crate::world::{Combination, Expectation, Scenario, Statistic, Tolerance};

/// The share of a solved value that it may be off by.
const SOLVED: f64 = 1e-6;
/// Standard errors that a value with chance in it may be off by.
const ERRORS: f64 = 3.0;
/// What rounding may add to a standard error, as a share of the value.
const ROUNDING: f64 = 1e-9;

/// A value that was expected beside the one that came.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// What was expected.
    pub expectation: Expectation,
    /// What came; not a number if it can't be read.
    pub got: f64,
    /// Its standard error over seeds; 0 of a single run.
    pub standard_error: f64,
    /// How far from the expected value it may be.
    pub tolerance: f64,
    /// How many seeds it rests on.
    pub seeds: usize,
    /// Whether it is near enough.
    pub pass: bool,
}

/// Compares what was expected with what came of the runs.
#[must_use]
pub fn judge(expectation: &Expectation, runs: &Runs) -> Verdict {
    let values = values(expectation, runs);
    let (got, standard_error) = match (expectation.statistic, &expectation.against) {
        (Statistic::Variance, Some((other, how))) => compared_variances(
            &own(expectation, &expectation.scenario, runs),
            &own(expectation, other, runs),
            *how,
        ),
        _ => summary(expectation, &values),
    };
    let expected = expectation.expected;
    let tolerance = match expectation.tolerance {
        Tolerance::Solved => SOLVED * if expected == 0.0 { 1.0 } else { expected.abs() },
        Tolerance::Chance => ERRORS * standard_error + ROUNDING * expected.abs(),
        Tolerance::More | Tolerance::Less => ERRORS * standard_error,
        Tolerance::AtMost | Tolerance::Within(..) => 0.0,
    };
    let near = match expectation.tolerance {
        Tolerance::Solved | Tolerance::Chance => (got - expected).abs() <= tolerance,
        Tolerance::AtMost => got <= expected,
        Tolerance::More => got - expected > tolerance,
        Tolerance::Less => expected - got > tolerance,
        Tolerance::Within(low, high) => (low..=high).contains(&got),
    };
    let enough = values.len() >= expectation.seeds as usize;
    let pass = near && enough;
    Verdict { expectation: expectation.clone(), got, standard_error, tolerance, seeds: values.len(), pass }
}

/// The value of each seed, compared with that of another scenario where one is named.
fn values(expectation: &Expectation, runs: &Runs) -> Vec<f64> {
    let own_values = own(expectation, &expectation.scenario, runs);
    match &expectation.against {
        None => own_values,
        Some((other, how)) => {
            let pairs = own_values.into_iter().zip(own(expectation, other, runs));
            pairs.map(|(a, b)| combine(*how, a, b)).collect()
        }
    }
}

/// The value of each seed of one scenario.
fn own(expectation: &Expectation, scenario: &str, runs: &Runs) -> Vec<f64> {
    let Some((scenario, records)) = runs.get(scenario) else { return Vec::new() };
    records.iter().map(|record| read(expectation, scenario, record)).collect()
}

fn combine(how: Combination, value: f64, other: f64) -> f64 {
    match how {
        Combination::Difference => value - other,
        Combination::Ratio => value / other,
    }
}

fn read(expectation: &Expectation, scenario: &Scenario, record: &Kept) -> f64 {
    let total = |indicators: &str, scope: &str| {
        let Some(scope) = find_scope(scenario, scope) else { return f64::NAN };
        indicators.split('+').map(|indicator| record.total(indicator.trim(), scope)).sum::<f64>()
    };
    let value = total(&expectation.indicator, &expectation.scope);
    let per = expectation.per.as_ref().map_or(1.0, |(indicator, scope)| total(indicator, scope));
    expectation.times * value / per
}

/// What is told of the seeds' values, and its standard error. Of what is solved, the value that is
/// farthest off.
fn summary(expectation: &Expectation, values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let (mean, variance) = (mean(values), variance(values));
    let off = |x: &f64| if x.is_nan() { f64::INFINITY } else { (x - expectation.expected).abs() };
    match (expectation.tolerance, expectation.statistic) {
        (Tolerance::Solved, _) => {
            let worst = values.iter().copied().max_by(|a, b| off(a).total_cmp(&off(b)));
            (worst.unwrap_or(f64::NAN), 0.0)
        }
        (_, Statistic::Mean) => (mean, (variance / n).sqrt()),
        // Of values that are nearly normal.
        (_, Statistic::Variance) => (variance, variance * (2.0 / (n - 1.0).max(1.0)).sqrt()),
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (values.len() as f64 - 1.0).max(1.0)
}

/// How the variances over seeds of two scenarios compare, with its standard error, of values that are
/// nearly normal and as if the two were independent.
fn compared_variances(values: &[f64], others: &[f64], how: Combination) -> (f64, f64) {
    let (one, two) = (variance(values), variance(others));
    let relative = |n: usize| 2.0 / (n as f64 - 1.0).max(1.0);
    let (a, b) = (relative(values.len()), relative(others.len()));
    let error = match how {
        Combination::Ratio => (one / two) * (a + b).sqrt(),
        Combination::Difference => (one.powi(2) * a + two.powi(2) * b).sqrt(),
    };
    (combine(how, one, two), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expectation(tolerance: Tolerance, statistic: Statistic) -> Expectation {
        Expectation {
            benchmark: "M1".into(),
            scenario: "one".into(),
            what: "price".into(),
            indicator: "fee_mean".into(),
            scope: "total".into(),
            per: None,
            times: 1.0,
            against: None,
            statistic,
            seeds: 4,
            expected: 100.0,
            tolerance,
            formula: String::new(),
            source: String::new(),
        }
    }

    #[test]
    fn of_what_is_solved_the_worst_seed_counts() {
        let solved = expectation(Tolerance::Solved, Statistic::Mean);
        assert_eq!(summary(&solved, &[100.0, 100.2, 99.9]).0, 100.2);
        assert!(summary(&solved, &[100.0, f64::NAN]).0.is_nan());
        assert!(summary(&solved, &[]).0.is_nan());
    }

    #[test]
    fn the_error_of_a_mean_and_of_a_variance() {
        let values = [98.0, 102.0, 98.0, 102.0];
        let (mean, error) = summary(&expectation(Tolerance::Chance, Statistic::Mean), &values);
        assert_eq!(mean, 100.0);
        assert!((error - (16.0_f64 / 3.0 / 4.0).sqrt()).abs() < 1e-12);
        let (variance, error) = summary(&expectation(Tolerance::Chance, Statistic::Variance), &values);
        assert!(
            (variance - 16.0 / 3.0).abs() < 1e-12
                && (error / variance - (2.0_f64 / 3.0).sqrt()).abs() < 1e-12
        );
    }

    #[test]
    fn variances_are_compared_over_all_seeds() {
        let (wide, narrow) = ([96.0, 104.0, 96.0, 104.0], [98.0, 102.0, 98.0, 102.0]);
        let (ratio, error) = compared_variances(&wide, &narrow, Combination::Ratio);
        assert!((ratio - 4.0).abs() < 1e-12 && (error - 4.0 * (4.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        let (difference, _) = compared_variances(&wide, &narrow, Combination::Difference);
        assert!((difference - 16.0).abs() < 1e-12);
    }

    #[test]
    fn a_value_that_was_not_recorded_fails() {
        for tolerance in [
            Tolerance::Solved,
            Tolerance::Chance,
            Tolerance::AtMost,
            Tolerance::More,
            Tolerance::Less,
            Tolerance::Within(0.0, 1.0),
        ] {
            let verdict = judge(&expectation(tolerance, Statistic::Mean), &Runs::new());
            assert!(!verdict.pass && verdict.got.is_nan());
        }
    }
}
