//! What levels, and the effects of policies, hang on.

use super::estimate::Estimate;
use super::mathematics::{screening, variance};
use super::runner::{Answer, Job, Runner, differences, mean};
use super::table::{Cell, Table};
use super::variants::Unknowns;
use crate::experiment::uncertain::Uncertain;
use crate::scenario::study::{Factor, Method, Outcome, Study};

/// What became of a sensitivity study.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// How it was found out.
    pub method: Method,
    /// The numbers that were varied.
    pub factors: Vec<Uncertain>,
    /// For each subject (the baseline's levels, then each scenario's paired effects), outcome and
    /// factor, in this order.
    pub findings: Vec<Finding>,
}

/// What one outcome of one subject hangs on one factor.
#[derive(Clone, Copy, Debug)]
pub struct Finding {
    /// The scenario; 0 stands for the baseline's level, others for their effect against it.
    pub subject: usize,
    /// The outcome.
    pub outcome: usize,
    /// The factor.
    pub factor: usize,
    /// How much.
    pub size: Size,
}

/// A measure of sensitivity.
#[derive(Clone, Copy, Debug)]
pub enum Size {
    /// One at a time.
    Swing {
        /// The outcome with all numbers as they are.
        as_it_is: f64,
        /// The outcome at the low end of the range.
        at_low: f64,
        /// At the high end.
        at_high: f64,
        /// The paired difference of both ends.
        swing: Estimate,
    },
    /// Elementary effects, over the whole range.
    Effects {
        /// Their mean.
        mean: f64,
        /// The mean of their sizes (mu*).
        mean_size: f64,
        /// The standard error of the mean size.
        standard_error: f64,
        /// Their standard deviation (sigma).
        deviation: f64,
    },
    /// Shares of variance, each with its 95 % interval.
    Shares {
        /// On its own.
        first: [f64; 3],
        /// With interactions.
        total: [f64; 3],
    },
}

impl Size {
    /// How much it matters, to put factors in order.
    #[must_use]
    pub fn weight(&self) -> f64 {
        let weight = match self {
            Self::Swing { swing, .. } => swing.mean.abs(),
            Self::Effects { mean_size, .. } => *mean_size,
            Self::Shares { total, .. } => total[0],
        };
        if weight.is_finite() { weight } else { 0.0 }
    }
}

/// The points of a design, as shares of the ranges. Not a number leaves a value as it is.
enum Points {
    Ends(Vec<Vec<f64>>),
    Paths(Vec<screening::Path>),
    Rows(variance::Plan),
}

impl Points {
    fn of(method: Method, factors: usize, size: usize, seed: u64) -> Self {
        match method {
            Method::OneAtATime => Self::Ends(ends(factors)),
            Method::Morris => Self::Paths(screening::paths(factors, size, seed)),
            Method::Sobol => Self::Rows(variance::Plan::new(factors, size, seed)),
        }
    }

    fn list(&self) -> Vec<Vec<f64>> {
        match self {
            Self::Ends(points) => points.clone(),
            Self::Paths(paths) => paths.iter().flat_map(|path| path.points.clone()).collect(),
            Self::Rows(plan) => plan.points().cloned().collect(),
        }
    }
}

/// All as it is, then each factor alone at the low and the high end.
fn ends(factors: usize) -> Vec<Vec<f64>> {
    let alone = |factor: usize, share: f64| {
        let mut point = vec![f64::NAN; factors];
        point[factor] = share;
        point
    };
    let both = (0..factors).flat_map(|f| [alone(f, 0.0), alone(f, 1.0)]);
    std::iter::once(vec![f64::NAN; factors]).chain(both).collect()
}

pub(super) fn cost(study: &Study, method: Method, named: &[Factor], size: usize) -> usize {
    let factors = Unknowns::of(study, named).numbers.len();
    let points = match method {
        Method::OneAtATime => 1 + 2 * factors,
        Method::Morris => size * (factors + 1),
        Method::Sobol => size * (factors + 2),
    };
    points * study.scenarios.len() * study.replicates as usize
}

pub(super) fn run(
    study: &Study,
    method: Method,
    named: &[Factor],
    size: usize,
    runner: &Runner<'_>,
) -> Option<Sensitivity> {
    let unknowns = Unknowns::of(study, named);
    let points = Points::of(method, unknowns.numbers.len(), size, study.seed);
    // The same seeds at every point: what differs is then the numbers' doing.
    let job = |shares: &Vec<f64>| Job {
        scenarios: unknowns.draw(&study.scenarios, shares),
        seed: study.seed,
        replicates: study.replicates,
    };
    let jobs: Vec<Job> = points.list().iter().map(job).collect();
    let answers = runner.run(&jobs, &study.outcomes)?;
    let mut findings = Vec::new();
    for subject in 0..study.scenarios.len() {
        for outcome in 0..study.outcomes.len() {
            let values: Vec<Vec<f64>> = answers.iter().map(|a| of_subject(a, subject, outcome)).collect();
            let sizes = sizes(&points, &values, unknowns.numbers.len(), study.seed);
            let finding = |(factor, size)| Finding { subject, outcome, factor, size };
            findings.extend(sizes.into_iter().enumerate().map(finding));
        }
    }
    Some(Sensitivity { method, factors: unknowns.numbers, findings })
}

/// Replicates of the baseline's level, or of a scenario's difference from it.
fn of_subject(answer: &Answer, subject: usize, outcome: usize) -> Vec<f64> {
    match subject {
        0 => answer[0][outcome].clone(),
        s => differences(&answer[s][outcome], &answer[0][outcome]),
    }
}

fn sizes(points: &Points, values: &[Vec<f64>], factors: usize, seed: u64) -> Vec<Size> {
    let means: Vec<f64> = values.iter().map(|v| mean(v)).collect();
    match points {
        Points::Ends(_) => (0..factors).map(|factor| swing(values, &means, factor)).collect(),
        Points::Paths(paths) => {
            let by_path: Vec<Vec<f64>> = means.chunks(factors + 1).map(<[f64]>::to_vec).collect();
            screening::effects(paths, &by_path).iter().map(|effects| screened(effects)).collect()
        }
        Points::Rows(_) => variance::indices(&means, factors, seed).into_iter().map(shares).collect(),
    }
}

fn swing(values: &[Vec<f64>], means: &[f64], factor: usize) -> Size {
    let (low, high) = (1 + 2 * factor, 2 + 2 * factor);
    Size::Swing {
        as_it_is: means[0],
        at_low: means[low],
        at_high: means[high],
        swing: Estimate::of(&differences(&values[high], &values[low])),
    }
}

fn screened(effects: &[f64]) -> Size {
    let screening::Screened { mean, mean_size, standard_error, deviation } = screening::sum_up(effects);
    Size::Effects { mean, mean_size, standard_error, deviation }
}

fn shares(found: variance::Shares) -> Size {
    let of = |index: variance::Index| [index.value, index.low, index.high];
    Size::Shares { first: of(found.first), total: of(found.total) }
}

pub(super) fn tables(found: &Sensitivity, study: &Study) -> Vec<Table> {
    let measures: &[&str] = match found.method {
        Method::OneAtATime => &["as_it_is", "at_low", "at_high", "swing", "swing_standard_error"],
        Method::Morris => &["mean_effect", "mean_size", "standard_error", "deviation"],
        Method::Sobol => &["first", "first_low", "first_high", "total", "total_low", "total_high"],
    };
    let head = ["scenario", "measure", "indicator", "unit", "scope", "parameter", "range_low", "range_high"];
    let columns: Vec<&str> = head.iter().chain(measures).copied().collect();
    let mut table = Table::new("sensitivity", &columns);
    table.rows = found.findings.iter().map(|finding| row(finding, found, study)).collect();
    vec![table]
}

fn row(finding: &Finding, found: &Sensitivity, study: &Study) -> Vec<Cell> {
    let outcome: &Outcome = &study.outcomes[finding.outcome];
    let factor = &found.factors[finding.factor];
    let measure = if finding.subject == 0 { "level" } else { "change" };
    let head: Vec<Cell> = vec![
        study.scenarios[finding.subject].name.as_str().into(),
        measure.into(),
        outcome.indicator.name.into(),
        outcome.indicator.unit.into(),
        outcome.scope_label.as_str().into(),
        factor.name().into(),
        factor.range.0.into(),
        factor.range.1.into(),
    ];
    let numbers = match finding.size {
        Size::Swing { as_it_is, at_low, at_high, swing } => {
            vec![as_it_is, at_low, at_high, swing.mean, swing.standard_error]
        }
        Size::Effects { mean, mean_size, standard_error, deviation } => {
            vec![mean, mean_size, standard_error, deviation]
        }
        Size::Shares { first, total } => [first, total].concat(),
    };
    head.into_iter().chain(numbers.into_iter().map(Cell::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_sees_each_factor_at_both_ends() {
        // 10 + 4a − b, as it is at a = b = 1/2; the second replicate is 1 higher everywhere.
        let value = |x: &Vec<f64>| {
            let at = |i: usize| if x[i].is_nan() { 0.5 } else { x[i] };
            10.0 + 4.0 * at(0) - at(1)
        };
        let points = Points::of(Method::OneAtATime, 2, 1, 1);
        let values: Vec<Vec<f64>> = points.list().iter().map(|x| vec![value(x), value(x) + 1.0]).collect();
        let found: Vec<[f64; 5]> = sizes(&points, &values, 2, 1)
            .into_iter()
            .map(|size| match size {
                Size::Swing { as_it_is, at_low, at_high, swing } => {
                    [as_it_is, at_low, at_high, swing.mean, swing.standard_error]
                }
                _ => [f64::NAN; 5],
            })
            .collect();
        assert_eq!(found, [[12.0, 10.0, 14.0, 4.0, 0.0], [12.0, 12.5, 11.5, -1.0, 0.0]]);
    }

    #[test]
    fn every_method_makes_as_many_points_as_it_costs() {
        for (method, size, points) in
            [(Method::OneAtATime, 1, 7), (Method::Morris, 5, 20), (Method::Sobol, 8, 40)]
        {
            assert_eq!(Points::of(method, 3, size, 1).list().len(), points);
        }
    }
}
