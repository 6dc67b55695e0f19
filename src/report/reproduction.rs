//! A frozen study repeated: as a table, as JSON, for a document, and as the file that records it.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::verification::{allowed, digits};
use crate::scenario::tolerance_word;
use crate::verification::{Agreement, Repeated, Study};
use crate::world::Tolerance;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// A row as others read it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    study: &'a str,
    id: &'a str,
    what: &'a str,
    expected: f64,
    tolerance_kind: &'static str,
    low: Option<f64>,
    high: Option<f64>,
    got: Option<f64>,
    standard_error: Option<f64>,
    seeds: usize,
    holds: bool,
    recorded: Option<f64>,
    same_as_recorded: Option<bool>,
    source: &'a str,
}

impl<'a> Row<'a> {
    fn of(study: &'a Study, repeated: &'a Repeated) -> Self {
        let (verdict, expectation) = (&repeated.verdict, &repeated.verdict.expectation);
        let finite = |x: f64| Some(x).filter(|x| x.is_finite());
        let range = match expectation.tolerance {
            Tolerance::Within(low, high) => Some((low, high)),
            _ => None,
        };
        Self {
            study: &study.name,
            id: &expectation.benchmark,
            what: &expectation.what,
            expected: expectation.expected,
            tolerance_kind: tolerance_word(expectation.tolerance),
            low: range.map(|(low, _)| low),
            high: range.map(|(_, high)| high),
            got: finite(verdict.got),
            standard_error: finite(verdict.standard_error),
            seeds: verdict.seeds,
            holds: verdict.pass,
            recorded: repeated.recorded.as_ref().and_then(|recorded| finite(recorded.got)),
            same_as_recorded: (repeated.agreement != Agreement::New)
                .then_some(repeated.agreement == Agreement::Same),
            source: &expectation.source,
        }
    }
}

/// The rows of several studies as one list of objects.
///
/// # Errors
/// If a number can't be put into JSON.
pub fn render_studies_json(studies: &[(Study, Vec<Repeated>)]) -> serde_json::Result<String> {
    let rows = studies.iter().flat_map(|(study, rows)| rows.iter().map(move |row| Row::of(study, row)));
    serde_json::to_string_pretty(&rows.collect::<Vec<_>>())
}

/// A study's rows as a table, with how many findings hold and whether all is as it was recorded.
#[must_use]
pub fn render_study(study: &Study, rows: &[Repeated]) -> String {
    let mut text = format!("{BOLD}{}{BOLD:#} ({})\n", study.title, study.name);
    let _ = writeln!(
        text,
        "{DIM}{:<58} {:>12} {:>12} {:>9} {:>7} {:>10}{DIM:#}",
        "finding", "expected", "got", "±", "", "recorded"
    );
    rows.iter().for_each(|row| text += &line(row));
    let holding = rows.iter().filter(|row| row.verdict.pass).count();
    let _ = writeln!(text, "{holding} of {} findings hold in the model; {}", rows.len(), agreement(rows));
    text
}

fn line(row: &Repeated) -> String {
    let (verdict, expectation) = (&row.verdict, &row.verdict.expectation);
    let colour = if verdict.pass { AnsiColor::Green } else { AnsiColor::Red };
    let style = colour.on_default();
    let word = if verdict.pass { "holds" } else { "FAILS" };
    format!(
        "{:<58} {:>12} {:>12} {:>9} {style}{word:>7}{style:#} {:>10}\n",
        expectation.what,
        expected(row),
        digits(verdict.got),
        digits_of_error(verdict.standard_error),
        match row.agreement {
            Agreement::Same => "same".into(),
            Agreement::New => "–".into(),
            Agreement::Differs(by) => format!("{by:+.1e}"),
        },
    )
}

/// What is expected, in words: a value, a bound or a range.
fn expected(row: &Repeated) -> String {
    let expectation = &row.verdict.expectation;
    match expectation.tolerance {
        Tolerance::More => format!("> {}", digits(expectation.expected)),
        Tolerance::Less => format!("< {}", digits(expectation.expected)),
        Tolerance::AtMost => format!("≤ {}", digits(expectation.expected)),
        Tolerance::Within(..) => allowed(&row.verdict),
        Tolerance::Solved | Tolerance::Chance => digits(expectation.expected),
    }
}

fn digits_of_error(x: f64) -> String {
    if x.is_finite() { format!("{x:.1e}") } else { "–".into() }
}

fn agreement(rows: &[Repeated]) -> String {
    let count = |wanted: fn(&Agreement) -> bool| rows.iter().filter(|row| wanted(&row.agreement)).count();
    let differing = count(|a| matches!(a, Agreement::Differs(_)));
    let new = count(|a| *a == Agreement::New);
    match (differing, new) {
        (0, 0) => "all is as recorded".into(),
        (0, 1) => "1 was never recorded".into(),
        (0, new) => format!("{new} were never recorded"),
        (1, _) => "1 differs from what was recorded".into(),
        (differing, _) => format!("{differing} differ from what was recorded"),
    }
}

/// A study's rows for a document.
#[must_use]
pub fn render_study_markdown(study: &Study, rows: &[Repeated]) -> String {
    let mut text = format!(
        "**{}** (`{}`)\n\n| finding | expected | got | in the model |\n|---|---|---|---|\n",
        study.title, study.name
    );
    for row in rows {
        let verdict = &row.verdict;
        let word = if verdict.pass { "holds" } else { "**fails**" };
        let got = format!("{} ± {}", digits(verdict.got), digits_of_error(verdict.standard_error));
        let _ = writeln!(text, "| {} | {} | {got} | {word} |", verdict.expectation.what, expected(row));
    }
    text
}

/// What came, as the file that a later run is compared with.
///
/// # Errors
/// If a row can't be written.
pub fn render_recorded(rows: &[Repeated]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["benchmark", "what", "got", "standard_error", "holds"])?;
    let number = |x: f64| if x.is_finite() { format!("{x}") } else { String::new() };
    for Repeated { verdict, .. } in rows {
        let (got, error) = (number(verdict.got), number(verdict.standard_error));
        let holds = if verdict.pass { "yes" } else { "no" };
        let expectation = &verdict.expectation;
        writer.write_record([&expectation.benchmark, &expectation.what, got.as_str(), &error, holds])?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
