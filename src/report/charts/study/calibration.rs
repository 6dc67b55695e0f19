//! A calibration in two charts: each parameter before and after, and how far off each case is before and
//! after.

use std::fmt::Write as _;

use super::bars::{self, Bar, Panel, Row};
use super::{caution, sheet};
use crate::experiment::study::{Calibrated, Posterior, Role};
use crate::report::charts::canvas::Words;
use crate::report::charts::data::{self, cell};
use crate::report::charts::{ChartError, Picture};
use crate::report::{format, verdict};
use crate::scenario::study::Study;

/// Roles whose errors are drawn, with a colour and whether the bar is filled.
const DRAWN: [(Role, usize, bool); 3] =
    [(Role::AsItIs, 0, true), (Role::Prior, 2, false), (Role::Kept, 1, true)];

pub(super) fn draw_posterior(found: &Calibrated, study: &Study) -> Result<Option<Picture>, ChartError> {
    let half = found.parameters.len().div_ceil(2).max(1);
    let panel = |part: &[Posterior]| Panel {
        title: format!("{} of {} points are kept", found.kept(), found.points.len()),
        unit: "share of the range".into(),
        rows: part.iter().map(parameter).collect(),
    };
    let panels: Vec<Panel> = found.parameters.chunks(half).map(panel).collect();
    let left = if found.is_plausible { "not ruled out" } else { "least far off; none is plausible" };
    let words = Words {
        title: "What observations leave of each parameter".into(),
        subtitle: format!("Outlined: prior, 5 to 95 %; filled: points {left}; diamond: their median"),
    };
    let svg = sheet(study, words, bars::height(&panels), |canvas| bars::draw(canvas, &panels))?;
    let head = ["parameter", "range_low", "range_high", "as_it_is", "kept_q05", "kept_q50", "kept_q95"];
    let row = |p: &Posterior| {
        let numbers = [p.range.0, p.range.1, p.as_it_is].into_iter().chain(p.kept);
        std::iter::once(p.name.clone()).chain(numbers.map(|x| cell(Some(x)))).collect()
    };
    let csv = data::table(&head, found.parameters.iter().map(row))?;
    Ok(Some(Picture { name: "posterior", svg, csv, text: describe_posterior(found, study) }))
}

fn parameter(of: &Posterior) -> Row {
    let [low, median, high] = of.shares;
    let bar = |from: f64, to: f64, filled: bool| Bar {
        from,
        to,
        filled,
        color: if filled { 1 } else { 2 },
        whisker: None,
    };
    let number = format::number;
    Row {
        name: of.name.clone(),
        bars: vec![bar(0.05, 0.95, false), bar(low, high, true)],
        mark: Some(median),
        note: format!("{}–{}", number(of.kept[0]), number(of.kept[2])),
    }
}

fn describe_posterior(found: &Calibrated, study: &Study) -> String {
    let mut text = format!("What observations leave of each parameter. {}\n", verdict(found));
    for p in &found.parameters {
        let number = format::number;
        let _ = writeln!(
            text,
            "{}: {} as it is; kept {} ({} to {}) of {} to {}.",
            p.name,
            number(p.as_it_is),
            number(p.kept[1]),
            number(p.kept[0]),
            number(p.kept[2]),
            number(p.range.0),
            number(p.range.1)
        );
    }
    text + &caution(study) + "\n"
}

pub(super) fn draw_errors(found: &Calibrated, study: &Study) -> Result<Option<Picture>, ChartError> {
    let subjects = subjects(found);
    let row = |subject: &&str| {
        let error = |role| error(found, subject, role);
        let bar = |(role, color, filled)| Bar { from: 0.0, to: error(role), filled, color, whisker: None };
        let note = format!("{:.2} → {:.2}", error(Role::AsItIs), error(Role::Kept));
        Row { name: (*subject).to_owned(), bars: DRAWN.map(bar).to_vec(), mark: None, note }
    };
    let panel = |title: &str, subjects: &[&str]| Panel {
        title: title.into(),
        unit: "mean size of the log of simulated over observed".into(),
        rows: subjects.iter().map(row).collect(),
    };
    let words = Words {
        title: "Whether what fits some cases does better in others".into(),
        subtitle: "From above: as it is, prior (outlined), points that were kept; 0.7 is a factor of two"
            .into(),
    };
    let cases = subjects.len().saturating_sub(sums(&subjects));
    let panels = [panel("By case", &subjects[..cases]), panel("Together", &subjects[cases..])];
    let svg = sheet(study, words, bars::height(&panels), |canvas| bars::draw(canvas, &panels))?;
    let scores = found.scores.iter();
    let rows = scores.map(|s| vec![s.subject.clone(), s.role.name().into(), cell(Some(s.mean_error))]);
    let csv = data::table(&["subject", "values", "mean_absolute_log_error"], rows)?;
    Ok(Some(Picture { name: "calibration-errors", svg, csv, text: describe_errors(found, study) }))
}

fn subjects(found: &Calibrated) -> Vec<&str> {
    let mut subjects: Vec<&str> = found.scores.iter().map(|score| score.subject.as_str()).collect();
    subjects.dedup();
    subjects
}

/// How many subjects are several cases together; they come last.
fn sums(subjects: &[&str]) -> usize {
    subjects.iter().filter(|subject| ["fitted", "held out", "all"].contains(subject)).count()
}

fn error(found: &Calibrated, subject: &str, role: Role) -> f64 {
    let score = found.scores.iter().find(|score| score.subject == subject && score.role == role);
    score.map_or(f64::NAN, |score| score.mean_error)
}

fn describe_errors(found: &Calibrated, study: &Study) -> String {
    let mut text = String::from("Mean size of the log of simulated over observed; 0.7 is a factor of two.\n");
    for subject in subjects(found) {
        let error = |role| error(found, subject, role);
        let [own, prior, kept] = DRAWN.map(|(role, ..)| error(role));
        let _ = writeln!(text, "{subject}: {own:.2} as it is, {prior:.2} over the prior, {kept:.2} as kept.");
    }
    text + &caution(study) + "\n"
}
