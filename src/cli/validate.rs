//! `wayfare validate`: natural experiments, observed and simulated.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use serde::Serialize;

use super::compare::{case_name, judge};
use super::exit::{Exit, complain, print, say};
use super::farewell::command_line;
use super::list::cases_below;
use super::order::{inputs, listen_for_interruption, refuse_folder};
use super::progress::Reporter;
use super::{CASES, Manner, case, cores, uncertainty};
use crate::experiment::{self, Design, Folder, FolderError, Input, Uncertainty};
use crate::report;
use crate::scenario::{self, LoadedCase};
use crate::verification::experiments::{self, Score, ValidationRow};
use crate::world::Scenario;

/// How `validate` runs, and where its results go.
#[derive(Clone, Debug, Args)]
pub(super) struct ValidateOptions {
    /// How many times each case is run; intervals are shown from 20 on
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100_000), value_name = "N")]
    replicates: u32,
    /// Keep uncertain numbers as the files say: replicates then differ by chance alone
    #[arg(long)]
    fixed: bool,
    /// The seed of the first replicate, and of the draws; the others count on from it
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many replicates may run at once [default: one per core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..), value_name = "N")]
    jobs: Option<u16>,
    /// Also write tables and a chart into this folder
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Replace results of an earlier run
    #[arg(long)]
    force: bool,
    /// Print the rows as JSON in place of the table
    #[arg(long)]
    json: bool,
}

impl ValidateOptions {
    fn jobs(&self) -> usize {
        self.jobs.map_or_else(cores, usize::from)
    }

    fn uncertainty(&self) -> Uncertainty {
        uncertainty(self.fixed)
    }
}

/// A case to be validated: its name, what happened in it, and its files.
struct Experiment {
    name: String,
    happened: Vec<Scenario>,
    inputs: Vec<Input>,
}

/// What `validate` found in all cases.
struct Found {
    rows: Vec<ValidationRow>,
    cases: Vec<CaseNote>,
    exit: Exit,
}

/// What the manifest says of a case.
#[derive(Serialize)]
struct CaseNote {
    case: String,
    scenarios: Vec<ScenarioNote>,
    replicates: usize,
    inputs: Vec<Input>,
}

#[derive(Serialize)]
struct ScenarioNote {
    name: String,
    digest: String,
}

#[derive(Serialize)]
struct Manifest<'a> {
    program: &'static str,
    version: &'static str,
    format: u32,
    command: String,
    seed: u64,
    replicates_asked: u32,
    fixed: bool,
    cases: &'a [CaseNote],
    scores: Vec<Score>,
}

pub(super) fn validate(cases: &[String], options: &ValidateOptions, manner: Manner) -> Exit {
    let experiments = match load_all(cases, manner) {
        Ok(experiments) => experiments,
        Err(exit) => return exit,
    };
    if let Some(Err(error)) = options.output.as_ref().map(|target| Folder::check(target, options.force)) {
        return refuse_folder(&error);
    }
    let found = run_all(experiments, options, manner);
    if let Some(target) = &options.output {
        if let Err(error) = write(&found, target, options) {
            complain(&error, &[]);
            return Exit::Failed;
        }
        if !manner.quiet {
            say(&format!("results in {}", target.display()));
        }
    }
    show(&found, options)
}

/// The cases that were named, or all that ship and have observations.
fn load_all(cases: &[String], manner: Manner) -> Result<Vec<Experiment>, Exit> {
    let named: Vec<PathBuf> = cases.iter().map(|name| case(name)).collect();
    let folders = if named.is_empty() { cases_below(Path::new(CASES)) } else { named.clone() };
    let mut experiments = Vec::new();
    for folder in &folders {
        if let Some(experiment) = load(folder, manner)? {
            experiments.push(experiment);
        } else if !named.is_empty() {
            let ways = ["a case says what was observed in a table `observations`"];
            complain(&format!("nothing was observed in {}", folder.display()), &ways);
            return Err(Exit::Usage);
        }
    }
    if experiments.is_empty() {
        complain(&format!("there is no case with observations in {CASES}"), &["name the folder of a case"]);
        return Err(Exit::Usage);
    }
    Ok(experiments)
}

/// A case with what happened in it; none if nothing was observed there.
fn load(folder: &Path, manner: Manner) -> Result<Option<Experiment>, Exit> {
    let loaded = scenario::load_case(folder);
    let observed = |case: &LoadedCase| case.scenarios.iter().any(|s| !s.observations.is_empty());
    if loaded.as_ref().is_ok_and(|case| !observed(case)) {
        return Ok(None);
    }
    let case = judge(loaded, manner)?;
    let inputs = inputs(&case);
    let happened = experiments::what_happened(case.scenarios);
    Ok(Some(Experiment { name: case_name(folder), happened, inputs }))
}

fn run_all(experiments: Vec<Experiment>, options: &ValidateOptions, manner: Manner) -> Found {
    let stop = Arc::new(AtomicBool::new(false));
    listen_for_interruption(&stop);
    let mut found = Found { rows: Vec::new(), cases: Vec::new(), exit: Exit::Success };
    for experiment in experiments {
        if !manner.quiet {
            say(&format!("{}: {}", experiment.name, names(&experiment.happened)));
        }
        run_one(experiment, options, manner, &stop, &mut found);
    }
    if stop.load(Ordering::Relaxed) {
        found.exit = Exit::Interrupted;
    }
    found
}

fn names(scenarios: &[Scenario]) -> String {
    scenarios.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn run_one(
    experiment: Experiment,
    options: &ValidateOptions,
    manner: Manner,
    stop: &Arc<AtomicBool>,
    found: &mut Found,
) {
    let Experiment { name, happened, inputs } = experiment;
    let (replicates, seed) = (options.replicates, options.seed);
    let (jobs, uncertainty) = (options.jobs(), options.uncertainty());
    let design = Design { scenarios: happened, replicates, seed, jobs, uncertainty, precision: None };
    let reporter = Reporter::new(design.runs(), manner.quiet);
    let ensemble = experiment::run(design, stop, &|progress| reporter.tell(progress));
    reporter.end();
    if ensemble.replicates.len() < replicates as usize {
        found.exit = Exit::Incomplete;
    }
    found.rows.extend(experiments::rows(&name, &ensemble));
    let note = |s: &Scenario| ScenarioNote { name: s.name.clone(), digest: s.digest.clone() };
    let scenarios = ensemble.scenarios.iter().map(note).collect();
    found.cases.push(CaseNote { case: name, scenarios, replicates: ensemble.replicates.len(), inputs });
}

fn show(found: &Found, options: &ValidateOptions) -> Exit {
    if !options.json {
        return print(&report::render_validation(&found.rows), found.exit);
    }
    match serde_json::to_string_pretty(&found.rows) {
        Ok(text) => print(&(text + "\n"), found.exit),
        Err(error) => {
            complain(&format!("couldn't put the rows into JSON: {error}"), &[]);
            Exit::Failed
        }
    }
}

/// Writes the results folder, whole or not at all.
fn write(found: &Found, target: &Path, options: &ValidateOptions) -> Result<(), String> {
    let scores = experiments::scores(&found.rows);
    fill(found, &scores, target, options).map_err(|error| error.to_string())
}

fn fill(
    found: &Found,
    scores: &[Score],
    target: &Path,
    options: &ValidateOptions,
) -> Result<(), Box<dyn std::error::Error>> {
    let folder = Folder::begin(target, options.force)?;
    folder
        .put("manifest.json", &(serde_json::to_string_pretty(&manifest(found, scores, options))? + "\n"))?;
    folder.put_table("validation.csv", &found.rows)?;
    folder.put_table("scores.csv", scores)?;
    folder.put("validation.md", &report::validation_markdown(&found.rows))?;
    report::charts::write_validation(&found.rows, &folder.inside("charts")?)?;
    folder.publish().map(drop).map_err(|error: FolderError| error.into())
}

fn manifest<'a>(found: &'a Found, scores: &[Score], options: &ValidateOptions) -> Manifest<'a> {
    Manifest {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        format: 1,
        command: command_line(),
        seed: options.seed,
        replicates_asked: options.replicates,
        fixed: options.fixed,
        cases: &found.cases,
        scores: scores.to_vec(),
    }
}
