//! Observed figures beside simulated ones.

use serde::Serialize;

use super::ensemble::Ensemble;
use super::statistics::Spread;
use crate::catalogue::Aggregate;
use crate::outcomes::{Month, Record, Scope, Track};
use crate::units::Day;
use crate::world::{Observation, ObservationKind, Scenario};

/// A line of `observations.csv` in the results: what was observed, and what the runs came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObservationRow {
    /// The metric.
    pub metric: String,
    /// `level`, `ratio`, `share` or `series`.
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
    /// For ratios: whether observed and simulated moved the same way.
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
    let (part, whole) = observation.scope.split_once('/').unwrap_or((&observation.scope, "total"));
    let [scopes, whole] = [part, whole].map(|label| find_scopes(&scenarios[position], label));
    Some((position, About { scopes: scopes?, whole: whole? }))
}

fn row(observation: &Observation, simulated: &Spread) -> ObservationRow {
    let median = simulated.q50.or(simulated.mean);
    let is_ratio = observation.kind == ObservationKind::Ratio;
    let same_sign = |m: f64| (m < 1.0) == (observation.value < 1.0);
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
        sign_right: median.filter(|_| is_ratio).map(same_sign),
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
    }
}

/// What an observation is about: its scopes, and those of which a share is taken.
struct About {
    scopes: Vec<Scope>,
    whole: Vec<Scope>,
}

/// The figure of one run that answers to an observation; not a number if the run has none.
fn simulate(observation: &Observation, about: &About, record: &Record) -> f64 {
    let (scopes, window) = (&about.scopes, observation.window0);
    let level = |scopes, window| window_level(record, &observation.indicator, scopes, window);
    match observation.kind {
        ObservationKind::Level => level(scopes, window),
        ObservationKind::Ratio => observation
            .window1
            .map_or(f64::NAN, |later| quotient(level(scopes, later), level(scopes, window))),
        ObservationKind::Share => quotient(level(scopes, window), level(&about.whole, window)),
        ObservationKind::Series => sum_of(record, &observation.indicator, scopes, window),
    }
}

/// An indicator in a window of days, over one scope or summed over several: the mean per month for
/// counts, the mean per day for stocks and for quantiles of months, the quotient of the sums for ratios.
#[must_use]
pub fn window_level(record: &Record, indicator: &str, scopes: &[Scope], window: (Day, Day)) -> f64 {
    let Some(first) = scopes.first().and_then(|&scope| record.track(indicator, scope)) else {
        return f64::NAN;
    };
    let over = |measure: fn(&Parts) -> f64| total(record, indicator, scopes, window, measure);
    match first.indicator.aggregate {
        Aggregate::Sum => over(Parts::per_month),
        Aggregate::Mean | Aggregate::Quantile { .. } | Aggregate::AgainstBaseline => over(Parts::per_day),
        Aggregate::Ratio { numerator, denominator, factor } => {
            let sum = |name| sum_of(record, name, scopes, window);
            let ratio = factor * quotient(sum(numerator), sum(denominator));
            if ratio.is_nan() { over(Parts::per_day) } else { ratio }
        }
    }
}

fn sum_of(record: &Record, indicator: &str, scopes: &[Scope], window: (Day, Day)) -> f64 {
    total(record, indicator, scopes, window, Parts::sum)
}

/// A measure of a window, summed over scopes; not a number if one of them was not recorded.
fn total(
    record: &Record,
    indicator: &str,
    scopes: &[Scope],
    window: (Day, Day),
    measure: fn(&Parts) -> f64,
) -> f64 {
    let of = |&scope: &Scope| {
        record.track(indicator, scope).map_or(f64::NAN, |t| measure(&Parts::of(t, &record.months, window)))
    };
    scopes.iter().map(of).sum()
}

fn quotient(above: f64, below: f64) -> f64 {
    if below == 0.0 { f64::NAN } else { above / below }
}

/// The months that a window touches: value, share of the month's days, and days.
struct Parts(Vec<(f64, f64, f64)>);

impl Parts {
    fn of(track: &Track, months: &[Month], (from, to): (Day, Day)) -> Self {
        let part = |(month, &value): (&Month, &f64)| {
            let days = month.end.min(to).since(month.start.max(from));
            let length = f64::from(month.end.since(month.start));
            (days > 0).then(|| (value, f64::from(days) / length, f64::from(days)))
        };
        Self(months.iter().zip(&track.values).filter_map(part).collect())
    }

    fn sum(&self) -> f64 {
        if self.0.is_empty() { f64::NAN } else { self.0.iter().map(|(value, share, _)| value * share).sum() }
    }

    fn per_month(&self) -> f64 {
        quotient(self.sum(), self.0.iter().map(|(_, share, _)| share).sum())
    }

    fn per_day(&self) -> f64 {
        let known = || self.0.iter().filter(|(value, ..)| value.is_finite());
        quotient(known().map(|(value, _, days)| value * days).sum(), known().map(|(.., days)| days).sum())
    }
}

/// What a scope's name in `observations.csv` stands for: a scope of the results, or a sum over several
/// (`legs:a+b`).
#[must_use]
pub(super) fn find_scopes(scenario: &Scenario, label: &str) -> Option<Vec<Scope>> {
    let several = [("legs:", "leg"), ("places:", "place"), ("countries:", "country")];
    let sum = several.iter().find_map(|(prefix, kind)| Some((*kind, label.strip_prefix(prefix)?)));
    match sum {
        Some((kind, ids)) => ids.split('+').map(|id| find_scope(scenario, &format!("{kind}:{id}"))).collect(),
        None => find_scope(scenario, label).map(|scope| vec![scope]),
    }
}

/// What a scope's name in the tables stands for.
#[must_use]
pub fn find_scope(scenario: &Scenario, label: &str) -> Option<Scope> {
    use crate::world::{CountryId, LegId, PlaceId};
    let (kind, id) = label.split_once(':').unwrap_or((label, ""));
    let position = |found: Option<usize>| found.and_then(|i| u16::try_from(i).ok());
    match kind {
        "total" => Some(Scope::Total),
        "country" => {
            position(scenario.countries.iter().position(|c| c.id == id)).map(|i| Scope::Country(CountryId(i)))
        }
        "place" => {
            position(scenario.places.iter().position(|p| p.id == id)).map(|i| Scope::Place(PlaceId(i)))
        }
        "leg" => position(scenario.legs.iter().position(|l| l.id == id)).map(|i| Scope::Leg(LegId(i))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcomes;
    use jiff::civil::date;

    /// Two months of 30 days with 30 and 60, and a third with 90.
    fn record(indicator: &str) -> Record {
        let month = |i: i32| Month { start: Day(30 * i), end: Day(30 * i + 30), date: date(2014, 1, 1) };
        let track = Track {
            indicator: outcomes::find(indicator).unwrap(),
            scope: Scope::Total,
            values: vec![30.0, 60.0, 90.0],
            total: 180.0,
        };
        let months = (0..3).map(month).collect();
        Record {
            seed: 0,
            months,
            tracks: vec![track],
            markets_unsettled: 0,
            decisions: 0,
            events: 0,
            people: 0,
        }
    }

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
    fn months_partly_covered_count_by_their_days() {
        let level = |window: (i32, i32)| {
            window_level(&record("deaths"), "deaths", &[Scope::Total], (Day(window.0), Day(window.1)))
        };
        assert_eq!(level((0, 30)), 30.0);
        assert_eq!(level((0, 60)), 45.0);
        assert_eq!(level((15, 60)), (15.0 + 60.0) / 1.5);
        assert!(level((500, 600)).is_nan());
    }

    #[test]
    fn stocks_are_averaged_over_days() {
        let level =
            window_level(&record("stranded_mean"), "stranded_mean", &[Scope::Total], (Day(15), Day(60)));
        assert_eq!(level, (30.0 * 15.0 + 60.0 * 30.0) / 45.0);
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
