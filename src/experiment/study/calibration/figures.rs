//! What was observed, and how far what was simulated is from it.

use crate::experiment::statistics::{known, moments};
use crate::experiment::study::mathematics::matching::Target;
use crate::experiment::study::runner::mean;
use crate::experiment::{kind_name, observed};
use crate::outcomes;
use crate::scenario::study::{Calibration, StudyCase};
use crate::world::{Observation, ObservationKind, Scenario};

/// The largest misfit that is told: a factor of a thousand. Where none came of what was counted, it is
/// that far below.
const FARTHEST: f64 = 6.907_755_278_982_137;
/// Half the width of a 90 % interval of a normal distribution (standard deviations).
const HALF_WIDTH: f64 = 1.644_853_626_951_472_2;

/// What some observations came to in runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    /// What was observed, and the least that can be told from it: half an agent where people are counted.
    observed: Vec<(f64, f64)>,
    /// By observation: the figure of each replicate. Of none: it was not run.
    simulated: Vec<Vec<f64>>,
}

impl Figures {
    /// The figures of a case, from those of its replicates.
    pub(super) fn of(scenarios: &[Scenario], replicates: Vec<Vec<f64>>) -> Self {
        let positions = observed(scenarios).into_iter().enumerate().filter(|(_, seen)| is_comparable(seen));
        let figure = |of: &Vec<f64>, i: usize| of.get(i).copied().unwrap_or(f64::NAN);
        let of = |(i, seen): (usize, &Observation)| {
            let made = replicates.iter().map(|replicate| figure(replicate, i)).collect();
            ((seen.value, 0.5 * grain(seen, scenarios)), made)
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

    /// The log of simulated over observed, of the means over replicates. Not a number if it was not run, or
    /// there is nothing to compare: no fee where nobody paid, no ratio to none. (That nobody came is told by
    /// what was counted.)
    pub(super) fn misfits(&self) -> Vec<f64> {
        self.observed.iter().zip(&self.simulated).map(|(seen, made)| log_ratio(mean(made), *seen)).collect()
    }

    /// The log of simulated over observed of each replicate, of one observation.
    pub(super) fn by_replicate(&self, observation: usize) -> Vec<f64> {
        let seen = self.observed[observation];
        self.simulated[observation].iter().map(|made| log_ratio(*made, seen)).collect()
    }
}

/// Whether its misfit can be told as a log: a positive figure of which runs have no negative ones.
fn is_comparable(observation: &Observation) -> bool {
    let has_log = !matches!(observation.kind, ObservationKind::Substitution | ObservationKind::Lag);
    has_log && observation.value > 0.0
}

fn log_ratio(simulated: f64, (observed, least): (f64, f64)) -> f64 {
    match simulated {
        none if none.is_nan() => f64::NAN,
        _ if simulated.max(least) > 0.0 => (simulated.max(least) / observed).ln().clamp(-FARTHEST, FARTHEST),
        _ => -FARTHEST,
    }
}

/// How many people an agent stands for, where people are counted; 0 elsewhere.
fn grain(observation: &Observation, scenarios: &[Scenario]) -> f64 {
    let counts_people = outcomes::find(&observation.indicator).is_some_and(|i| i.unit == "persons");
    let is_count = observation.kind == ObservationKind::Series && counts_people;
    scenarios.first().filter(|_| is_count).map_or(0.0, |scenario| scenario.persons_per_agent)
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
        let seen = observed(&case.scenarios).into_iter().filter(|seen| is_comparable(seen));
        let of = |observation: &Observation| {
            let own = observing(observation, design.observation_error, grain(observation, &case.scenarios));
            let target = Target { variance: own, group, is_fitted: case.is_fitted };
            Seen { case: case.name.clone(), observation: observation.clone(), target }
        };
        seen.map(of).collect()
    };
    let mut all: Vec<Seen> = design.cases.iter().enumerate().flat_map(of_case).collect();
    for (i, seen) in all.iter_mut().enumerate() {
        let chance = variance(&as_it_is.by_replicate(i)) / f64::from(replicates);
        seen.target.variance += chance + design.discrepancy.powi(2);
    }
    all
}

/// The variance of observing: of the stated range, taken as a 90 % interval, or the study's. Small counts
/// have that of a Poisson count beside it, of people where they were observed and of agents in the model.
fn observing(observation: &Observation, error: f64, grain: f64) -> f64 {
    let stated = observation.range.filter(|(low, high)| 0.0 < *low && low < high);
    let deviation = stated.map_or(error, |(low, high)| (high / low).ln() / (2.0 * HALF_WIDTH));
    let counting = if grain > 0.0 { (1.0 + grain) / observation.value } else { 0.0 };
    deviation.powi(2) + counting
}

/// The variance of those values that are numbers; 0 of fewer than two.
fn variance(values: &[f64]) -> f64 {
    let known = known(values);
    if known.len() < 2 { 0.0 } else { moments(&known).1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;

    #[test]
    fn misfits_are_logs_and_what_did_not_come_is_far_off() {
        assert!((log_ratio(2.0, (1.0, 0.0)) - std::f64::consts::LN_2).abs() < 1e-12);
        assert!((log_ratio(1e9, (1.0, 0.0)) - 1000.0_f64.ln()).abs() < 1e-12);
        assert_eq!(log_ratio(0.0, (1.0, 0.0)), -FARTHEST);
        assert!(log_ratio(f64::NAN, (1.0, 5.0)).is_nan());
        assert!((log_ratio(0.0, (10.0, 5.0)) + std::f64::consts::LN_2).abs() < 1e-12);
    }

    #[test]
    fn the_error_of_observing_is_that_of_the_range_or_the_study_and_of_small_counts() {
        let mut scenarios = synthetic::scenarios(1);
        scenarios[0].persons_per_agent = 20.0;
        let mut seen = scenarios[0].observations[0].clone();
        (seen.kind, seen.value, seen.indicator) = (ObservationKind::Level, 10.0, "deaths_recorded".into());
        seen.range = Some((10.0 * (-HALF_WIDTH * 0.3).exp(), 10.0 * (HALF_WIDTH * 0.3).exp()));
        assert!((observing(&seen, 0.1, 0.0) - 0.09).abs() < 1e-12);
        seen.range = None;
        assert!((observing(&seen, 0.1, grain(&seen, &scenarios)) - 0.01).abs() < 1e-12);
        seen.kind = ObservationKind::Series;
        assert!((observing(&seen, 0.1, grain(&seen, &scenarios)) - 2.11).abs() < 1e-12);
        seen.indicator = "smuggler_revenue".into();
        assert_eq!(grain(&seen, &scenarios), 0.0);
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
