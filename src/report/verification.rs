//! What closed forms expect beside what came: as a table, as JSON, and for a document.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::scenario::tolerance_word;
use crate::verification::Verdict;
use crate::world::Tolerance;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// A verdict as others read it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    what: &'a str,
    scenario: &'a str,
    indicator: &'a str,
    scope: &'a str,
    expected: f64,
    got: Option<f64>,
    difference: Option<f64>,
    tolerance: f64,
    tolerance_kind: &'static str,
    standard_error: f64,
    seeds: usize,
    pass: bool,
    formula: &'a str,
    source: &'a str,
}

impl<'a> Row<'a> {
    fn of(verdict: &'a Verdict) -> Self {
        let expectation = &verdict.expectation;
        let finite = |x: f64| Some(x).filter(|x| x.is_finite());
        Self {
            id: &expectation.benchmark,
            what: &expectation.what,
            scenario: &expectation.scenario,
            indicator: &expectation.indicator,
            scope: &expectation.scope,
            expected: expectation.expected,
            got: finite(verdict.got),
            difference: finite(verdict.got - expectation.expected),
            tolerance: verdict.tolerance,
            tolerance_kind: tolerance_word(expectation.tolerance),
            standard_error: verdict.standard_error,
            seeds: verdict.seeds,
            pass: verdict.pass,
            formula: &expectation.formula,
            source: &expectation.source,
        }
    }
}

/// The verdicts as a list of objects.
///
/// # Errors
/// If a number can't be put into JSON.
pub fn render_verdicts_json(verdicts: &[Verdict]) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&verdicts.iter().map(Row::of).collect::<Vec<_>>())
}

/// The verdicts as a table, how many failed, and what no scenario states.
#[must_use]
pub fn render_verdicts(verdicts: &[Verdict], absent: &[(String, String)]) -> String {
    let mut text = format!(
        "{DIM}{:<5} {:<46} {:>14} {:>14} {:>11} {:>11}{DIM:#}\n",
        "id", "what", "expected", "got", "difference", "tolerance"
    );
    for verdict in verdicts {
        text += &line(verdict);
    }
    let failed = verdicts.iter().filter(|verdict| !verdict.pass).count();
    let chance = verdicts.iter().filter(|v| v.expectation.tolerance == Tolerance::Chance).count();
    let _ = writeln!(text, "\n{BOLD}{} of {} hold{BOLD:#}", verdicts.len() - failed, verdicts.len());
    if chance > 0 {
        let _ = writeln!(
            text,
            "{DIM}{chance} rest on chance (± is the standard error): of such rows one in about 200 lies \
             outside three standard errors though nothing is wrong.{DIM:#}"
        );
    }
    if !absent.is_empty() {
        text += "\nNot stated by any scenario:\n";
        for (benchmark, why) in absent {
            let _ = writeln!(text, "  {benchmark}: {why}");
        }
    }
    text
}

fn line(verdict: &Verdict) -> String {
    let expectation = &verdict.expectation;
    let colour = if verdict.pass { AnsiColor::Green } else { AnsiColor::Red };
    let style = colour.on_default();
    let word = if verdict.pass { "holds" } else { "FAILS" };
    format!(
        "{:<5} {:<46} {:>14} {:>14} {:>11} {:>11} {style}{word}{style:#}\n",
        expectation.benchmark,
        expectation.what,
        digits(expectation.expected),
        digits(verdict.got),
        small(verdict.got - expectation.expected),
        allowed(verdict),
    )
}

/// Ten significant digits at most.
pub(super) fn digits(x: f64) -> String {
    if x == 0.0 || !x.is_finite() {
        return if x.is_nan() { "–".into() } else { format!("{x}") };
    }
    let whole = x.abs().log10().floor() as i32 + 1;
    let text = format!("{x:.*}", (9 - whole).clamp(0, 9) as usize);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn small(x: f64) -> String {
    if x.is_nan() { "–".into() } else { format!("{x:+.1e}") }
}

pub(super) fn allowed(verdict: &Verdict) -> String {
    match verdict.expectation.tolerance {
        Tolerance::AtMost => "at most".into(),
        Tolerance::More => "more".into(),
        Tolerance::Less => "less".into(),
        Tolerance::Within(low, high) => format!("{low}–{high}"),
        Tolerance::Solved => format!("{:.1e}", verdict.tolerance),
        Tolerance::Chance => format!("3×{:.1e}", verdict.standard_error),
    }
}

/// The verdicts as a table of a document.
#[must_use]
pub fn render_verdicts_markdown(verdicts: &[Verdict], absent: &[(String, String)]) -> String {
    let mut text = String::from(
        "| id | what | expected | formula | got | tolerance | verdict |\n|---|---|---|---|---|---|---|\n",
    );
    for verdict in verdicts {
        let expectation = &verdict.expectation;
        let cells = [
            expectation.benchmark.clone(),
            expectation.what.clone(),
            digits(expectation.expected),
            expectation.formula.clone(),
            digits(verdict.got),
            allowed(verdict),
            if verdict.pass { "holds".into() } else { "**fails**".into() },
        ];
        let _ = writeln!(text, "| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | "));
    }
    if !absent.is_empty() {
        text += "\nNot stated by any scenario:\n\n";
        for (benchmark, why) in absent {
            let _ = writeln!(text, "- {benchmark}: {why}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_and_no_more() {
        let shown = [2_500.0, 1_272.727_272_727, 0.349_14, -750.0, 0.0, 1e7 / 3.0].map(digits);
        assert_eq!(shown, ["2500", "1272.72727", "0.34914", "-750", "0", "3333333.33"]);
        assert_eq!(digits(f64::NAN), "–");
    }
}
