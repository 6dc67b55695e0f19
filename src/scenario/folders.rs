//! What the folders are that users name: of a case, of cases, or of neither.

use std::path::{Path, PathBuf};

use super::BASELINE;
use super::problems::Problem;

/// What a folder without a baseline lacks.
const A_CASE: &str = "a case is a folder with a `baseline.toml` and the policies that extend it";

/// The most files that a message names.
const NAMED: usize = 12;

/// The scenario files of a folder, the baseline first, then the others by name: every file in it that
/// ends in `.toml`, hidden ones aside. What lies in folders inside it is no scenario of the case.
#[must_use]
pub fn scenario_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = entries(folder);
    files.retain(|path| path.is_file() && is_scenario_name(path));
    files.sort_by_key(|path| (path.file_name().is_none_or(|name| name != BASELINE), path.clone()));
    files
}

/// Editors and file systems leave hidden copies behind, which nobody sees and nobody means to run.
fn is_scenario_name(path: &Path) -> bool {
    let name = name(path);
    name.ends_with(".toml") && !name.starts_with('.')
}

/// The names of the cases that lie in a folder, in order.
#[must_use]
pub fn cases_in(folder: &Path) -> Vec<String> {
    let mut cases = entries(folder);
    cases.retain(|path| path.join(BASELINE).is_file());
    cases.sort();
    cases.iter().map(|path| name(path)).collect()
}

/// Whether who names a folder means the scenarios in it: what lies beside cases is what they share.
#[must_use]
pub fn holds_scenarios(folder: &Path) -> bool {
    folder.join(BASELINE).is_file() || cases_in(folder).is_empty() && !scenario_files(folder).is_empty()
}

/// Says what is named in place of a case's folder, and what would be one.
pub(super) fn no_case(folder: &Path) -> Problem {
    let (message, label) = match cases_in(folder).as_slice() {
        _ if folder.is_file() => ("this is a file, not a case".into(), A_CASE.into()),
        _ if !folder.exists() => ("there is no such folder".into(), String::new()),
        [] if scenario_files(folder).is_empty() => {
            ("there is no scenario in this folder".into(), A_CASE.into())
        }
        [] => (format!("there is no `{BASELINE}`"), A_CASE.into()),
        names => (
            "this is a folder of cases, not a case".into(),
            format!("name one of the cases in it: {}", names.join(", ")),
        ),
    };
    Problem::error(message).in_file(folder.display().to_string()).label(label)
}

/// Says what a folder is that is named in place of a scenario's file, and which files are in it.
pub(super) fn no_file(folder: &Path) -> Problem {
    if !holds_scenarios(folder) {
        return no_case(folder);
    }
    let files = scenario_files(folder);
    let named: Vec<String> = files.iter().take(NAMED).map(|path| name(path)).collect();
    let more = if files.len() > NAMED { ", …" } else { "" };
    Problem::error("this is a folder, not a scenario's file")
        .in_file(folder.display().to_string())
        .label(format!("name one of the scenarios in it: {}{more}", named.join(", ")))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
