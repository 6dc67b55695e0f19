//! Files in, all problems reported at once, a frozen [`Scenario`] out.
//!
//! The only room that knows TOML and CSV input. A chain of files is read and laid on each other
//! (`chain`, `overlay`), every value is judged against its description (`judge`, `parameters`,
//! `policies`, `tables`), then what must hold among them (`graph`, `conflicts`, `records`); only if
//! nothing is wrong is the scenario frozen. Nothing here panics, whatever the files hold.

mod chain;
mod conflicts;
mod data;
mod digest;
mod expectations;
pub mod field;
mod folders;
mod freeze;
mod graph;
mod header;
mod judge;
pub mod keys;
mod names;
mod number;
mod origins;
mod overlay;
mod parameters;
mod policies;
mod problems;
mod recorded;
mod records;
mod render;
mod resolved;
mod rows;
mod schema;
mod size;
mod source;
pub mod study;
pub mod tables;
mod typed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use expectations::{ABSENT, EXPECTED, load_absent, load_expectations, tolerance_word};
pub use folders::{cases_in, holds_scenarios, scenario_files};
pub use freeze::seal;
pub use names::nearest;
pub use origins::Origins;
pub use parameters::{about, short};
pub use problems::{Problem, Problems, Severity};
pub use recorded::{RECORDED, load_recorded};
pub use render::{count, count_are};
pub use resolved::{Section, resolved_beside, resolved_toml, resolved_with, sections};
pub use schema::schema;
pub use study::load_study;

use crate::world::Scenario;
use source::Library;

/// The file of a case folder that others extend.
pub const BASELINE: &str = "baseline.toml";

/// A file that was read, and the digest of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The file, as the user would name it.
    pub file: String,
    /// blake3 of its text.
    pub digest: String,
}

/// A scenario that can be run.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// Where its values stand.
    pub origins: Origins,
    /// What somebody should look at.
    pub warnings: Problems,
    /// The files that it was made from.
    pub inputs: Vec<Input>,
}

/// All scenarios of a case folder.
#[derive(Clone, Debug, Default)]
pub struct LoadedCase {
    /// The scenarios, in the order asked for; of a folder, the baseline first.
    pub scenarios: Vec<Scenario>,
    /// Where the values of each stand, by the scenario's name.
    pub origins: BTreeMap<String, Origins>,
    /// What somebody should look at.
    pub warnings: Problems,
    /// The files that they were made from.
    pub inputs: Vec<Input>,
}

impl LoadedCase {
    /// Switches mechanisms off in all scenarios, beside those that their files switch off.
    pub fn switch_off(&mut self, names: &[&str]) {
        if names.is_empty() {
            return;
        }
        self.scenarios.iter_mut().for_each(|scenario| freeze::switch_off(scenario, names));
        self.origins.values_mut().for_each(|origins| origins.set_by_option("without"));
    }
}

/// Loads one scenario: a file, or a folder with a `baseline.toml`.
///
/// # Errors
/// Every problem of its files, if at least one of them is an error.
pub fn load(path: &Path) -> Result<Loaded, Problems> {
    let path = if path.is_dir() { path.join(BASELINE) } else { path.to_owned() };
    let LoadedCase { scenarios, origins, warnings, inputs } = load_files(&[path])?;
    match scenarios.into_iter().zip(origins.into_values()).next() {
        Some((scenario, origins)) => Ok(Loaded { scenario, origins, warnings, inputs }),
        None => Err(warnings),
    }
}

/// Loads every scenario of a case folder: its baseline, then the others by name.
///
/// # Errors
/// Every problem of the folder's files, each once, if at least one of them is an error.
pub fn load_case(folder: &Path) -> Result<LoadedCase, Problems> {
    if folder.join(BASELINE).is_file() {
        return load_files(&scenario_files(folder));
    }
    let mut problems = Problems::default();
    problems.push(folders::no_case(folder));
    Err(problems)
}

/// Loads several scenarios; problems of files that they share are reported once.
///
/// # Errors
/// Every problem of the files, if at least one of them is an error.
pub fn load_files(paths: &[PathBuf]) -> Result<LoadedCase, Problems> {
    let mut library = Library::default();
    let mut scenarios = Vec::new();
    let mut origins = BTreeMap::new();
    for (scenario, stood) in paths.iter().filter_map(|path| read_scenario(path, &mut library)) {
        origins.insert(scenario.name.clone(), stood);
        scenarios.push(scenario);
    }
    let Library { inputs, problems, .. } = library;
    let problems = problems.sorted();
    if problems.errors() > 0 {
        return Err(problems);
    }
    Ok(LoadedCase { scenarios, origins, warnings: problems, inputs })
}

/// The title that a scenario file states; empty if it states none. The file need not be right otherwise.
#[must_use]
pub fn stated_title(file: &Path) -> String {
    stated(file, "title").unwrap_or_default()
}

/// The file that a scenario file says it extends, as it names it.
#[must_use]
pub fn stated_parent(file: &Path) -> Option<String> {
    stated(file, "extends")
}

fn stated(file: &Path, key: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap_or_default();
    table.get(key).and_then(toml::Value::as_str).map(str::to_owned)
}

/// Reads and judges one scenario. It is frozen only if nothing at all is wrong.
fn read_scenario(path: &Path, library: &mut Library) -> Option<(Scenario, Origins)> {
    if path.is_dir() {
        library.problems.push(folders::no_file(path));
        return None;
    }
    let layers = chain::read_layers(path, library)?;
    let raw = overlay::merge(layers, library)?;
    let problems = &mut library.problems;
    let header = header::read_header(&raw, problems);
    let tables = tables::type_tables(&raw.tables, problems);
    let settings = parameters::read_settings(&raw.parameters, problems);
    parameters::report_stairs(&raw.parameters, &settings, problems);
    let policies = policies::read_policies(&raw.policies, &tables, problems);
    header::report_idle(&header, &policies, &tables, problems);
    graph::report_graph(&tables, problems);
    records::report_records(&tables, problems);
    size::report_size(&header, &tables, problems);
    conflicts::report_conflicts(&policies, &tables, problems);
    if problems.errors() > 0 {
        return None;
    }
    let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let parts = freeze::Parts { name, header, tables, settings, policies };
    let scenario = freeze::freeze(&parts);
    if scenario.is_none() {
        let problem = Problem::error("the scenario can't be put together, though each part looks right");
        problems.push(problem.in_file(path.display().to_string()).label("this is a fault of wayfare"));
    }
    Some((scenario?, Origins::of(&parts)))
}
