//! Whether the main differences are known well enough.
//!
//! Looked at are the headline indicators over the whole scenario: the mean difference of every policy
//! from the baseline, or of a single scenario the mean level. One is known well enough if the
//! half-width of the 90 % interval of the mean (Student's t) is no more than the wanted share of the
//! baseline's mean. What has no level in the baseline, the displacement index, is a share itself, and
//! its half-width is taken as it is. Runs of one draw are no independent evidence: they are averaged,
//! and the draws are counted. Draws are spread evenly over the ranges, so that the mean is known better
//! than this says, not worse.
//!
//! Looks after every batch make it likelier than nine in ten would have it that some mean passes for
//! known by luck. The share wanted should be read as a guide.

use serde::Serialize;

use super::comparison::gaps;
use super::design::draw_of;
use super::ensemble::Ensemble;
use super::statistics::{Spread, by_draw};
use super::variance::half_width;
use crate::catalogue::Aggregate;
use crate::outcomes::{self, Scope};

/// A main difference, or level, that is not known well enough.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Open {
    /// The scenario.
    pub scenario: String,
    /// The indicator.
    pub indicator: &'static str,
    /// The half-width of the 90 % interval of the mean, as a share of the baseline's mean; infinite of
    /// too few runs (null in JSON).
    pub half_width: f64,
}

/// Whether a wanted precision is reached; never if none is wanted.
pub(super) fn is_reached(ensemble: &Ensemble) -> bool {
    ensemble.precision.is_some() && !ensemble.replicates.is_empty() && open(ensemble).is_empty()
}

/// The main differences that are not known as well as was asked for, the least known first. None if
/// nothing was asked for.
#[must_use]
pub fn open(ensemble: &Ensemble) -> Vec<Open> {
    let Some(wanted) = ensemble.precision else { return Vec::new() };
    let scenarios = if ensemble.scenarios.len() > 1 { 1..ensemble.scenarios.len() } else { 0..1 };
    let mut open: Vec<Open> = scenarios
        .flat_map(|s| outcomes::ALL.iter().filter(|i| i.headline).map(move |i| (s, i)))
        .filter_map(|(s, indicator)| {
            let half_width = relative_half_width(ensemble, s, indicator.name, indicator.aggregate)?;
            let scenario = ensemble.scenarios[s].name.clone();
            (half_width > wanted).then_some(Open { scenario, indicator: indicator.name, half_width })
        })
        .collect();
    open.sort_by(|a, b| b.half_width.total_cmp(&a.half_width));
    open
}

/// `None` for what has no value, or no level in the baseline to be compared with.
fn relative_half_width(ensemble: &Ensemble, s: usize, indicator: &str, aggregate: Aggregate) -> Option<f64> {
    let totals = |s: usize| -> Vec<f64> {
        ensemble.records(s).map(|record| record.total(indicator, Scope::Total)).collect()
    };
    let levels = totals(0);
    let unit = match aggregate {
        Aggregate::AgainstBaseline => 1.0,
        _ => Spread::of(levels.iter().copied()).mean.filter(|mean| *mean != 0.0)?.abs(),
    };
    let values =
        if s == 0 { levels } else { gaps(&levels.into_iter().zip(totals(s)).collect::<Vec<_>>()).collect() };
    let numbers = ensemble
        .replicates
        .iter()
        .map(|r| if ensemble.draws.is_some() { draw_of(r.number) } else { r.number });
    let groups = by_draw(&numbers.zip(values).collect::<Vec<_>>());
    let means: Vec<f64> = groups.iter().filter_map(|group| Spread::of(group.iter().copied()).mean).collect();
    (!means.is_empty()).then(|| half_width(&means) / unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;

    #[test]
    fn nothing_is_open_if_nothing_was_asked_for() {
        let ensemble = synthetic::drawn_comparison(2, 4).ensemble;
        assert_eq!((open(&ensemble).len(), is_reached(&ensemble)), (0, false));
    }

    #[test]
    fn the_least_known_stand_first_and_more_runs_leave_fewer() {
        let of = |replicates, wanted| {
            let mut ensemble = synthetic::drawn_comparison(3, replicates).ensemble;
            ensemble.precision = Some(wanted);
            open(&ensemble)
        };
        let few = of(20, 0.001);
        assert!(few.windows(2).all(|pair| pair[0].half_width >= pair[1].half_width));
        assert!(few.iter().all(|open| open.half_width.is_finite() && open.scenario != "baseline"));
        let wanted = few[few.len() / 2].half_width;
        assert!(of(80, wanted).len() < of(20, wanted).len());
        assert!(of(2, 0.5).iter().all(|open| open.half_width == f64::INFINITY));
    }

    #[test]
    fn a_single_scenario_is_judged_by_its_levels() {
        let mut ensemble = synthetic::drawn_comparison(1, 20).ensemble;
        ensemble.precision = Some(1e-6);
        let open = open(&ensemble);
        assert!(open.len() > 5 && open.iter().all(|open| open.scenario == "baseline"));
    }
}
