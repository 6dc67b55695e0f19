//! What a study found, as text: tables that fit a terminal, and sentences.

mod attribution;
mod calibration;
mod grid;
mod robustness;
mod search;
mod sensitivity;
mod sweep;

use std::fmt::Write as _;

use anstyle::Style;

use super::format;
use crate::experiment::study::{Estimate, Findings};
use crate::scenario::study::{Outcome, Study};
pub(crate) use calibration::verdict;
pub(crate) use robustness::{sentence as broken_sentence, well_enough};
pub(crate) use sensitivity::ranked;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
/// Outcomes that stand beside each other in a terminal.
const SIDE_BY_SIDE: usize = 4;

/// What a study found: its tables, then how to read them.
#[must_use]
pub fn render_findings(findings: &Findings, study: &Study) -> String {
    let body = match findings {
        Findings::Sweep(found) => sweep::render(found, study),
        Findings::Sensitivity(found) => sensitivity::render(found, study),
        Findings::Attribution(found) => attribution::render(found, study),
        Findings::Robustness(found) => robustness::render(found, study),
        Findings::Search(found) => search::render(found, study),
        Findings::Calibration(found) => calibration::render(found),
    };
    format!("{BOLD}{}{BOLD:#}\n{body}{}", study.title, notes(study))
}

fn notes(study: &Study) -> String {
    let mut text = format!("\n{DIM}");
    if !study.sketch.is_empty() {
        let _ = writeln!(text, "A sketch, coarser than the case: {}.", study.sketch.join(", "));
    }
    let _ = writeln!(
        text,
        "{}. Two significant digits; counts of people under ten are shown as <10. Not a prediction.{DIM:#}",
        paired_runs(study.replicates)
    );
    text
}

/// How often every point was run.
#[must_use]
pub(crate) fn paired_runs(replicates: u32) -> String {
    if replicates == 1 {
        "One paired run a point".into()
    } else {
        format!("{replicates} paired runs a point")
    }
}

/// What stands in the cells of a study: of one run there is no error of the mean.
fn measured(study: &Study) -> &'static str {
    if study.replicates == 1 { "one run" } else { "mean ± standard error" }
}

fn heading(text: &str) -> String {
    format!("\n{BOLD}{text}{BOLD:#}\n")
}

/// A paired difference and its standard error.
fn change(estimate: &Estimate, outcome: &Outcome) -> String {
    let unit = outcome.indicator.unit;
    if !estimate.mean.is_finite() {
        return "–".into();
    }
    let error = estimate.standard_error;
    let error = if error.is_finite() { format!(" ± {}", size(error, unit)) } else { String::new() };
    format::difference(estimate.mean, unit) + &error
}

/// A level and its standard error.
fn level(estimate: &Estimate, outcome: &Outcome) -> String {
    let unit = outcome.indicator.unit;
    let error = estimate.standard_error;
    let error = if error.is_finite() { format!(" ± {}", size(error, unit)) } else { String::new() };
    format::level(estimate.mean, unit) + &error
}

/// The size of a difference, without a sign.
fn size(value: f64, unit: &str) -> String {
    format::difference(value.abs(), unit).trim_start_matches('+').to_owned()
}
