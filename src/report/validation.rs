//! What `validate` found, as a table for the terminal and as one for a document.

use std::fmt::Write as _;

use anstyle::Style;

use super::format;
use crate::outcomes;
use crate::verification::experiments::{Score, ValidationRow, scores};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The cells of a metric's line after its name.
fn cells(row: &ValidationRow) -> [String; 5] {
    let unit = outcomes::find(&row.indicator).map_or("", |indicator| indicator.unit);
    let show = |x: f64| format::observed(x, row.kind, unit);
    let judged = |said: Option<bool>, yes: &str, no: &str| match said {
        Some(true) => yes.to_owned(),
        Some(false) => no.to_owned(),
        None => "–".to_owned(),
    };
    let interval = row.q05.zip(row.q95);
    [
        show(row.observed),
        row.q50.map_or_else(|| "no value".into(), show),
        interval.map_or_else(|| "–".into(), |ends| format::range(Some(ends), show)),
        judged(row.sign_right, "right", "wrong"),
        judged(row.covered, "yes", "no"),
    ]
}

/// The table, by case, with the share of each case and of all.
#[must_use]
pub fn render(rows: &[ValidationRow]) -> String {
    let mut text = String::new();
    let width = rows.iter().map(|row| row.metric.chars().count()).max().unwrap_or(0);
    let mut case = "";
    for row in rows {
        if row.case != case {
            case = &row.case;
            let _ = writeln!(
                text,
                "\n{BOLD}{case}: observed, and what observers would have seen in the runs of {}{BOLD:#}",
                row.scenario
            );
            let _ = writeln!(
                text,
                "{DIM}  {:<width$} {:>13} {:>13} {:>24}  {:<5}  covered{DIM:#}",
                "metric", "observed", "simulated", "90 % interval", "sign"
            );
        }
        let [observed, simulated, interval, sign, covered] = cells(row);
        let _ = writeln!(
            text,
            "  {:<width$} {observed:>13} {simulated:>13} {interval:>24}  {sign:<5}  {covered}",
            row.metric
        );
    }
    text.push('\n');
    for score in scores(rows) {
        let _ = writeln!(text, "{:<24} {}", score.case, in_words(&score));
    }
    text + "\nSimulated figures are those that observers would have seen: counted, stopped or recorded. Misses stay in the table.\n"
}

fn in_words(score: &Score) -> String {
    let error = score
        .median_log_error
        .map_or_else(String::new, |e| format!("; typically off by a factor of {}", format::number(e.exp())));
    format!(
        "sign right in {}, covered {}{error}",
        part(score.signs_right, score.signs),
        part(score.covered, score.intervals)
    )
}

fn part(held: usize, of: usize) -> String {
    if of == 0 {
        "none to judge".into()
    } else {
        format!("{held} of {of} ({})", format::percent(held as f64 / of as f64))
    }
}

/// The same as tables of a document, the scores first.
#[must_use]
pub fn markdown(rows: &[ValidationRow]) -> String {
    let mut text =
        String::from("| case | metrics | sign right | covered | typical factor |\n|---|---|---|---|---|\n");
    for score in scores(rows) {
        let factor = score.median_log_error.map_or_else(|| "–".into(), |e| format::number(e.exp()));
        let (signs, covered) = (part(score.signs_right, score.signs), part(score.covered, score.intervals));
        let _ = writeln!(text, "| {} | {} | {signs} | {covered} | {factor} |", score.case, score.metrics);
    }
    text += "\n| case | metric | observed | simulated | 90 % interval | sign | covered |\n|---|---|---|---|---|---|---|\n";
    for row in rows {
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            row.case,
            row.metric.replace('_', " "),
            cells(row).join(" | ")
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;
    use crate::verification::experiments;

    #[test]
    fn the_tables_of_a_case() {
        let rows = experiments::rows("small", &synthetic::comparison(3, 20).ensemble);
        let table = anstream::adapter::strip_str(&render(&rows)).to_string();
        insta::assert_snapshot!(format!("{table}\n{}", markdown(&rows)));
    }
}
