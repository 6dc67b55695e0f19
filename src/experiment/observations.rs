//! Observed figures beside simulated ones.

use serde::Serialize;

use super::ensemble::Ensemble;
use super::statistics::Spread;
use super::windows::{months_to_half, quotient, sum_of, window_level};
use crate::catalogue::ScopeKind;
use crate::outcomes::{self, Record, Scope};
use crate::units::Day;
use crate::world::{Observation, ObservationKind, Scenario};

/// A line of `observations.csv` in the results: what was observed, and what the runs came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObservationRow {
    /// The metric.
    pub metric: String,
    /// `level`, `ratio`, `share`, `series`, `substitution` or `lag`.
    pub kind: &'static str,
    /// The scenario in which it was observed.
    pub scenario: String,
    /// The indicator.
    pub indicator: String,
    /// What it is about.
    pub scope: String,
    /// The observed value.
    pub observed: f64,
    /// The low end of the observed range.
    pub low: Option<f64>,
    /// The high end of the observed range.
    pub high: Option<f64>,
    /// The simulated 5 % quantile; none with few replicates.
    pub q05: Option<f64>,
    /// The simulated median; the mean with few replicates.
    pub q50: Option<f64>,
    /// The simulated 95 % quantile; none with few replicates.
    pub q95: Option<f64>,
    /// For ratios and substitution: whether observed and simulated moved the same way.
    pub sign_right: Option<bool>,
    /// Whether the simulated 5–95 % range holds the observed value.
    pub covered: Option<bool>,
    /// The facts it rests on.
    pub fact_ids: String,
}

/// Compares the observations that come with the baseline's case. Those of scenarios that were not
/// run are left out.
#[must_use]
pub fn evaluate(ensemble: &Ensemble) -> Vec<ObservationRow> {
    let of = |(position, observation): (usize, &Observation)| {
        let figures = ensemble.replicates.iter().map(|replicate| replicate.figures[position]);
        row(observation, &ensemble.spread(figures))
    };
    observed(&ensemble.scenarios).into_iter().enumerate().map(of).collect()
}

/// What was observed in these scenarios of one case.
#[must_use]
pub fn observed(scenarios: &[Scenario]) -> Vec<&Observation> {
    let all = scenarios.first().map_or(&[][..], |first| &first.observations);
    all.iter().filter(|observation| find(observation, scenarios).is_some()).collect()
}

/// The figures of one run of each scenario that answer to what was [`observed`], in its order; not a
/// number where the run has none.
pub(super) fn simulated(scenarios: &[Scenario], records: &[Record]) -> Vec<f64> {
    let of = |observation: &&Observation| {
        let figure = |(position, about): (usize, About)| simulate(observation, &about, &records[position]);
        find(observation, scenarios).map_or(f64::NAN, figure)
    };
    observed(scenarios).iter().map(of).collect()
}

/// In which scenario something was observed, and what it is about there.
fn find(observation: &Observation, scenarios: &[Scenario]) -> Option<(usize, About)> {
    let position = scenarios.iter().position(|s| s.name == observation.scenario)?;
    let part = observation.scope.as_str();
    let of_what = if observation.per().is_some() { part } else { "total" };
    let (part, whole) = part.split_once('/').unwrap_or((part, of_what));
    let [scopes, whole] = [part, whole].map(|label| find_scopes(&scenarios[position], label));
    Some((position, About { scopes: scopes?, whole: whole? }))
}

fn row(observation: &Observation, simulated: &Spread) -> ObservationRow {
    let median = simulated.q50.or(simulated.mean);
    let middle = match observation.kind {
        ObservationKind::Ratio => Some(1.0),
        ObservationKind::Substitution => Some(0.0),
        _ => None,
    };
    let same_side = |m: f64| middle.map(|middle| (m < middle) == (observation.value < middle));
    let holds = |(low, high): (f64, f64)| (low..=high).contains(&observation.value);
    ObservationRow {
        metric: observation.metric.clone(),
        kind: kind_name(observation.kind),
        scenario: observation.scenario.clone(),
        indicator: observation.indicator.clone(),
        scope: observation.scope.clone(),
        observed: observation.value,
        low: observation.range.map(|(low, _)| low),
        high: observation.range.map(|(_, high)| high),
        q05: simulated.q05,
        q50: median,
        q95: simulated.q95,
        sign_right: median.and_then(same_side),
        covered: simulated.range().map(holds),
        fact_ids: observation.fact_ids.clone(),
    }
}

/// The word for a kind of observation.
#[must_use]
pub fn kind_name(kind: ObservationKind) -> &'static str {
    match kind {
        ObservationKind::Level => "level",
        ObservationKind::Ratio => "ratio",
        ObservationKind::Share => "share",
        ObservationKind::Series => "series",
        ObservationKind::Substitution => "substitution",
        ObservationKind::Lag => "lag",
    }
}

/// What an observation is about: its scopes, and those of which a share is taken, to which people turn instead
/// or to which what an indicator is told per belongs.
struct About {
    scopes: Vec<Scope>,
    whole: Vec<Scope>,
}

/// The figure of one run that answers to an observation; not a number if the run has none.
fn simulate(observation: &Observation, about: &About, record: &Record) -> f64 {
    let (scopes, window) = (&about.scopes, observation.window0);
    let level = |scopes, window| window_level(record, &observation.indicator, scopes, window);
    let per = |window| match observation.per() {
        None => level(scopes, window),
        Some((above, below)) => {
            quotient(sum_of(record, above, scopes, window), sum_of(record, below, &about.whole, window))
        }
    };
    let with_later = |figure: &dyn Fn((Day, Day)) -> f64| observation.window1.map_or(f64::NAN, figure);
    match observation.kind {
        ObservationKind::Level => per(window),
        ObservationKind::Ratio => with_later(&|later| quotient(per(later), per(window))),
        ObservationKind::Share => quotient(level(scopes, window), level(&about.whole, window)),
        ObservationKind::Series => sum_of(record, &observation.indicator, scopes, window),
        ObservationKind::Substitution => with_later(&|later| {
            let gained = level(&about.whole, later) - level(&about.whole, window);
            quotient(gained, level(scopes, window) - level(scopes, later))
        }),
        ObservationKind::Lag => {
            with_later(&|later| months_to_half(record, &observation.indicator, scopes, (window, later)))
        }
    }
}

/// What a scope's name in `observations.csv` stands for: a scope of the results, or a sum over several
/// (`legs:a+b`).
#[must_use]
pub(super) fn find_scopes(scenario: &Scenario, label: &str) -> Option<Vec<Scope>> {
    let several = [
        ("legs:", "leg"),
        ("places:", "place"),
        ("countries:", "country"),
        ("pathways:", "pathway"),
        ("firm_types:", "firm_type"),
    ];
    let sum = several.iter().find_map(|(prefix, kind)| Some((*kind, label.strip_prefix(prefix)?)));
    match sum {
        Some((kind, ids)) => ids.split('+').map(|id| find_scope(scenario, &format!("{kind}:{id}"))).collect(),
        None => find_scope(scenario, label).map(|scope| vec![scope]),
    }
}

/// What a scope's name in the tables stands for.
#[must_use]
pub fn find_scope(scenario: &Scenario, label: &str) -> Option<Scope> {
    ScopeKind::ALL
        .iter()
        .flat_map(|&kind| outcomes::scopes_of(scenario, kind, &[]))
        .find(|scope| scope.label(scenario) == label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::windows::tests::record;

    fn observation(
        kind: ObservationKind,
        window0: (i32, i32),
        window1: Option<(i32, i32)>,
        value: f64,
    ) -> Observation {
        let days = |(from, to)| (Day(from), Day(to));
        Observation {
            metric: "metric".into(),
            kind,
            scenario: "baseline".into(),
            baseline: String::new(),
            indicator: "deaths".into(),
            scope: "total".into(),
            window0: days(window0),
            window1: window1.map(days),
            value,
            range: None,
            fact_ids: String::new(),
        }
    }

    #[test]
    fn ratio_series_and_share_follow_their_windows() {
        let all = About { scopes: vec![Scope::Total], whole: vec![Scope::Total] };
        let value = |kind, w0, w1| simulate(&observation(kind, w0, w1, 0.0), &all, &record("deaths"));
        assert_eq!(value(ObservationKind::Ratio, (0, 30), Some((60, 90))), 3.0);
        assert_eq!(value(ObservationKind::Series, (0, 45), None), 60.0);
        assert_eq!(value(ObservationKind::Share, (0, 30), None), 1.0);
    }

    #[test]
    fn what_ways_gain_over_what_another_loses() {
        let mut record = record("deaths");
        record.tracks[0].values = vec![90.0, 60.0, 30.0];
        record.tracks.push(crate::outcomes::Track {
            scope: Scope::Leg(crate::world::LegId(0)),
            values: vec![10.0, 20.0, 40.0],
            ..record.tracks[0].clone()
        });
        let about = About { scopes: vec![Scope::Total], whole: vec![record.tracks[1].scope] };
        let seen = |kind| observation(kind, (0, 30), Some((60, 90)), 0.2);
        let substitution = seen(ObservationKind::Substitution);
        assert_eq!(simulate(&substitution, &about, &record), 30.0 / 60.0);
        let of = |x: f64| row(&substitution, &Spread::of([x])).sign_right;
        assert_eq!([of(0.5), of(-0.5)], [Some(true), Some(false)]);
        // Of two indicators the quotient of the sums is told, each over its own scope.
        let per = |kind| Observation { indicator: "deaths/deaths".into(), ..seen(kind) };
        assert_eq!(simulate(&per(ObservationKind::Level), &about, &record), 9.0);
        assert_eq!(simulate(&per(ObservationKind::Ratio), &about, &record), (30.0 / 40.0) / 9.0);
    }

    #[test]
    fn a_share_may_be_of_less_than_the_total() {
        let share = observation(ObservationKind::Share, (0, 30), None, 0.0);
        let about = About { scopes: vec![Scope::Total], whole: vec![Scope::Total, Scope::Total] };
        assert_eq!(simulate(&share, &about, &record("deaths")), 0.5);
    }

    #[test]
    fn several_of_a_kind_add_up() {
        let scenario = crate::experiment::synthetic::scenarios(1).remove(0);
        let [a, b] = [0, 1].map(|i: usize| scenario.places[i].id.as_str());
        let found = find_scopes(&scenario, &format!("places:{a}+{b}")).unwrap();
        let expected = [a, b].map(|id| find_scope(&scenario, &format!("place:{id}")).unwrap());
        assert_eq!(found, expected);
        assert!(find_scopes(&scenario, "countries:nowhere").is_none());
    }

    #[test]
    fn the_sign_of_a_ratio_is_which_side_of_one_it_lies() {
        let fall = observation(ObservationKind::Ratio, (0, 30), Some((30, 60)), 0.4);
        let of = |x: f64| row(&fall, &Spread::of(vec![x; 20]));
        assert_eq!((of(0.7).sign_right, of(0.7).covered), (Some(true), Some(false)));
        assert_eq!((of(1.2).sign_right, of(0.4).covered), (Some(false), Some(true)));
        let level = observation(ObservationKind::Level, (0, 30), None, 0.4);
        assert_eq!(row(&level, &Spread::of([0.4])).sign_right, None);
        assert_eq!(row(&level, &Spread::of([0.4])).covered, None);
    }
}
