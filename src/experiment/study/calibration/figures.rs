//! What was observed, and how far what was simulated is from it.

use crate::experiment::study::mathematics::matching::Target;
use crate::experiment::{kind_name, observed};
use crate::outcomes;
use crate::scenario::study::{Calibration, StudyCase};
use crate::world::{Observation, ObservationKind, Scenario};

/// The largest misfit that is told: a factor of a thousand. What has nothing to compare (nobody arrived,
/// nobody paid) is that far below what was observed.
const FARTHEST: f64 = 6.907_755_278_982_137;
/// Half the width of a 90 % interval of a normal distribution (standard deviations).
const HALF_WIDTH: f64 = 1.644_853_626_951_472_2;

/// What some observations came to in runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    /// What was observed.
    observed: Vec<f64>,
    /// By observation: the figure of each replicate. Of none: it was not run.
    simulated: Vec<Vec<f64>>,
}

impl Figures {
    /// The figures of a case, from those of its replicates.
    pub(super) fn of(scenarios: &[Scenario], replicates: Vec<Vec<f64>>) -> Self {
        let positions = observed(scenarios).into_iter().enumerate().filter(|(_, seen)| is_comparable(seen));
        let figure = |of: &Vec<f64>, i: usize| of.get(i).copied().unwrap_or(f64::NAN);
        let of = |(i, seen): (usize, &Observation)| {
            (seen.value, replicates.iter().map(|replicate| figure(replicate, i)).collect())
        };
        let (observed, simulated) = positions.map(of).unzip();
        Self { observed, simulated }
    }

    /// The figures of several cases in a row.
    pub(super) fn join(parts: Vec<Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.observed.extend(part.observed);
            all.simulated.extend(part.simulated);
        }
        all
    }

    /// The log of simulated over observed, of the means over replicates; not a number if it was not run.
    pub(super) fn misfits(&self) -> Vec<f64> {
        self.observed.iter().zip(&self.simulated).map(|(seen, made)| misfit(mean(made), *seen, made)).collect()
    }

    /// The log of simulated over observed of each replicate, of one observation.
    pub(super) fn by_replicate(&self, observation: usize) -> Vec<f64> {
        let seen = self.observed[observation];
        self.simulated[observation].iter().map(|made| log_ratio(*made, seen)).collect()
    }
}

fn is_comparable(observation: &Observation) -> bool {
    observation.value > 0.0
}

fn mean(values: &[f64]) -> f64 {
    let known: Vec<f64> = values.iter().copied().filter(|x| x.is_finite()).collect();
    known.iter().sum::<f64>() / known.len() as f64
}

fn misfit(mean: f64, observed: f64, made: &[f64]) -> f64 {
    if made.is_empty() { f64::NAN } else { log_ratio(mean, observed) }
}

fn log_ratio(simulated: f64, observed: f64) -> f64 {
    if simulated > 0.0 && simulated.is_finite() {
        (simulated / observed).ln().clamp(-FARTHEST, FARTHEST)
    } else {
        -FARTHEST
    }
}

/// An observation of a case, and what its misfits are held against.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub case: String,
    pub observation: Observation,
    pub target: Target,
}

impl Seen {
    pub(super) fn kind(&self) -> &'static str {
        kind_name(self.observation.kind)
    }

    pub(super) fn unit(&self) -> &'static str {
        outcomes::find(&self.observation.indicator).map_or("", |indicator| indicator.unit)
    }

    pub(super) fn is_ratio(&self) -> bool {
        self.observation.kind == ObservationKind::Ratio
    }
}

/// All observations of the cases in the order of figures; how much is chance is told by the runs of the
/// values as they are.
pub(super) fn observations(design: &Calibration, as_it_is: &Figures, replicates: u32) -> Vec<Seen> {
    let of_case = |(group, case): (usize, &StudyCase)| -> Vec<Seen> {
        let seen = observed(&case.scenarios).into_iter().filter(|seen| is_comparable(seen)).cloned();
        let target = Target { variance: 0.0, group, is_fitted: case.is_fitted };
        seen.map(|observation| Seen { case: case.name.clone(), observation, target }).collect()
    };
    let mut all: Vec<Seen> = design.cases.iter().enumerate().flat_map(of_case).collect();
    for (i, seen) in all.iter_mut().enumerate() {
        let chance = variance(&as_it_is.by_replicate(i)) / f64::from(replicates);
        let own = observing(&seen.observation, design.observation_error);
        seen.target.variance = own + chance + design.discrepancy.powi(2);
    }
    all
}

/// The variance of observing: of the stated range, taken as a 90 % interval, or the study's; small counts
/// have that of a Poisson count beside it.
fn observing(observation: &Observation, error: f64) -> f64 {
    let stated = observation.range.filter(|(low, high)| 0.0 < *low && low < high);
    let deviation = stated.map_or(error, |(low, high)| (high / low).ln() / (2.0 * HALF_WIDTH));
    let counting = if observation.kind == ObservationKind::Series { 1.0 / observation.value } else { 0.0 };
    deviation.powi(2) + counting
}

/// The variance of a sample; 0 of fewer than two.
fn variance(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let mean = mean(values);
    values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;

    #[test]
    fn misfits_are_logs_and_what_is_not_there_is_far_off() {
        assert!((log_ratio(2.0, 1.0) - std::f64::consts::LN_2).abs() < 1e-12);
        assert!((log_ratio(1e9, 1.0) - 1000.0_f64.ln()).abs() < 1e-12);
        assert_eq!([log_ratio(0.0, 1.0), log_ratio(f64::NAN, 1.0)], [-FARTHEST; 2]);
    }

    #[test]
    fn the_error_of_observing_is_that_of_the_range_or_the_study() {
        let mut seen = synthetic::scenarios(1)[0].observations[0].clone();
        (seen.kind, seen.value) = (ObservationKind::Level, 10.0);
        seen.range = Some((10.0 * (-HALF_WIDTH * 0.3).exp(), 10.0 * (HALF_WIDTH * 0.3).exp()));
        assert!((observing(&seen, 0.1) - 0.09).abs() < 1e-12);
        seen.range = None;
        assert!((observing(&seen, 0.1) - 0.01).abs() < 1e-12);
        seen.kind = ObservationKind::Series;
        assert!((observing(&seen, 0.1) - 0.11).abs() < 1e-12);
    }

    #[test]
    fn replicates_are_averaged_and_cases_that_were_not_run_have_no_figures() {
        let scenarios = synthetic::scenarios(8);
        let n = observed(&scenarios).len();
        let seen: Vec<f64> = observed(&scenarios).iter().map(|seen| seen.value).collect();
        let run = Figures::of(&scenarios, vec![seen.clone(), seen.iter().map(|x| 3.0 * x).collect()]);
        let none = Figures::of(&scenarios, Vec::new());
        let both = Figures::join(vec![run, none]).misfits();
        let comparable = seen.iter().filter(|x| **x > 0.0).count();
        assert!(comparable > 0 && comparable <= n && both.len() == 2 * comparable);
        assert!(both[..comparable].iter().all(|x| (x - std::f64::consts::LN_2).abs() < 1e-12));
        assert!(both[comparable..].iter().all(|x| x.is_nan()));
    }
}
