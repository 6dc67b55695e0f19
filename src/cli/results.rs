//! `wayfare reproduce` of a results folder: makes the results again and says, file by file, whether they came out the same.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::compare::load_files;
use super::exit::{Exit, complain, print, say};
use super::farewell::{command_line, command_that_goes_on};
use super::findings::Results;
use super::making::{Unmade, simulate};
use super::order::fill;
use super::runs::Runs;
use super::study::run;
use super::validate::{Plan, load, run_all};
use super::validated::Validated;
use super::{Manner, ReproduceOptions, colored_messages};
use crate::experiment::study::cost;
use crate::experiment::{
    Design, Folder, Ingredients, Manifest, Origin, Outcome, Recipe, SeriesFormat, Shard, Uncertainty,
    Verdict, compare_folders, this_program,
};
use crate::scenario;
use crate::scenario::count;

/// Makes the results of a folder again.
pub(super) fn reproduce_results(folder: &Path, options: &ReproduceOptions, manner: Manner) -> Exit {
    match make_again(folder, options, manner) {
        Ok(outcomes) => report(&outcomes, options.json),
        Err(exit) => exit,
    }
}

fn make_again(folder: &Path, options: &ReproduceOptions, manner: Manner) -> Result<Vec<Outcome>, Exit> {
    let recipe = Recipe::read(folder).map_err(|error| {
        complain(&error.to_string(), &["see outputs/README.md for what a results folder holds"]);
        Exit::Usage
    })?;
    if recipe.made_by != this_program() && !manner.quiet {
        say(&format!("made by:   {}\nmade here: {}", recipe.made_by, this_program()));
    }
    let texts = Recipe::inputs(folder).map_err(|error| fail(error.to_string()))?;
    let target = options.output.clone().unwrap_or_else(|| beside(folder));
    let again = Folder::begin(&target, false).map_err(|error| {
        complain(&error.to_string(), &["`-o <folder>` puts what comes out elsewhere"]);
        Exit::Usage
    })?;
    let runs = Runs::open(&target, options.store.as_deref(), options.store.is_some(), manner)?;
    let making = Again { recipe: &recipe, folder: &again, runs: &runs, jobs: options.jobs.number(), manner };
    match making.fill(texts) {
        Ok(()) => {}
        Err(exit) => {
            runs.leave_or_remove(false);
            return Err(exit);
        }
    }
    let outcomes = compare_folders(folder, again.path()).map_err(|error| fail(error.to_string()))?;
    if options.output.is_some() {
        again.publish().map_err(|error| fail(error.to_string()))?;
    }
    runs.leave_or_remove(true);
    Ok(outcomes)
}

/// Where results are made again.
struct Again<'a> {
    recipe: &'a Recipe,
    folder: &'a Folder,
    runs: &'a Runs,
    jobs: usize,
    manner: Manner,
}

impl Again<'_> {
    /// Makes the results and puts them into the new folder, beside the texts that they are made from.
    fn fill(&self, texts: Vec<(String, String)>) -> Result<(), Exit> {
        match &self.recipe.ingredients {
            Ingredients::Comparison { scenarios, uncertainty, precision, series_as_csv } => {
                let format = if *series_as_csv { SeriesFormat::ParquetAndCsv } else { SeriesFormat::Parquet };
                self.comparison(scenarios, *uncertainty, *precision, format, &texts)
            }
            Ingredients::Study { name, file } => self.study(name, file, texts),
            Ingredients::Validation { cases, fixed } => self.validation(cases, *fixed, texts),
        }
    }

    /// What was judged when the results were made is not told of again, unless it is wrong.
    fn quiet(&self) -> Manner {
        Manner { quiet: true, ..self.manner }
    }

    fn comparison(
        &self,
        scenarios: &[PathBuf],
        uncertainty: Uncertainty,
        precision: Option<f64>,
        format: SeriesFormat,
        texts: &[(String, String)],
    ) -> Result<(), Exit> {
        let Recipe { replicates, seed, .. } = *self.recipe;
        let scenarios = load_files(scenarios, self.quiet())?.scenarios;
        let design = Design { scenarios, replicates, seed, jobs: self.jobs, uncertainty, precision };
        let made = match simulate(self.runs, &design, self.manner) {
            Ok(made) => made,
            Err(Unmade::Failed(error)) => return Err(self.runs.tell_of(&error)),
            Err(Unmade::Missing(exit)) => return Err(exit),
        };
        if made.comparison.ensemble.replicates.len() < replicates as usize {
            return Err(give_up(made.stopped));
        }
        let origin = Origin { command: command_line(), inputs: vec![], seconds: 0.0 };
        let manifest = Manifest::of(&made.comparison, origin);
        fill(self.folder, &made.comparison, &manifest, texts, format).map(drop).map_err(fail)
    }

    fn study(&self, name: &str, file: &Path, texts: Vec<(String, String)>) -> Result<(), Exit> {
        let mut study = match scenario::load_study(file) {
            Ok(loaded) => loaded.study,
            Err(problems) => {
                say(problems.render(colored_messages()).trim_end());
                return Err(Exit::InvalidScenario);
            }
        };
        study.name = name.to_owned();
        (study.replicates, study.seed) = (self.recipe.replicates, self.recipe.seed);
        let runs = cost(&study);
        let mut ran = run(&study, runs, self.jobs, Shard::WHOLE, self.runs, self.manner);
        match ran.findings.take() {
            Some(_) if ran.failed > 0 => Err(give_up(false)),
            Some(findings) => {
                let results = Results::of(&study, &findings, &ran, Vec::new(), texts);
                results.fill(self.folder).map(drop).map_err(fail)
            }
            None => Err(ran.say_why_it_stopped(runs)),
        }
    }

    fn validation(&self, cases: &[PathBuf], fixed: bool, texts: Vec<(String, String)>) -> Result<(), Exit> {
        let mut experiments = Vec::new();
        for case in cases {
            experiments.extend(load(case, self.quiet())?);
        }
        let Recipe { replicates, seed, .. } = *self.recipe;
        let plan = Plan { replicates, seed, fixed, jobs: self.jobs };
        let found = run_all(experiments, plan, Some(&self.runs.store), self.manner)
            .map_err(|error| self.runs.tell_of(&error))?;
        if found.exit != Exit::Success {
            return Err(give_up(found.exit == Exit::Interrupted));
        }
        Validated::of(&found, plan, Vec::new(), texts).fill(self.folder).map_err(fail)
    }
}

fn fail(error: String) -> Exit {
    complain(&error, &[]);
    Exit::Failed
}

/// Why there is nothing to compare.
fn give_up(stopped: bool) -> Exit {
    if stopped {
        say(&format!("stopped; to go on: {}", command_that_goes_on()));
        return Exit::Interrupted;
    }
    fail("replicates failed that once were made; nothing was compared".into())
}

/// `outputs/niger.reproduced` for `outputs/niger`.
fn beside(folder: &Path) -> PathBuf {
    let full = folder.canonicalize().unwrap_or_else(|_| folder.into());
    let name = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
    full.with_file_name(name + ".reproduced")
}

fn report(outcomes: &[Outcome], as_json: bool) -> Exit {
    let exit = if outcomes.iter().all(Outcome::is_fine) { Exit::Success } else { Exit::Failed };
    if as_json {
        return match serde_json::to_string_pretty(outcomes) {
            Ok(text) => print(&(text + "\n"), exit),
            Err(error) => fail(error.to_string()),
        };
    }
    let mut text: String = outcomes.iter().map(shown).collect();
    let compared = outcomes.iter().filter(|outcome| outcome.verdict != Verdict::Exempt).count();
    let same = outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Same).count();
    let _ = writeln!(text, "\n{same} of {compared} files came out the same.");
    print(&text, exit)
}

fn shown(outcome: &Outcome) -> String {
    let verdict = match outcome.verdict {
        Verdict::Same => "same",
        Verdict::Differs => "DIFFERS",
        Verdict::Missing => "MISSING: it did not come out",
        Verdict::New => "NEW: it was not recorded",
        Verdict::Exempt => "not compared: it tells when the results were made",
    };
    let rows = match (outcome.rows, outcome.rows_differing) {
        (Some(rows), Some(0)) => format!(", {}", count(rows, "line")),
        (Some(rows), Some(differing)) => format!(" in {differing} of {}", count(rows, "line")),
        _ => String::new(),
    };
    let mut text = format!("{:<32} {verdict}{rows}\n", outcome.file);
    for (line, was, is) in &outcome.first {
        let _ = writeln!(text, "  line {line}\n    recorded  {was}\n    came      {is}");
    }
    text
}
