//! Flows and fees on the main legs over time.

use std::fmt::Write as _;

use super::canvas::{self, Words};
use super::data::{self, cell};
use super::monthly::{Band, Point};
use super::small::{self, Subject};
use super::{ChartError, Picture};
use crate::experiment::{Comparison, StoreError};
use crate::outcomes::Scope;
use crate::report::format;
use crate::world::{LegId, Scenario};

/// How many legs are shown.
const MOST: usize = 8;

/// What is shown of the legs.
struct Kind {
    name: &'static str,
    indicator: &'static str,
    /// What says which legs are the main ones.
    ranked_by: &'static str,
    title: &'static str,
    unit: &'static str,
}

/// Flows by leg.
pub(super) fn draw_flows(comparison: &Comparison) -> Result<Option<Picture>, ChartError> {
    draw(
        comparison,
        &Kind {
            name: "flows",
            indicator: "flow",
            ranked_by: "flow",
            title: "How many people set out on the main legs",
            unit: "persons per month",
        },
    )
}

/// Fees by leg.
pub(super) fn draw_fees(comparison: &Comparison) -> Result<Option<Picture>, ChartError> {
    draw(
        comparison,
        &Kind {
            name: "fees",
            indicator: "fee_mean",
            ranked_by: "passengers",
            title: "What a leg with a smuggler cost on the most smuggled legs",
            unit: "USD per person, monthly mean",
        },
    )
}

fn draw(comparison: &Comparison, kind: &Kind) -> Result<Option<Picture>, ChartError> {
    let legs = main_legs(comparison, kind.ranked_by);
    let Some(baseline) = comparison.ensemble.scenarios.first().filter(|_| !legs.is_empty()) else {
        return Ok(None);
    };
    let subjects = subjects(comparison, kind, baseline, &legs)?;
    let words = Words {
        title: kind.title.into(),
        subtitle: format!(
            "{}; line: mean, shade: 90 % of the runs (from 20 runs on){}",
            capital(kind.unit),
            super::canvas::darker(comparison)
        ),
    };
    let height = small::height(subjects.len());
    let svg = canvas::draw(&words, height, comparison, |canvas| {
        small::draw(canvas, comparison, &subjects)?;
        small::footnote(
            canvas,
            &format!("Shown: the {} largest of {} legs.", legs.len(), baseline.legs.len()),
            height,
        )
    })?;
    let text = describe(comparison, kind, &subjects);
    Ok(Some(Picture { name: kind.name, svg, csv: table(comparison, &subjects)?, text }))
}

fn subjects(
    comparison: &Comparison,
    kind: &Kind,
    baseline: &Scenario,
    legs: &[LegId],
) -> Result<Vec<Subject>, StoreError> {
    let scopes: Vec<Scope> = legs.iter().map(|&leg| Scope::Leg(leg)).collect();
    let scenarios = 0..comparison.ensemble.scenarios.len();
    let bands = scenarios.map(|s| Band::of(comparison, s, kind.indicator, &scopes));
    let bands = bands.collect::<Result<Vec<Vec<Band>>, StoreError>>()?;
    let subject = |(i, &leg): (usize, &LegId)| {
        let bands = bands.iter().filter_map(|of_legs| of_legs.get(i).cloned()).collect();
        Subject { title: leg_name(baseline, leg), bands }
    };
    Ok(legs.iter().enumerate().map(subject).collect())
}

/// A leg's ends by the places' names.
pub(super) fn leg_name(scenario: &Scenario, leg: LegId) -> String {
    let leg = &scenario.legs[leg.index()];
    let name = |place: crate::world::PlaceId| scenario.places[place.index()].name.as_str();
    format!("{} – {}", name(leg.from), name(leg.to))
}

/// The legs with most of an indicator in any scenario, most first.
pub(super) fn main_legs(comparison: &Comparison, indicator: &str) -> Vec<LegId> {
    let Some(baseline) = comparison.ensemble.scenarios.first() else { return Vec::new() };
    let size = |leg: &LegId| {
        let scope = Scope::Leg(*leg).label(baseline);
        let rows = comparison.summary.iter().filter(|r| r.indicator == indicator && r.scope == scope);
        rows.filter_map(|r| r.spread.mean).fold(0.0, f64::max)
    };
    let mut legs: Vec<(LegId, f64)> = (0..baseline.legs.len() as u16)
        .map(LegId)
        .map(|leg| (leg, size(&leg)))
        .filter(|(_, s)| *s > 0.0)
        .collect();
    legs.sort_by(|a, b| b.1.total_cmp(&a.1));
    legs.into_iter().take(MOST).map(|(leg, _)| leg).collect()
}

fn table(comparison: &Comparison, subjects: &[Subject]) -> Result<String, ChartError> {
    let lines = subjects.iter().flat_map(|s| s.bands.iter().map(move |band| (s, band)));
    let row = |(subject, band): (&Subject, &Band)| -> Vec<Vec<String>> {
        let scenario = &comparison.ensemble.scenarios[band.scenario].name;
        let of = |p: &Point| {
            let numbers = p.numbers().map(cell);
            [vec![subject.title.clone(), scenario.clone(), p.date.to_string()], numbers.to_vec()].concat()
        };
        band.points.iter().map(of).collect()
    };
    data::table(
        &["leg", "scenario", "month", "mean", "q05", "q95", "chance_low", "chance_high"],
        lines.flat_map(row),
    )
}

fn describe(comparison: &Comparison, kind: &Kind, subjects: &[Subject]) -> String {
    let mut text = format!("{} ({}), by scenario. Means of the last twelve months:\n", kind.title, kind.unit);
    let unit = if kind.indicator == "flow" { "persons" } else { "USD" };
    for subject in subjects {
        let of = |band: &Band| {
            let mean = band.last_year().map_or("no value".into(), |x| format::level(x, unit));
            format!("{} {mean}", comparison.ensemble.scenarios[band.scenario].name)
        };
        let _ = writeln!(
            text,
            "{}: {}.",
            subject.title,
            subject.bands.iter().map(of).collect::<Vec<_>>().join(", ")
        );
    }
    text + &super::canvas::caution(comparison)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
