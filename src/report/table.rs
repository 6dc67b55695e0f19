//! The table at the end of a comparison. It fits a hundred columns.

use std::fmt::Write as _;

use anstyle::Style;

use super::format;
use crate::catalogue::{Aggregate, Indicator};
use crate::experiment::{
    self, Comparison, DifferenceRow, LEAST_FOR_RANGES, RUNS_A_DRAW, Spread, SummaryRow, interval_of_half,
};
use crate::outcomes;
use crate::scenario::{count, count_are};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The baseline's levels, then each policy's differences from it, then how to read them.
///
/// Where uncertain numbers were drawn, a column says what share of the variance is chance. The text
/// carries styles; a stream without colour takes them out.
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

fn is_drawn(comparison: &Comparison) -> bool {
    comparison.ensemble.draws.is_some()
}

fn levels(comparison: &Comparison) -> String {
    let Some(scenario) = comparison.ensemble.scenarios.first() else { return String::new() };
    let calendar = &scenario.calendar;
    let last = calendar.end.yesterday().unwrap_or(calendar.end);
    let mut text = heading(&format!("{}: levels, {} to {last}", scenario.name, calendar.start));
    let drawn = is_drawn(comparison);
    text += &column_names(&level_cells(["indicator", "mean", "90 % range", "chance", "unit"], drawn));
    // What is measured against the baseline has no level of its own.
    for indicator in headline().filter(|i| i.aggregate != Aggregate::AgainstBaseline) {
        if let Some(row) = comparison.level(&scenario.name, indicator.name, "total") {
            text += &level_line(row, drawn);
        }
    }
    text
}

fn level_cells([name, mean, range, chance, unit]: [&str; 5], drawn: bool) -> String {
    if drawn {
        format!("  {name:<24} {mean:>13} {range:>26} {chance:>7}   {unit}")
    } else {
        format!("  {name:<25} {mean:>16} {range:>30}   {unit}")
    }
}

fn level_line(row: &SummaryRow, drawn: bool) -> String {
    let show = |x| format::level(x, row.unit);
    let mean = row.spread.mean.map(show).unwrap_or_else(|| "–".into());
    let range = format::range(row.spread.range(), show);
    level_cells([row.indicator, &mean, &range, &chance(&row.spread), row.unit], drawn) + "\n"
}

/// What share of the variance is chance.
fn chance(spread: &Spread) -> String {
    spread.chance.map(|chance| format::whole_percent(chance.share)).unwrap_or_default()
}

fn differences(comparison: &Comparison, scenario: &str) -> String {
    let baseline = comparison.ensemble.scenarios.first().map_or("", |b| b.name.as_str());
    let mut text = String::from("\n") + &heading(&format!("{scenario}: difference from {baseline}"));
    let drawn = is_drawn(comparison);
    let names = ["indicator", "mean", "relative", "90 % range", "chance", "pairs"];
    text += &column_names(&difference_cells(names, drawn));
    for indicator in headline() {
        if let Some(row) = comparison.difference(scenario, indicator.name, "total") {
            text += &difference_line(row, drawn);
        }
    }
    text
}

fn difference_cells([name, mean, relative, range, chance, pairs]: [&str; 6], drawn: bool) -> String {
    if drawn {
        format!("  {name:<24} {mean:>12} {relative:>8} {range:>28} {chance:>6}  {pairs}")
    } else {
        format!("  {name:<25} {mean:>13} {relative:>8} {range:>28}   {pairs}")
    }
}

fn difference_line(row: &DifferenceRow, drawn: bool) -> String {
    let gap = &row.gap;
    let show = |x| format::difference(x, gap.unit);
    let mean = gap.spread.mean.map(show).unwrap_or_else(|| "–".into());
    let relative = row.relative_mean.map(format::change).unwrap_or_default();
    let range = format::range(gap.spread.range(), show);
    difference_cells([gap.indicator, &mean, &relative, &range, &chance(&gap.spread), &pairs(row)], drawn)
        + "\n"
}

/// In how many of the pairs the scenario was lower, or higher, whichever is more; or so often each way.
#[must_use]
pub(crate) fn pairs(row: &DifferenceRow) -> String {
    let n = row.gap.spread.count;
    let count = |share: Option<f64>| (share.unwrap_or(0.0) * n as f64).round() as usize;
    let (below, above) = (count(row.share_below), count(row.share_above));
    match (below, above) {
        _ if n == 0 => "no value".into(),
        (0, 0) => format!("same {n}/{n}"),
        _ if below == above => format!("each way {below}/{n}"),
        _ if below > above => format!("lower {below}/{n}"),
        _ => format!("higher {above}/{n}"),
    }
}

fn notes(comparison: &Comparison) -> String {
    let n = comparison.ensemble.replicates.len();
    let ranges = if n >= LEAST_FOR_RANGES {
        format!("Ranges hold 90 % of {}.", runs_made(comparison))
    } else {
        let are = count_are(n, run(comparison));
        format!("{are} too few for ranges; they are shown from {LEAST_FOR_RANGES} on.")
    };
    let told = match &comparison.ensemble.draws {
        None => " They tell chance only: uncertain parameters are not drawn.".into(),
        Some(draws) => told_of_draws(comparison, draws.numbers(0).len()),
    };
    let precision = told_of_precision(comparison);
    format!(
        "\n{DIM}{ranges}{told}\n{precision}\
         Two significant digits; counts of people under ten are shown as <10. Not a prediction.{DIM:#}\n"
    )
}

/// How many runs of each scenario there are: `20 paired runs`.
#[must_use]
pub(crate) fn runs_made(comparison: &Comparison) -> String {
    count(comparison.ensemble.replicates.len(), run(comparison))
}

fn run(comparison: &Comparison) -> &'static str {
    if comparison.ensemble.scenarios.len() > 1 { "paired run" } else { "run" }
}

fn told_of_draws(comparison: &Comparison, numbers: usize) -> String {
    let draws = comparison.ensemble.draw_numbers().len();
    let times = if draws == 1 { "once".into() } else { format!("{draws} times") };
    let mut text = format!(
        " They tell chance and not knowing:\n{} drawn {times}, and each draw is run with {}.",
        count_are(numbers, "uncertain number"),
        seeds_of_draws(comparison.ensemble.asked)
    );
    if let Some((low, high)) = interval_of_half(draws) {
        let _ = write!(
            text,
            "\nchance: its share of the variance; the rest is not knowing. From {draws} draws, 50 % means \
             {} to {}.",
            format::whole_percent(low).trim_end_matches(" %"),
            format::whole_percent(high)
        );
    }
    text
}

/// With how many seeds each draw is run in so many replicates, in words.
#[must_use]
pub(crate) fn seeds_of_draws(replicates: u32) -> String {
    match replicates {
        1 => "1 seed".into(),
        n if n % RUNS_A_DRAW == 0 => format!("{RUNS_A_DRAW} seeds"),
        n => format!("{RUNS_A_DRAW} seeds, the last with {}", n % RUNS_A_DRAW),
    }
}

/// Which main differences are not known as well as was asked for.
fn told_of_precision(comparison: &Comparison) -> String {
    let Some(wanted) = comparison.ensemble.precision else { return String::new() };
    let open = experiment::open(&comparison.ensemble);
    let wanted = format!("± {} of the baseline", format::percent(wanted));
    if open.is_empty() {
        return format!("All main differences are known to {wanted} (90 % interval of the mean).\n");
    }
    let mut text = format!("Not known to {wanted} (90 % interval of the mean):\n");
    for open in open {
        let _ =
            writeln!(text, "  {}: {} ± {}", open.scenario, open.indicator, format::percent(open.half_width));
    }
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
    fn the_table_of_draws_tells_chance_from_not_knowing() {
        let text = plain(&synthetic::drawn_comparison(2, 20));
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        insta::assert_snapshot!(text);
    }

    #[test]
    fn what_is_not_known_well_enough_is_named() {
        let mut comparison = synthetic::drawn_comparison(2, 20);
        comparison.ensemble.precision = Some(0.001);
        assert!(plain(&comparison).contains("  law: deaths ± "));
        comparison.ensemble.precision = Some(100.0);
        assert!(plain(&comparison).contains("All main differences are known"));
    }

    #[test]
    fn one_scenario_has_levels_alone() {
        let text = plain(&synthetic::comparison(1, 2));
        assert!(!text.contains("difference"));
    }

    #[test]
    fn one_is_not_several() {
        let text = plain(&synthetic::comparison(2, 1));
        assert!(text.contains("\n1 paired run is too few for ranges"), "{text}");
        assert!(plain(&synthetic::comparison(1, 2)).contains("\n2 runs are too few"));
    }

    #[test]
    fn pairs_say_which_way_most_of_them_went() {
        let mut row = synthetic::comparison(2, 2).differences.swap_remove(0);
        row.gap.spread.count = 20;
        let mut said = |below, above| {
            (row.share_below, row.share_above) = (Some(below), Some(above));
            pairs(&row)
        };
        assert_eq!(said(1.0, 0.0), "lower 20/20");
        assert_eq!(said(0.3, 0.7), "higher 14/20");
        assert_eq!(said(0.5, 0.5), "each way 10/20");
        assert_eq!(said(0.0, 0.0), "same 20/20");
    }
}
