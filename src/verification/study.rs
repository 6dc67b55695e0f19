//! Frozen studies: the findings of a paper, and what this program gave for them when they were recorded.
//!
//! A study is a folder with scenarios, `expected.csv` (what the paper or theory says), `recorded.csv` (what
//! came) and a README that says what is a quantity, what only a sign, and what of the paper was not
//! available. A finding that the model does not share stays in it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::load;
use super::plan::{Case, run_all};
use super::verdict::{Verdict, judge};
use crate::scenario::{EXPECTED, Problems, load_recorded};
use crate::world::RecordedValue;

/// The folder with the studies that come with the program.
pub const STUDIES: &str = "scenarios/studies";

/// The seed of every study's first run.
const SEED: u64 = 1;
/// By what share a value may differ from the recorded one: another machine's last digits.
const ROUNDING: f64 = 1e-9;

/// A study that can be repeated.
#[derive(Clone, Debug)]
pub struct Study {
    /// Its folder's name.
    pub name: String,
    /// The first line of its README.
    pub title: String,
    /// What is expected, and the scenarios.
    pub case: Case,
    /// What came when it was recorded; empty if it never was.
    pub recorded: Vec<RecordedValue>,
}

/// How a value compares with the recorded one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Agreement {
    /// It is the same, to the bit or but for rounding.
    Same,
    /// It differs by so much.
    Differs(f64),
    /// Nothing was recorded for it.
    New,
}

/// An expected value, what came, and whether that is what was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeated {
    /// What was expected and what came.
    pub verdict: Verdict,
    /// What was recorded.
    pub recorded: Option<RecordedValue>,
    /// How the two compare.
    pub agreement: Agreement,
}

/// The folders below `folder` that hold studies, by name.
#[must_use]
pub fn studies(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).map(|entries| entries.flatten().map(|e| e.path()).collect());
    let mut found: Vec<PathBuf> = entries.unwrap_or_default();
    found.retain(|path| path.join(EXPECTED).is_file());
    found.sort();
    found
}

/// Reads a study.
///
/// # Errors
/// Every problem of its files.
pub fn load_study(folder: &Path) -> Result<Study, Problems> {
    let case = load(folder, &[])?;
    let recorded = load_recorded(folder)?;
    let name = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    Ok(Study { name, title: title(folder), case, recorded })
}

fn title(folder: &Path) -> String {
    let text = std::fs::read_to_string(folder.join("README.md")).unwrap_or_default();
    text.lines().next().unwrap_or_default().trim_start_matches('#').trim().to_owned()
}

/// Runs a study as it was recorded; `None` if it was stopped before it was done.
#[must_use]
pub fn repeat(study: &Study, jobs: usize, stop: &AtomicBool) -> Option<Vec<Repeated>> {
    let runs = run_all(&study.case, SEED, jobs, stop);
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    Some(study.case.expectations.iter().map(|e| compare(judge(e, &runs), &study.recorded)).collect())
}

fn compare(verdict: Verdict, recorded: &[RecordedValue]) -> Repeated {
    let expectation = &verdict.expectation;
    let is_same_row = |r: &&RecordedValue| r.benchmark == expectation.benchmark && r.what == expectation.what;
    let recorded = recorded.iter().find(is_same_row).cloned();
    let agreement = match &recorded {
        None => Agreement::New,
        Some(before) if agrees(before, &verdict) => Agreement::Same,
        Some(before) => Agreement::Differs(verdict.got - before.got),
    };
    Repeated { verdict, recorded, agreement }
}

fn agrees(before: &RecordedValue, now: &Verdict) -> bool {
    let near = (now.got - before.got).abs() <= ROUNDING * before.got.abs();
    (near || now.got.is_nan() && before.got.is_nan()) && now.pass == before.holds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{Expectation, Statistic, Tolerance};

    fn verdict(got: f64, pass: bool) -> Verdict {
        let expectation = Expectation {
            benchmark: "fee".into(),
            scenario: "more".into(),
            what: "fee, over that of before".into(),
            indicator: "fee_mean".into(),
            scope: "total".into(),
            per: None,
            times: 1.0,
            against: None,
            statistic: Statistic::Mean,
            seeds: 30,
            expected: 1.0,
            tolerance: Tolerance::More,
            formula: String::new(),
            source: String::new(),
        };
        Verdict { expectation, got, standard_error: 0.01, tolerance: 0.03, seeds: 30, pass }
    }

    fn recorded(got: f64, holds: bool) -> RecordedValue {
        let what = "fee, over that of before".into();
        RecordedValue { benchmark: "fee".into(), what, got, standard_error: 0.01, holds }
    }

    #[test]
    fn a_value_agrees_but_for_rounding_and_only_with_the_same_verdict() {
        let with = |got, pass, before: &[RecordedValue]| compare(verdict(got, pass), before).agreement;
        assert_eq!(with(1.2, true, &[recorded(1.2 * (1.0 + 1e-12), true)]), Agreement::Same);
        assert_eq!(with(1.25, true, &[recorded(1.0, true)]), Agreement::Differs(0.25));
        assert_eq!(with(1.2, false, &[recorded(1.2, true)]), Agreement::Differs(0.0));
        assert_eq!(with(f64::NAN, false, &[recorded(f64::NAN, false)]), Agreement::Same);
        assert_eq!(with(1.2, true, &[]), Agreement::New);
    }
}
