//! Closed forms: what outcomes of ordinary scenarios have to come to, and whether they do.
//!
//! A benchmark is a scenario file and rows of `expected.csv` beside it. It is run by the engine that runs
//! everything and read from the records that results are written from; nothing here knows any formula.

pub mod experiments;
mod plan;
mod study;
mod verdict;

pub use plan::{Case, Runs, run_all};
pub use study::{Agreement, Repeated, STUDIES, Study, load_study, repeat, studies};
pub use verdict::{Verdict, judge};

use crate::scenario::{self, EXPECTED, Problems};
use crate::world::Expectation;
use std::path::{Path, PathBuf};

/// The folder with the closed forms that come with the program.
pub const FOLDER: &str = "scenarios/verification";

/// The folder by this name in the present folder or the nearest one above it; as named if there is none.
#[must_use]
pub fn find_folder(named: &Path, from: &Path) -> PathBuf {
    let inside = |folder: &Path| Some(folder.join(named)).filter(|path| path.join(EXPECTED).is_file());
    if inside(Path::new("")).is_some() {
        return named.to_owned();
    }
    from.ancestors().find_map(inside).unwrap_or_else(|| named.to_owned())
}

/// Reads the expected values of a folder and the scenarios that they are about.
///
/// `ids` are benchmarks or scenarios; none stands for all.
///
/// # Errors
/// Every problem of the files.
pub fn load(folder: &Path, ids: &[String]) -> Result<Case, Problems> {
    let all = scenario::load_expectations(folder)?;
    let asked =
        |e: &Expectation| ids.is_empty() || ids.iter().any(|id| *id == e.benchmark || *id == e.scenario);
    let expectations: Vec<Expectation> = all.into_iter().filter(asked).collect();
    let mut names: Vec<&str> = Vec::new();
    for expectation in &expectations {
        let others = expectation.against.iter().map(|(other, _)| other.as_str());
        for name in others.chain([expectation.scenario.as_str()]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(format!("{name}.toml"))).collect();
    let loaded = scenario::load_files(&files)?;
    Ok(Case { expectations, scenarios: loaded.scenarios, absent: scenario::load_absent(folder)? })
}
