//! From a study's path to all that it names.

use std::path::{Path, PathBuf};

use super::file::{self, StudyFile};
use super::{LoadedStudy, calibration, subjects};
use crate::scenario::problems::{Problem, Problems};
use crate::scenario::source::Library;
use crate::scenario::{Input, LoadedCase, load_case};

/// Loads a study and its cases.
///
/// # Errors
/// Every problem of the file and of its cases, if at least one of them is an error.
pub fn load_study(path: &Path) -> Result<LoadedStudy, Problems> {
    let mut library = Library::default();
    let Some(file) = file::read(path, &mut library) else { return Err(library.problems.sorted()) };
    let mut cases = Vec::new();
    let study = if file.kind.name == "calibration" {
        calibration::resolve(&file, path, &mut cases, &mut library.problems)
    } else {
        let case = one_case(&file, path, &mut library.problems);
        let study = subjects::resolve(&file, &case, path, &mut library.problems);
        cases.push((folder_name(&folder(path, file.head.text("case"))), case));
        study
    };
    let text = file.with_cases_beside(path);
    let Library { inputs: own, problems, .. } = library;
    let mut problems = problems.sorted();
    let Some(study) = study.filter(|_| problems.errors() == 0) else { return Err(problems) };
    let mut inputs: Vec<Input> = Vec::new();
    for (_, case) in &mut cases {
        problems.extend(std::mem::take(&mut case.warnings));
        inputs
            .extend(case.inputs.iter().filter(|input| !inputs.contains(input)).cloned().collect::<Vec<_>>());
    }
    inputs.extend(own);
    Ok(LoadedStudy { study, cases, text, warnings: problems, inputs })
}

/// The folder that a study file names.
pub(super) fn folder(path: &Path, named: &str) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).join(named)
}

/// The name of a case's folder.
pub(super) fn folder_name(folder: &Path) -> String {
    let full = folder.canonicalize().unwrap_or_default();
    let name = folder.file_name().or_else(|| full.file_name());
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The case of a study that has one; empty if it can't be read.
fn one_case(file: &StudyFile, path: &Path, problems: &mut Problems) -> LoadedCase {
    if file.head.blank("case") || file.head.wrong.contains("case") {
        return LoadedCase::default();
    }
    let folder = folder(path, file.head.text("case"));
    match load_case(&folder) {
        Ok(loaded) => return loaded,
        Err(of_case) if !folder.is_dir() => report_case(file, problems, of_case),
        Err(of_case) => problems.extend(of_case),
    }
    LoadedCase::default()
}

fn report_case(file: &StudyFile, problems: &mut Problems, of_case: Problems) {
    let message = format!("there is no case `{}`", file.head.text("case"));
    let problem = Problem::error(message).at(file.head.spot("case"));
    problems.push(problem.label("a folder with a baseline.toml, from this file, as \"../niger\""));
    drop(of_case);
}
