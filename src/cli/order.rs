//! Runs what was ordered, from the first look at the results folder to the last word.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Manner;
use super::exit::{Exit, complain, print, say};
use super::farewell::{command_line, command_that_goes_on, say_what_is_missing, say_what_is_next};
use super::making::{Made, Unmade, carry_out_shard, gather, simulate};
use super::options::{RunOptions, SeriesForm};
use super::runs::Runs;
use crate::experiment::{
    Comparison, Design, Folder, FolderError, Input, Manifest, Origin, RUNS_A_DRAW, SeriesFormat, Shard,
};
use crate::report;
use crate::scenario::{self, LoadedCase, Origins, count};
use crate::world::Scenario;

/// Scenarios to be run, and how.
pub(super) struct Order<'a> {
    /// The scenarios; the first is the baseline.
    pub case: LoadedCase,
    /// The name of the results folder, unless the options name one.
    pub name: String,
    pub options: &'a RunOptions,
    pub manner: Manner,
}

/// Runs what was ordered, from the first look at the folder to the last word.
pub(super) fn carry_out(order: Order<'_>) -> Exit {
    let Order { case, name, options, manner } = order;
    let target = options.output.clone().unwrap_or_else(|| Path::new("outputs").join(name));
    let inputs = inputs(&case.inputs);
    let resolved = resolved(&case, RESOLVED);
    let design = Design {
        scenarios: case.scenarios,
        replicates: options.replicates(),
        seed: options.seed,
        jobs: options.jobs.number(),
        uncertainty: options.uncertainty(),
        precision: options.precision,
    };
    let whole = options.shard.is_none();
    if let Some(error) = whole.then(|| make_sure_of(&target, options).err()).flatten() {
        return refuse_folder(
            &error,
            "`--force` replaces what is there; `--resume` does so if it lacks replicates",
        );
    }
    if options.dry_run {
        return print(&plan(&design, options.shard, &target), Exit::Success);
    }
    let keep = options.keep_runs || options.store.is_some();
    let runs = match Runs::open(&target, options.store.as_deref(), keep, manner) {
        Ok(runs) => runs,
        Err(exit) => return exit,
    };
    if let Some(shard) = options.shard {
        return carry_out_shard(shard, &design, runs, manner);
    }
    let made = if options.merge { gather(&runs, &design) } else { simulate(&runs, &design, manner) };
    runs.say_what_was_damaged();
    let Made { comparison, seconds, stopped } = match made {
        Ok(made) => made,
        Err(Unmade::Failed(error)) => return runs.complain_of(&error),
        Err(Unmade::Missing(exit)) => return exit,
    };
    let exit = outcome(&comparison, stopped);
    if comparison.ensemble.replicates.is_empty() {
        runs.leave_or_remove(false);
        return end_with_nothing(exit);
    }
    let manifest = Manifest::of(&comparison, Origin { command: command_line(), inputs, seconds });
    match write(&comparison, &manifest, &resolved, &target, options) {
        Ok(charts) => {
            runs.leave_or_remove(exit == Exit::Success);
            finish(&comparison, &manifest, &target, &charts, exit, options, manner)
        }
        Err(error) => {
            complain(&error, &[&format!("the finished runs are kept; to go on: {}", command_that_goes_on())]);
            Exit::Failed
        }
    }
}

/// The files by their names below the folder that holds them all: where that lies is the machine's
/// business.
pub(super) fn inputs(read: &[scenario::Input]) -> Vec<Input> {
    let folders = read.iter().filter_map(|input| Path::new(&input.file).parent());
    let common = folders.reduce(common_folder).unwrap_or(Path::new(""));
    let of = |input: &scenario::Input| {
        let path = Path::new(&input.file);
        let file = path.strip_prefix(common).unwrap_or(path).display().to_string();
        Input { file, digest: input.digest.clone() }
    };
    read.iter().map(of).collect()
}

fn common_folder<'p>(a: &'p Path, b: &Path) -> &'p Path {
    a.ancestors().find(|folder| b.starts_with(folder)).unwrap_or(Path::new(""))
}

/// Where a results folder has its scenarios spelled out; of several cases, each in a folder of its own.
pub(super) const RESOLVED: &str = "resolved";

/// Every scenario spelled out, each value with where it came from, by its path below a folder.
pub(super) fn resolved(case: &LoadedCase, folder: &str) -> Vec<(String, String)> {
    let names: Vec<&str> = case.scenarios.iter().map(|s| s.name.as_str()).collect();
    let nowhere = Origins::default();
    let origins = |s: &Scenario| case.origins.get(&s.name).unwrap_or(&nowhere);
    let text = |s: &Scenario| scenario::resolved_beside(s, origins(s), &names);
    case.scenarios.iter().map(|s| (format!("{folder}/{}.toml", s.name), text(s))).collect()
}

/// Finds out before the first run whether the results can be put where they shall go.
fn make_sure_of(target: &Path, options: &RunOptions) -> Result<(), FolderError> {
    let force = may_replace(target, options);
    Folder::check(target, force)?;
    if options.dry_run { Ok(()) } else { Folder::begin(target, force).map(drop) }
}

/// Whoever goes on with a command may replace what it left when it was interrupted.
fn may_replace(target: &Path, options: &RunOptions) -> bool {
    options.force || options.resume && Folder::lacks_replicates(target)
}

/// How results that are there come to be replaced.
pub(super) const REPLACED: &str = "`--force` replaces the results there";

/// Says why results can't be put into a folder; `replaced` tells what replaces those that are there.
pub(super) fn refuse_folder(error: &FolderError, replaced: &str) -> Exit {
    match error {
        FolderError::Exists(_) => {
            complain(&format!("{error}; nothing was run"), &[replaced, "`-o <folder>` puts them elsewhere"]);
            Exit::Usage
        }
        FolderError::NotResults(_) | FolderError::Nameless(_) => {
            complain(&format!("{error}; nothing was run"), &["`-o <folder>` puts the results elsewhere"]);
            Exit::Usage
        }
        FolderError::Write { .. } => {
            complain(&error.to_string(), &["`-o <folder>` puts the results elsewhere"]);
            Exit::Failed
        }
    }
}

fn plan(design: &Design, shard: Option<Shard>, target: &Path) -> String {
    let mut text = format!(
        "{}: {}, {} each, {}\n",
        count(design.runs(), "run"),
        count(design.scenarios.len(), "scenario"),
        count(design.replicates as usize, "replicate"),
        seeds(design),
    );
    for (i, scenario) in design.scenarios.iter().enumerate() {
        let role = if i == 0 && design.scenarios.len() > 1 { " (baseline)" } else { "" };
        text += &format!("  {}{role}: {}\n", scenario.name, scenario.title);
    }
    text += &match design.draws() {
        Some(draws) => format!(
            "{} would be drawn {}, each draw with {}\n",
            count(draws.numbers(0).len(), "uncertain number"),
            count(design.replicates.div_ceil(RUNS_A_DRAW) as usize, "time"),
            report::seeds_of_draws(design.replicates)
        ),
        None => "uncertain numbers would be kept as the files say\n".into(),
    };
    text + &match shard {
        None => format!("results would go to {}; nothing was run\n", target.display()),
        Some(shard) => format!("part {shard}: {} of the runs; nothing was run\n", design.runs_in(shard)),
    }
}

fn seeds(design: &Design) -> String {
    match design.seed_of(design.replicates - 1) {
        last if last == design.seed => format!("seed {last}"),
        last => format!("seeds {} to {last}", design.seed),
    }
}

/// The first Ctrl-C lets the replicates in hand finish, the second ends at once. Where no handler
/// can be set, Ctrl-C ends at once as usual.
pub(super) fn listen_for_interruption(stop: &Arc<AtomicBool>) {
    let stop = Arc::clone(stop);
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(Exit::Interrupted.code().into());
        }
        say("stopping: the replicates in hand are finished and kept (Ctrl-C again ends at once)");
    });
}

fn outcome(comparison: &Comparison, stopped: bool) -> Exit {
    let ensemble = &comparison.ensemble;
    match ensemble.replicates.len() {
        n if n == ensemble.asked as usize => Exit::Success,
        _ if stopped => Exit::Interrupted,
        0 => Exit::Failed,
        _ => Exit::Incomplete,
    }
}

fn end_with_nothing(exit: Exit) -> Exit {
    match exit {
        Exit::Interrupted => {
            let again = command_that_goes_on();
            say(&format!("stopped before the first replicate was done; to go on: {again}"));
        }
        _ => complain("every run failed; no results were written", &[]),
    }
    exit
}

/// Writes the results folder, and gives the charts' names.
fn write(
    comparison: &Comparison,
    manifest: &Manifest,
    resolved: &[(String, String)],
    target: &Path,
    options: &RunOptions,
) -> Result<Vec<String>, String> {
    let format = match options.series {
        Some(SeriesForm::Csv) => SeriesFormat::ParquetAndCsv,
        None => SeriesFormat::Parquet,
    };
    let folder = Folder::begin(target, may_replace(target, options)).map_err(|e| e.to_string())?;
    let names = fill(&folder, comparison, manifest, resolved, format)?;
    folder.publish().map_err(|e| e.to_string())?;
    Ok(names)
}

/// Puts everything into a results folder, and gives the charts' names.
pub(super) fn fill(
    folder: &Folder,
    comparison: &Comparison,
    manifest: &Manifest,
    resolved: &[(String, String)],
    format: SeriesFormat,
) -> Result<Vec<String>, String> {
    folder.put_origin(manifest, resolved).map_err(|e| e.to_string())?;
    folder.put_comparison(comparison, format).map_err(|e| e.to_string())?;
    let charts = folder.inside("charts").map_err(|e| e.to_string())?;
    let names = report::charts::write_all(comparison, &charts)
        .map_err(|e| format!("couldn't draw the charts: {e}; no results were left behind"))?;
    folder.describe(&manifest.making(), &now()).map_err(|e| e.to_string())?;
    Ok(names)
}

/// The time, after ISO 8601.
pub(super) fn now() -> String {
    jiff::Timestamp::now().to_string()
}

fn print_json(comparison: &Comparison, manifest: &Manifest, exit: Exit) -> Exit {
    match report::render_json(comparison, manifest) {
        Ok(text) => print(&(text + "\n"), exit),
        Err(error) => {
            complain(&format!("couldn't put the results into JSON: {error}"), &[]);
            Exit::Failed
        }
    }
}

/// Prints the results, then where they are and what comes next.
fn finish(
    comparison: &Comparison,
    manifest: &Manifest,
    target: &Path,
    charts: &[String],
    exit: Exit,
    options: &RunOptions,
    manner: Manner,
) -> Exit {
    let exit = if options.json {
        print_json(comparison, manifest, exit)
    } else {
        print(&report::render_table(comparison), exit)
    };
    if !manner.quiet {
        say_what_is_next(comparison, target, charts, manifest.duration_seconds);
    }
    say_what_is_missing(comparison, exit);
    exit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;

    #[test]
    fn how_it_ends_follows_from_what_is_missing() {
        let mut comparison = synthetic::comparison(1, 3);
        assert_eq!(outcome(&comparison, false), Exit::Success);
        assert_eq!(outcome(&comparison, true), Exit::Success);
        comparison.ensemble.asked = 5;
        assert_eq!(outcome(&comparison, false), Exit::Incomplete);
        assert_eq!(outcome(&comparison, true), Exit::Interrupted);
        comparison.ensemble.replicates.clear();
        assert_eq!(outcome(&comparison, false), Exit::Failed);
    }

    #[test]
    fn results_are_written_whole_and_earlier_ones_are_not_run_over() {
        use clap::Parser;
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("case");
        let words = ["wayfare", "compare", "x", "--replicates", "2", "-q", "-o", target.to_str().unwrap()];
        let super::super::CommandLine { verb, manner } = super::super::CommandLine::parse_from(words);
        let super::super::Verb::Compare { options, .. } = verb else { unreachable!() };
        let comparison = synthetic::comparison(2, 2);
        let origin = Origin { command: String::new(), inputs: vec![], seconds: 0.0 };
        let manifest = Manifest::of(&comparison, origin);
        let charts = write(&comparison, &manifest, &[], &target, &options).unwrap();
        assert!(target.join("charts").join(format!("{}.png", charts[0])).is_file());
        let case = LoadedCase { scenarios: synthetic::scenarios(2), ..LoadedCase::default() };
        let order = Order { case, name: String::new(), options: &options, manner };
        assert_eq!(carry_out(order), Exit::Usage);
    }
}
