//! The tables of a comparison: what each scenario came to, and paired differences.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::ensemble::Ensemble;
use super::observations::{ObservationRow, evaluate};
use super::statistics::{Spread, share};
use crate::outcomes::Heading;

/// A line of `summary.csv`: one indicator of one scope in one scenario, over the replicates.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryRow {
    /// The scenario.
    pub scenario: String,
    /// The indicator.
    pub indicator: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// `total`, or what it is about.
    pub scope: String,
    /// Its values over the replicates.
    pub spread: Spread,
}

/// A line of `differences.csv`: a scenario minus the baseline, replicate by replicate.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceRow {
    /// What the scenario is compared with.
    pub baseline: String,
    /// The line of the summary that the differences would have, of replicates with a value in both.
    pub gap: SummaryRow,
    /// The mean difference over the baseline's mean; none where that is zero.
    pub relative_mean: Option<f64>,
    /// The share of replicates in which the scenario was below the baseline by more than rounding leaves.
    pub share_below: Option<f64>,
    /// The share of replicates in which it was above by more than that.
    pub share_above: Option<f64>,
}

impl SummaryRow {
    fn of(scenario: &str, heading: Heading, scope: String, spread: Spread) -> Self {
        let (indicator, unit) = (heading.indicator.name, heading.indicator.unit);
        Self { scenario: scenario.into(), indicator, unit, scope, spread }
    }

    fn is_about(&self, scenario: &str, indicator: &str, scope: &str) -> bool {
        self.scenario == scenario && self.indicator == indicator && self.scope == scope
    }

    /// The columns that both tables have, from the indicator to the quantiles.
    fn write<W: SerializeStruct>(&self, row: &mut W) -> Result<(), W::Error> {
        row.serialize_field("indicator", self.indicator)?;
        row.serialize_field("unit", self.unit)?;
        row.serialize_field("scope", &self.scope)?;
        row.serialize_field("mean", &self.spread.mean)?;
        row.serialize_field("q05", &self.spread.q05)?;
        row.serialize_field("q50", &self.spread.q50)?;
        row.serialize_field("q95", &self.spread.q95)
    }

    /// The columns at the end of both tables: how many draws, and what share of the variance is chance.
    fn write_chance<W: SerializeStruct>(&self, row: &mut W) -> Result<(), W::Error> {
        let chance = self.spread.chance;
        row.serialize_field("draws", &self.spread.draws)?;
        row.serialize_field("share_chance", &chance.map(|chance| chance.share))?;
        row.serialize_field("share_chance_low", &chance.map(|chance| chance.low))?;
        row.serialize_field("share_chance_high", &chance.map(|chance| chance.high))
    }
}

// Written by hand, since a table of CSV has no rows within rows.
impl Serialize for SummaryRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("SummaryRow", 13)?;
        row.serialize_field("scenario", &self.scenario)?;
        self.write(&mut row)?;
        row.serialize_field("replicates", &self.spread.count)?;
        self.write_chance(&mut row)?;
        row.end()
    }
}

impl Serialize for DifferenceRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("DifferenceRow", 17)?;
        row.serialize_field("scenario", &self.gap.scenario)?;
        row.serialize_field("baseline", &self.baseline)?;
        self.gap.write(&mut row)?;
        row.serialize_field("relative_mean", &self.relative_mean)?;
        row.serialize_field("share_below", &self.share_below)?;
        row.serialize_field("share_above", &self.share_above)?;
        row.serialize_field("replicates", &self.gap.spread.count)?;
        self.gap.write_chance(&mut row)?;
        row.end()
    }
}

/// The runs and their tables.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The runs.
    pub ensemble: Ensemble,
    /// What each scenario came to.
    pub summary: Vec<SummaryRow>,
    /// Each policy against the baseline.
    pub differences: Vec<DifferenceRow>,
    /// Observed figures against simulated ones.
    pub observations: Vec<ObservationRow>,
}

impl Comparison {
    /// A line of the summary.
    #[must_use]
    pub fn level(&self, scenario: &str, indicator: &str, scope: &str) -> Option<&SummaryRow> {
        self.summary.iter().find(|row| row.is_about(scenario, indicator, scope))
    }

    /// A line of the differences.
    #[must_use]
    pub fn difference(&self, scenario: &str, indicator: &str, scope: &str) -> Option<&DifferenceRow> {
        self.differences.iter().find(|row| row.gap.is_about(scenario, indicator, scope))
    }
}

/// Makes the tables.
#[must_use]
pub fn compare(ensemble: Ensemble) -> Comparison {
    let summary = (0..ensemble.scenarios.len()).flat_map(|s| summarise(&ensemble, s)).collect();
    let differences = (1..ensemble.scenarios.len()).flat_map(|s| pair(&ensemble, s)).collect();
    let observations = evaluate(&ensemble);
    Comparison { ensemble, summary, differences, observations }
}

/// The total of a track in each replicate, by its position.
fn totals(ensemble: &Ensemble, s: usize, position: usize) -> impl Iterator<Item = f64> {
    ensemble.records(s).map(move |kept| kept.total_at(position))
}

fn summarise(ensemble: &Ensemble, s: usize) -> Vec<SummaryRow> {
    let scenario = &ensemble.scenarios[s];
    let row = |(position, &heading): (usize, &Heading)| {
        let spread = ensemble.spread(totals(ensemble, s, position));
        SummaryRow::of(&scenario.name, heading, heading.scope.label(scenario), spread)
    };
    ensemble.headings(s).iter().enumerate().map(row).collect()
}

/// Pairs by indicator and scope: a scenario with other tables may have its tracks elsewhere.
fn pair(ensemble: &Ensemble, s: usize) -> Vec<DifferenceRow> {
    let (baseline, scenario) = (&ensemble.scenarios[0], &ensemble.scenarios[s]);
    let positions: BTreeMap<(&str, String), usize> = ensemble
        .headings(0)
        .iter()
        .enumerate()
        .map(|(i, heading)| ((heading.indicator.name, heading.scope.label(baseline)), i))
        .collect();
    let row = |(position, &heading): (usize, &Heading)| {
        let scope = heading.scope.label(scenario);
        let before = *positions.get(&(heading.indicator.name, scope.clone()))?;
        let pairs: Vec<(f64, f64)> = totals(ensemble, 0, before).zip(totals(ensemble, s, position)).collect();
        let spread = ensemble.spread(gaps(&pairs));
        Some(difference_row((&baseline.name, &scenario.name), heading, scope, &pairs, spread))
    };
    ensemble.headings(s).iter().enumerate().filter_map(row).collect()
}

/// The differences of pairs of values; not a number where one of them is none.
pub(super) fn gaps(pairs: &[(f64, f64)]) -> impl Iterator<Item = f64> {
    pairs.iter().map(|(before, after)| after - before)
}

/// What rounding leaves of equal sums, as a share of them: to differ by less is not to differ.
const ROUNDING: f64 = 1e-9;

/// Whether a value went down (−1), up (1), or neither (0).
fn sign(before: f64, after: f64) -> f64 {
    let gap = after - before;
    if gap.abs() <= ROUNDING * before.abs().max(after.abs()) { 0.0 } else { gap.signum() }
}

fn difference_row(
    (baseline, scenario): (&str, &str),
    heading: Heading,
    scope: String,
    pairs: &[(f64, f64)],
    spread: Spread,
) -> DifferenceRow {
    let both = |(b, p): &&(f64, f64)| b.is_finite() && p.is_finite();
    let (levels, signs): (Vec<f64>, Vec<f64>) =
        pairs.iter().filter(both).map(|&(b, p)| (b, sign(b, p))).unzip();
    let level = Spread::of(levels).mean.filter(|&level| level != 0.0);
    DifferenceRow {
        baseline: baseline.into(),
        relative_mean: spread.mean.zip(level).map(|(gap, level)| gap / level),
        share_below: share(&signs, |sign| sign < 0.0),
        share_above: share(&signs, |sign| sign > 0.0),
        gap: SummaryRow::of(scenario, heading, scope, spread),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;
    use crate::outcomes::{Scope, find};

    fn row(pairs: &[(f64, f64)]) -> DifferenceRow {
        let indicator = find("deaths").unwrap();
        let heading = Heading { indicator, scope: Scope::Total };
        difference_row(("baseline", "law"), heading, "total".into(), pairs, Spread::of(gaps(pairs)))
    }

    #[test]
    fn differences_are_taken_within_replicates() {
        let pairs: Vec<(f64, f64)> =
            (0..20).map(|i| (1000.0 * f64::from(i), 1000.0 * f64::from(i) - 3.0)).collect();
        let row = row(&pairs);
        let spread = row.gap.spread;
        assert_eq!((spread.mean, spread.range()), (Some(-3.0), Some((-3.0, -3.0))));
        assert_eq!((row.share_below, row.share_above), (Some(1.0), Some(0.0)));
        assert_eq!(row.relative_mean, Some(-3.0 / 9500.0));
    }

    #[test]
    fn a_pair_with_a_missing_half_does_not_count() {
        let row = row(&[(1.0, f64::NAN), (2.0, 4.0), (3.0, 3.0)]);
        let spread = row.gap.spread;
        assert_eq!((spread.count, spread.mean, row.share_above), (2, Some(1.0), Some(0.5)));
        assert_eq!(spread.range(), None);
    }

    #[test]
    fn what_rounding_leaves_is_neither_below_nor_above() {
        let row = row(&[(3.0, 3.0 - 4e-15), (3.0, 3.0 + 4e-15), (0.0, 0.0), (3e-12, 2e-12)]);
        assert_eq!((row.share_below, row.share_above), (Some(0.25), Some(0.0)));
    }

    #[test]
    fn nothing_is_relative_to_zero() {
        assert_eq!(row(&[(0.0, 4.0)]).relative_mean, None);
    }

    #[test]
    fn every_track_has_its_line_and_its_difference() {
        let comparison = synthetic::comparison(3, 4);
        let tracks = comparison.ensemble.headings(0).len();
        assert_eq!(comparison.summary.len(), 3 * tracks);
        assert_eq!(comparison.differences.len(), 2 * tracks);
        let level =
            |scenario: &str| comparison.level(scenario, "deaths", "total").unwrap().spread.mean.unwrap();
        let gap = comparison.difference("law", "deaths", "total").unwrap().gap.spread.mean.unwrap();
        assert!((level("law") - level("baseline") - gap).abs() < 1e-9);
    }
}
