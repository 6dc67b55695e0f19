//! The charts of studies. To add one: a module with a `draw` that gives a [`Picture`], and a call from
//! [`draw_all`].

mod attribution;
mod bars;
mod breaking;
mod calibration;
mod regret;
mod sensitivity;
mod tradeoff;

use std::path::Path;

use super::canvas::{self, Canvas, Words};
use super::{ChartError, Picture};
use crate::experiment::study::Findings;
use crate::report::paired_runs;
use crate::scenario::study::Study;

/// Draws the charts of a study into a folder, and gives their names.
pub fn write_study(findings: &Findings, study: &Study, folder: &Path) -> Result<Vec<String>, ChartError> {
    super::write(draw_all(findings, study)?, folder)
}

fn draw_all(findings: &Findings, study: &Study) -> Result<Vec<Picture>, ChartError> {
    let pictures = match findings {
        Findings::Sweep(found) => vec![tradeoff::of_sweep(found, study)?],
        Findings::Search(found) => vec![tradeoff::of_search(found, study)?],
        Findings::Sensitivity(found) => sensitivity::draw(found, study)?,
        Findings::Attribution(found) => vec![attribution::draw(found, study)?],
        Findings::Robustness(found) => vec![regret::draw(found, study)?, breaking::draw(found, study)?],
        Findings::Calibration(found) => {
            vec![calibration::draw_posterior(found, study)?, calibration::draw_errors(found, study)?]
        }
    };
    Ok(pictures.into_iter().flatten().collect())
}

/// A sheet with the words that every chart of a study has.
fn sheet(
    study: &Study,
    words: Words,
    height: i32,
    content: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
) -> Result<String, ChartError> {
    let subtitle = format!("{}. {}.", words.subtitle, paired_runs(study.replicates));
    let words = Words { title: words.title, subtitle };
    canvas::sheet(&words, &caution(study), height, content)
}

/// Words that are of use where there is an error of the mean: of one run there is none.
fn of_errors(study: &Study, words: &'static str) -> &'static str {
    if study.replicates > 1 { words } else { "" }
}

/// The closing sentence of every chart of a study.
fn caution(study: &Study) -> String {
    let sketch = match study.sketch.as_slice() {
        [] => String::new(),
        parts => format!("A sketch, coarser than the case: {}. ", parts.join(", ")),
    };
    format!("{sketch}This compares assumptions of a model and is not a prediction.")
}

/// A number's name, short enough for the side of a chart: of a policy's, the number comes first.
fn short_name(name: &str) -> String {
    match name.strip_prefix("policy:").and_then(|rest| rest.rsplit_once('.')) {
        Some((policy, number)) => format!("{number} · {policy}"),
        None => name.to_owned(),
    }
}
