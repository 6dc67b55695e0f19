//! A sweep as text.

use super::grid::lay_out;
use super::{SIDE_BY_SIDE, change, heading, level, measured};
use crate::experiment::study::{Estimate, Sweep};
use crate::report::format;
use crate::scenario::study::{Lever, Outcome, Study};

pub(super) fn render(found: &Sweep, study: &Study) -> String {
    let mut text = levels(&found.baseline, study);
    text += &heading(&format!("Change against {} by point ({})", study.scenarios[0].name, measured(study)));
    text += &legend(&found.levers);
    let header = columns("point", found.levers.len(), &study.outcomes, &["front"]);
    let row = |(i, point): (usize, &crate::experiment::study::Point)| {
        let front = if point.on_front { "yes" } else { "" };
        let front = format!("{front} {}", format::percent(point.front_share));
        cells(
            &(i + 1).to_string(),
            &point.values,
            &point.changes,
            &study.outcomes,
            &[front.trim().to_owned()],
        )
    };
    text += &lay_out(&header, &found.points.iter().enumerate().map(row).collect::<Vec<_>>());
    text += &more(&study.outcomes);
    text + "  front: nothing is better in every outcome that has a goal, by the means; then, in how many of the runs\n"
}

/// The baseline's levels.
pub(super) fn levels(baseline: &[Estimate], study: &Study) -> String {
    let mut text = heading(&format!("{}: levels ({})", study.scenarios[0].name, measured(study)));
    for (outcome, estimate) in study.outcomes.iter().zip(baseline) {
        text +=
            &format!("  {:<40} {}  {}\n", outcome.label(), level(estimate, outcome), outcome.indicator.unit);
    }
    text
}

/// Says that some outcomes are in the tables alone.
pub(super) fn more(outcomes: &[Outcome]) -> String {
    match outcomes.get(SIDE_BY_SIDE..) {
        Some(rest) if !rest.is_empty() => {
            let names: Vec<String> = rest.iter().map(Outcome::label).collect();
            format!("  in outcomes.csv as well: {}\n", names.join(", "))
        }
        _ => String::new(),
    }
}

/// A letter for each lever: their names are long.
pub(super) fn legend(levers: &[Lever]) -> String {
    let line =
        |(i, lever): (usize, &Lever)| format!("  {}  {} ({})\n", letter(i), lever.label(), lever.unit());
    levers.iter().enumerate().map(line).collect()
}

#[must_use]
pub(super) fn letter(i: usize) -> char {
    char::from(b'A' + (i % 26) as u8)
}

pub(super) fn columns(first: &str, levers: usize, outcomes: &[Outcome], last: &[&str]) -> Vec<String> {
    let mut header = vec![first.to_owned()];
    header.extend((0..levers).map(|i| letter(i).to_string()));
    header.extend(outcomes.iter().take(SIDE_BY_SIDE).map(Outcome::label));
    header.extend(last.iter().map(|word| (*word).to_owned()));
    header
}

pub(super) fn cells(
    first: &str,
    values: &[f64],
    changes: &[Estimate],
    outcomes: &[Outcome],
    last: &[String],
) -> Vec<String> {
    let mut row = vec![first.to_owned()];
    row.extend(values.iter().map(|x| format::number(*x)));
    row.extend(changes.iter().zip(outcomes).take(SIDE_BY_SIDE).map(|(c, outcome)| change(c, outcome)));
    row.extend_from_slice(last);
    row
}
