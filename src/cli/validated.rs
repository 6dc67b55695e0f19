//! What `validate` found, on its way out.

use std::path::Path;

use serde::Serialize;

use super::exit::Exit;
use super::farewell::command_line;
use super::order::now;
use super::validate::Plan;
use crate::experiment::{BUILD, Build, Ensemble, Folder, Input, Kind, Making};
use crate::report;
use crate::scenario::count;
use crate::verification::experiments::{self, Score, ValidationRow};
use crate::world::Scenario;

/// What `validate` found in all cases.
pub(super) struct Found {
    pub(super) rows: Vec<ValidationRow>,
    pub(super) cases: Vec<CaseNote>,
    pub(super) exit: Exit,
}

impl Found {
    /// Takes in what came of a case.
    pub(super) fn take(&mut self, case: String, ensemble: &Ensemble) {
        let replicates = ensemble.replicates.len();
        if replicates < ensemble.asked as usize {
            self.exit = Exit::Incomplete;
        }
        self.rows.extend(experiments::rows(&case, ensemble));
        let note = |s: &Scenario| ScenarioNote { name: s.name.clone(), digest: s.digest.clone() };
        let scenarios = ensemble.scenarios.iter().map(note).collect();
        self.cases.push(CaseNote { case, scenarios, replicates });
    }
}

/// What the manifest says of a case.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CaseNote {
    case: String,
    scenarios: Vec<ScenarioNote>,
    replicates: usize,
}

#[derive(Clone, Debug, Serialize)]
struct ScenarioNote {
    name: String,
    digest: String,
}

#[derive(Serialize)]
struct Manifest<'a> {
    program: &'static str,
    version: &'static str,
    build: Build,
    format: u32,
    results: Kind,
    command: String,
    seed: u64,
    replicates_asked: u32,
    fixed: bool,
    cases: &'a [CaseNote],
    scores: Vec<Score>,
    inputs: Vec<Input>,
}

impl Manifest<'_> {
    fn making(&self) -> Making<'_> {
        let names: Vec<&str> = self.cases.iter().map(|case| case.case.as_str()).collect();
        Making {
            action: "Validation: what happened, simulated".into(),
            title: format!("Natural experiments, observed and simulated: {}", names.join(", ")),
            summary: format!(
                "Results of {} {}: {}, {} of each scenario that happened, seeds from {}.",
                self.program,
                self.version,
                count(names.len(), "case"),
                count(self.replicates_asked as usize, "replicate"),
                self.seed
            ),
            command: &self.command,
            inputs: self.inputs.iter().collect(),
            is_whole: self.cases.iter().all(|case| case.replicates == self.replicates_asked as usize),
        }
    }
}

/// The results of `validate`.
pub(super) struct Validated<'a> {
    rows: &'a [ValidationRow],
    manifest: Manifest<'a>,
    /// What they can be made again from, by paths in their folder.
    texts: Vec<(String, String)>,
}

impl<'a> Validated<'a> {
    pub(super) fn of(found: &'a Found, plan: Plan, inputs: Vec<Input>, texts: Vec<(String, String)>) -> Self {
        let manifest = Manifest {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            build: BUILD,
            format: 1,
            results: Kind::Validation,
            command: command_line(),
            seed: plan.seed,
            replicates_asked: plan.replicates,
            fixed: plan.fixed,
            cases: &found.cases,
            scores: experiments::scores(&found.rows),
            inputs,
        };
        Self { rows: &found.rows, manifest, texts }
    }

    /// Writes the results folder, whole or not at all.
    pub(super) fn write(&self, target: &Path, force: bool) -> Result<(), String> {
        let folder = Folder::begin(target, force).map_err(|e| e.to_string())?;
        self.fill(&folder)?;
        folder.publish().map(drop).map_err(|e| e.to_string())
    }

    /// Puts everything into a results folder.
    pub(super) fn fill(&self, folder: &Folder) -> Result<(), String> {
        self.put_all(folder).map_err(|error| error.to_string())
    }

    fn put_all(&self, folder: &Folder) -> Result<(), Box<dyn std::error::Error>> {
        folder.put_origin(&self.manifest, &self.texts)?;
        folder.put_table("validation.csv", self.rows)?;
        folder.put_table("scores.csv", &self.manifest.scores)?;
        folder.put("validation.md", &report::validation_markdown(self.rows))?;
        report::charts::write_validation(self.rows, &folder.inside("charts")?)?;
        Ok(folder.describe(&self.manifest.making(), &now())?)
    }
}
