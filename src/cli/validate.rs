//! `wayfare validate`: natural experiments, observed and simulated.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;

use super::compare::{case_name, judge};
use super::exit::{Exit, complain, print, say};
use super::list::cases_below;
use super::options::Jobs;
use super::order::{REPLACED, RESOLVED, inputs, listen_for_interruption, refuse_folder, resolved};
use super::progress::Reporter;
use super::validated::{Found, Validated};
use super::{CASES, Manner, case, uncertainty};
use crate::experiment::{self, Design, Ensemble, Folder, Input, Store, StoreError};
use crate::report;
use crate::scenario::{self, LoadedCase};
use crate::verification::experiments;
use crate::world::Scenario;

/// How `validate` runs, and where its results go.
#[derive(Clone, Debug, Args)]
pub(super) struct ValidateOptions {
    /// How many times each case is run; intervals are shown for what at least 20 runs have a figure of
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=100_000), value_name = "N")]
    replicates: u32,
    /// Keep uncertain numbers as the files say: replicates then differ by chance alone
    #[arg(long)]
    fixed: bool,
    /// The seed of the first replicate, and of the draws; the others count on from it
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    jobs: Jobs,
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
    fn plan(&self) -> Plan {
        let jobs = self.jobs.number();
        Plan { replicates: self.replicates, seed: self.seed, fixed: self.fixed, jobs }
    }
}

/// How the cases are run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub(super) replicates: u32,
    pub(super) seed: u64,
    pub(super) fixed: bool,
    pub(super) jobs: usize,
}

/// A case to be validated.
pub(super) struct Experiment {
    name: String,
    happened: Vec<Scenario>,
    inputs: Vec<scenario::Input>,
    /// Its scenarios spelled out, by their paths in the results.
    resolved: Vec<(String, String)>,
}

pub(super) fn validate(cases: &[String], options: &ValidateOptions, manner: Manner) -> Exit {
    let experiments = match load_all(cases, manner) {
        Ok(experiments) => experiments,
        Err(exit) => return exit,
    };
    let tried = options.output.as_ref().map(|target| Folder::begin(target, options.force));
    if let Some(Err(error)) = tried.map(|folder| folder.map(drop)) {
        return refuse_folder(&error, REPLACED);
    }
    let (inputs, texts) = origin(&experiments);
    let found = match run_all(experiments, options.plan(), None, manner) {
        Ok(found) => found,
        Err(error) => {
            complain(&error.to_string(), &[]);
            return Exit::Failed;
        }
    };
    if let Some(target) = &options.output {
        if let Err(error) = Validated::of(&found, options.plan(), inputs, texts).write(target, options.force)
        {
            complain(&error, &[]);
            return Exit::Failed;
        }
        if !manner.quiet {
            say(&format!("results in {}", target.display()));
        }
    }
    show(&found, options)
}

/// The files that cases were read from, and all their scenarios spelled out.
fn origin(experiments: &[Experiment]) -> (Vec<Input>, Vec<(String, String)>) {
    let read: Vec<scenario::Input> = experiments.iter().flat_map(|e| e.inputs.clone()).collect();
    (inputs(&read), experiments.iter().flat_map(|e| e.resolved.clone()).collect())
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
    let names: Vec<&str> = experiments.iter().map(|e| e.name.as_str()).collect();
    if let Some(name) = names.iter().enumerate().find_map(|(i, n)| names[..i].contains(n).then_some(n)) {
        complain(&format!("two cases are named `{name}`"), &["results go by these names: rename a folder"]);
        return Err(Exit::Usage);
    }
    if experiments.is_empty() {
        complain(&format!("there is no case with observations in {CASES}"), &["name the folder of a case"]);
        return Err(Exit::Usage);
    }
    Ok(experiments)
}

/// A case with what happened in it; none if nothing was observed there.
pub(super) fn load(folder: &Path, manner: Manner) -> Result<Option<Experiment>, Exit> {
    let loaded = scenario::load_case(folder);
    let observed = |case: &LoadedCase| case.scenarios.iter().any(|s| !s.observations.is_empty());
    if loaded.as_ref().is_ok_and(|case| !observed(case)) {
        return Ok(None);
    }
    let case = judge(loaded, manner)?;
    let name = case_name(folder);
    let resolved = resolved(&case, &format!("{RESOLVED}/{name}"));
    let happened = experiments::what_happened(case.scenarios);
    Ok(Some(Experiment { name, happened, inputs: case.inputs, resolved }))
}

/// Runs what happened in the cases; runs are looked for and kept in the store, if there is one.
pub(super) fn run_all(
    experiments: Vec<Experiment>,
    plan: Plan,
    store: Option<&Store>,
    manner: Manner,
) -> Result<Found, StoreError> {
    let stop = Arc::new(AtomicBool::new(false));
    listen_for_interruption(&stop);
    let mut found = Found { rows: Vec::new(), cases: Vec::new(), exit: Exit::Success };
    for experiment in experiments {
        if !manner.quiet {
            say(&format!("{}: {}", experiment.name, names(&experiment.happened)));
        }
        let Experiment { name, happened, .. } = experiment;
        let ensemble = run_one(happened, plan, store, manner, &stop)?;
        found.take(name, &ensemble);
    }
    if stop.load(Ordering::Relaxed) {
        found.exit = Exit::Interrupted;
    }
    Ok(found)
}

fn names(scenarios: &[Scenario]) -> String {
    scenarios.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn run_one(
    happened: Vec<Scenario>,
    plan: Plan,
    store: Option<&Store>,
    manner: Manner,
    stop: &AtomicBool,
) -> Result<Ensemble, StoreError> {
    let Plan { replicates, seed, jobs, fixed } = plan;
    let uncertainty = uncertainty(fixed);
    let design = Design { scenarios: happened, replicates, seed, jobs, uncertainty, precision: None };
    let reporter = Reporter::new(design.runs(), manner.quiet);
    let tell = |progress| reporter.tell(progress);
    let ensemble = match store {
        Some(store) => experiment::run_in(store, &design, stop, &tell),
        None => Ok(experiment::run(design, stop, &tell)),
    };
    reporter.end();
    ensemble
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
