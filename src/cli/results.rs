//! `wayfare reproduce` of a results folder: makes the results again and says, file by file, whether they came out the same.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::compare::load_files;
use super::exit::{Exit, complain, print, say};
use super::farewell::{command_line, command_that_goes_on};
use super::making::{Unmade, simulate};
use super::order::fill;
use super::runs::Runs;
use super::{Manner, ReproduceOptions};
use crate::experiment::{
    Design, Folder, Manifest, Origin, Outcome, Recipe, SeriesFormat, Verdict, compare_folders, this_program,
};

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
    let case = load_files(&recipe.scenarios, Manner { quiet: true, ..manner })?;
    let design = Design {
        scenarios: case.scenarios,
        replicates: recipe.replicates,
        seed: recipe.seed,
        jobs: options.jobs(),
        uncertainty: recipe.uncertainty,
        precision: recipe.precision,
    };
    let target = options.output.clone().unwrap_or_else(|| beside(folder));
    let again = Folder::begin(&target, false).map_err(|error| {
        complain(&error.to_string(), &["`-o <folder>` puts what comes out elsewhere"]);
        Exit::Usage
    })?;
    let runs = Runs::open(&target, options.store.as_deref(), options.store.is_some(), manner)?;
    let comparison = match simulate(&runs, &design, manner) {
        Ok(made) if made.comparison.ensemble.replicates.len() == recipe.replicates as usize => {
            made.comparison
        }
        Ok(made) => return Err(give_up(runs, made.stopped)),
        Err(Unmade::Failed(error)) => return Err(runs.complain_of(&error)),
        Err(Unmade::Missing(exit)) => return Err(exit),
    };
    let manifest =
        Manifest::of(&comparison, Origin { command: command_line(), inputs: vec![], seconds: 0.0 });
    let format = if recipe.series_as_csv { SeriesFormat::ParquetAndCsv } else { SeriesFormat::Parquet };
    fill(&again, &comparison, &manifest, &texts(&recipe), format).map_err(fail)?;
    let outcomes = compare_folders(folder, again.path()).map_err(|error| fail(error.to_string()))?;
    if options.output.is_some() {
        again.publish().map_err(|error| fail(error.to_string()))?;
    }
    runs.leave_or_remove(true);
    Ok(outcomes)
}

/// The spelled out scenarios as they were recorded.
fn texts(recipe: &Recipe) -> Vec<(String, String)> {
    let name = |file: &PathBuf| file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    recipe.scenarios.iter().map(|file| (name(file), fs::read_to_string(file).unwrap_or_default())).collect()
}

fn fail(error: String) -> Exit {
    complain(&error, &[]);
    Exit::Failed
}

fn give_up(runs: Runs, stopped: bool) -> Exit {
    runs.leave_or_remove(false);
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
        (Some(rows), Some(0)) => format!(", {rows} lines"),
        (Some(rows), Some(differing)) => format!(" in {differing} of {rows} lines"),
        _ => String::new(),
    };
    let mut text = format!("{:<32} {verdict}{rows}\n", outcome.file);
    for (line, was, is) in &outcome.first {
        let _ = writeln!(text, "  line {line}\n    recorded  {was}\n    came      {is}");
    }
    text
}
