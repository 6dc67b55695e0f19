//! The table at the end of a comparison. It fits a hundred columns.

use std::fmt::Write as _;

use anstyle::Style;

use super::format;
use crate::catalogue::{Aggregate, Indicator};
use crate::experiment::{Comparison, DifferenceRow, LEAST_FOR_RANGES, SummaryRow};
use crate::outcomes;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The baseline's levels, then each policy's differences from it, then how to read them.
///
/// The text carries styles; a stream without colour takes them out.
#[must_use]
pub fn render(comparison: &Comparison) -> String {
    let mut text = levels(comparison);
    for scenario in comparison.ensemble.scenarios.iter().skip(1) {
        text += &differences(comparison, &scenario.name);
    }
    text + &notes(comparison)
}

fn headline() -> impl Iterator<Item = &'static Indicator> {
    outcomes::ALL.iter().filter(|indicator| indicator.headline)
}

fn heading(text: &str) -> String {
    format!("{BOLD}{text}{BOLD:#}\n")
}

fn column_names(line: &str) -> String {
    format!("{DIM}{line}{DIM:#}\n")
}

fn levels(comparison: &Comparison) -> String {
    let Some(scenario) = comparison.ensemble.scenarios.first() else { return String::new() };
    let calendar = &scenario.calendar;
    let last = calendar.end.yesterday().unwrap_or(calendar.end);
    let mut text = heading(&format!("{}: levels, {} to {last}", scenario.name, calendar.start));
    text += &column_names(&format!("  {:<25} {:>16} {:>30}   unit", "indicator", "mean", "90 % range"));
    // What is measured against the baseline has no level of its own.
    for indicator in headline().filter(|i| i.aggregate != Aggregate::AgainstBaseline) {
        if let Some(row) = comparison.level(&scenario.name, indicator.name, "total") {
            text += &level_line(row);
        }
    }
    text
}

fn level_line(row: &SummaryRow) -> String {
    let show = |x| format::level(x, row.unit);
    let mean = row.spread.mean.map(show).unwrap_or_else(|| "–".into());
    let range = format::range(row.spread.range(), show);
    format!("  {:<25} {mean:>16} {range:>30}   {}\n", row.indicator, row.unit)
}

fn differences(comparison: &Comparison, scenario: &str) -> String {
    let baseline = comparison.ensemble.scenarios.first().map_or("", |b| b.name.as_str());
    let mut text = String::from("\n") + &heading(&format!("{scenario}: difference from {baseline}"));
    text += &column_names(&format!(
        "  {:<25} {:>13} {:>8} {:>28}   in how many pairs",
        "indicator", "mean", "relative", "90 % range"
    ));
    for indicator in headline() {
        if let Some(row) = comparison.difference(scenario, indicator.name, "total") {
            text += &difference_line(row);
        }
    }
    text
}

fn difference_line(row: &DifferenceRow) -> String {
    let gap = &row.gap;
    let show = |x| format::difference(x, gap.unit);
    let mean = gap.spread.mean.map(show).unwrap_or_else(|| "–".into());
    let relative = row.relative_mean.map(format::change).unwrap_or_default();
    let range = format::range(gap.spread.range(), show);
    format!("  {:<25} {mean:>13} {relative:>8} {range:>28}   {}\n", gap.indicator, pairs(row))
}

/// In how many of the pairs the scenario was lower, or higher, whichever is more.
#[must_use]
pub(crate) fn pairs(row: &DifferenceRow) -> String {
    let n = row.gap.spread.count;
    let count = |share: Option<f64>| (share.unwrap_or(0.0) * n as f64).round() as usize;
    let (below, above) = (count(row.share_below), count(row.share_above));
    match (below, above) {
        _ if n == 0 => "no value".into(),
        (0, 0) => format!("same in all {n}"),
        _ if below >= above => format!("lower in {below} of {n}"),
        _ => format!("higher in {above} of {n}"),
    }
}

fn notes(comparison: &Comparison) -> String {
    let n = comparison.ensemble.replicates.len();
    let mut text = String::new();
    let ranges = if n >= LEAST_FOR_RANGES {
        format!("Ranges hold 90 % of {n} paired runs.")
    } else {
        format!("{n} paired runs are too few for ranges; they are shown from {LEAST_FOR_RANGES} on.")
    };
    let _ = write!(
        text,
        "\n{DIM}{ranges} They tell chance only: uncertain parameters are not drawn yet.\n\
         Two significant digits; counts of people under ten are shown as <10. Not a prediction.{DIM:#}\n"
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;

    fn plain(comparison: &Comparison) -> String {
        anstream::adapter::strip_str(&render(comparison)).to_string()
    }

    #[test]
    fn the_table_of_twenty_pairs() {
        let text = plain(&synthetic::comparison(3, 20));
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        insta::assert_snapshot!(text);
    }

    #[test]
    fn the_table_of_few_pairs_says_that_there_are_no_ranges() {
        insta::assert_snapshot!(plain(&synthetic::comparison(2, 3)));
    }

    #[test]
    fn one_scenario_has_levels_alone() {
        let text = plain(&synthetic::comparison(1, 2));
        assert!(!text.contains("difference"));
    }

    #[test]
    fn pairs_say_which_way_most_of_them_went() {
        let mut row = synthetic::comparison(2, 2).differences.swap_remove(0);
        row.gap.spread.count = 20;
        let mut said = |below, above| {
            (row.share_below, row.share_above) = (Some(below), Some(above));
            pairs(&row)
        };
        assert_eq!(said(1.0, 0.0), "lower in 20 of 20");
        assert_eq!(said(0.3, 0.7), "higher in 14 of 20");
        assert_eq!(said(0.0, 0.0), "same in all 20");
    }
}
