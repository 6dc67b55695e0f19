//! `wayfare compare`: load, run in pairs, write the results, print the table.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::exit::{Exit, complain, print, say};
use super::progress::{Reporter, about};
use super::{Manner, RunOptions, SeriesForm, colored_messages};
use crate::experiment::{
    self, Comparison, Design, Folder, FolderError, Input, Manifest, Origin, SeriesFormat,
};
use crate::report;
use crate::scenario::{self, Loaded};

/// The name of the scenario that the others are compared with, unless another is named.
const BASELINE: &str = "baseline";

pub(super) fn compare(
    paths: &[PathBuf],
    baseline: Option<&str>,
    options: &RunOptions,
    manner: Manner,
) -> Exit {
    let loaded = load(paths, manner).and_then(|loaded| put_baseline_first(loaded, baseline));
    match loaded {
        Ok(loaded) => carry_out(Order { loaded, name: case_name(&paths[0]), options, manner }),
        Err(exit) => exit,
    }
}

/// Scenarios to be run, and how.
pub(super) struct Order<'a> {
    /// The scenarios; the first is the baseline.
    pub loaded: Vec<Loaded>,
    /// The name of the results folder, unless the options name one.
    pub name: String,
    pub options: &'a RunOptions,
    pub manner: Manner,
}

fn load(paths: &[PathBuf], manner: Manner) -> Result<Vec<Loaded>, Exit> {
    match paths {
        [folder] if folder.is_dir() => {
            let loaded = scenario::load_case(folder).map_err(|problems| refuse(&[problems]))?;
            warn(&loaded, manner);
            Ok(loaded)
        }
        files => load_files(files, manner),
    }
}

/// Loads files; the problems of all of them are shown at once.
pub(super) fn load_files(files: &[PathBuf], manner: Manner) -> Result<Vec<Loaded>, Exit> {
    let (mut loaded, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        match scenario::load(file) {
            Ok(one) => loaded.push(one),
            Err(these) => problems.push(these),
        }
    }
    if !problems.is_empty() {
        return Err(refuse(&problems));
    }
    warn(&loaded, manner);
    Ok(loaded)
}

fn refuse(problems: &[scenario::Problems]) -> Exit {
    for these in problems {
        say(these.render(colored_messages()).trim_end());
    }
    Exit::InvalidScenario
}

fn warn(loaded: &[Loaded], manner: Manner) {
    if !manner.quiet {
        loaded.iter().flat_map(|l| &l.warnings).for_each(|warning| say(&format!("warning: {warning}")));
    }
}

fn put_baseline_first(mut loaded: Vec<Loaded>, baseline: Option<&str>) -> Result<Vec<Loaded>, Exit> {
    let names: Vec<String> = loaded.iter().map(|l| l.scenario.name.clone()).collect();
    if let Some(name) = names.iter().enumerate().find_map(|(i, n)| names[..i].contains(n).then_some(n)) {
        complain(
            &format!("two scenarios are named `{name}`"),
            &["rename one of the files: results go by these names"],
        );
        return Err(Exit::Usage);
    }
    let position = |wanted: &str| names.iter().position(|name| name == wanted);
    let Some(first) = baseline.map_or_else(|| position(BASELINE).or(Some(0)), position) else {
        let wanted = baseline.unwrap_or_default();
        complain(
            &format!("there is no scenario `{wanted}` here"),
            &[&format!("there are: {}", names.join(", "))],
        );
        return Err(Exit::Usage);
    };
    if first < loaded.len() {
        loaded[..=first].rotate_right(1);
    }
    Ok(loaded)
}

/// What a results folder is called: the case's folder, whether it is named or a file in it.
pub(super) fn case_name(path: &Path) -> String {
    let full = path.canonicalize().unwrap_or_else(|_| path.into());
    let folder = if full.is_dir() { Some(full.as_path()) } else { full.parent() };
    folder.and_then(Path::file_name).map_or_else(|| "results".into(), |name| name.to_string_lossy().into())
}

/// Runs what was ordered, from the first look at the folder to the last word.
pub(super) fn carry_out(order: Order<'_>) -> Exit {
    let Order { loaded, name, options, manner } = order;
    let target = options.output.clone().unwrap_or_else(|| Path::new("outputs").join(name));
    let inputs = inputs(&loaded);
    let resolved: Vec<(String, String)> =
        loaded.iter().map(|l| (l.scenario.name.clone(), scenario::resolved_toml(&l.scenario))).collect();
    let design = Design {
        scenarios: loaded.into_iter().map(|l| l.scenario).collect(),
        replicates: options.replicates,
        seed: options.seed,
        jobs: options.jobs(),
    };
    if let Err(error) = make_sure_of(&target, options) {
        return refuse_folder(&error);
    }
    if options.dry_run {
        return print(&plan(&design, &target), Exit::Success);
    }
    let (comparison, seconds, stopped) = simulate(design, manner);
    let exit = outcome(&comparison, stopped);
    if comparison.ensemble.replicates.is_empty() {
        return end_with_nothing(exit);
    }
    let manifest = Manifest::of(&comparison, Origin { command: command_line(), inputs, seconds });
    match write(&comparison, &manifest, &resolved, &target, options) {
        Ok(charts) => finish(&comparison, &manifest, &target, &charts, exit, options, manner),
        Err(error) => {
            complain(&error, &[]);
            Exit::Failed
        }
    }
}

fn inputs(loaded: &[Loaded]) -> Vec<Input> {
    let of = |input: &scenario::Input| Input { file: input.file.clone(), digest: input.digest.clone() };
    loaded.iter().flat_map(|l| &l.inputs).map(of).collect()
}

/// Finds out before the first run whether the results can be put where they shall go.
fn make_sure_of(target: &Path, options: &RunOptions) -> Result<(), FolderError> {
    Folder::check(target, options.force)?;
    if options.dry_run { Ok(()) } else { Folder::begin(target, options.force).map(drop) }
}

fn refuse_folder(error: &FolderError) -> Exit {
    match error {
        FolderError::Exists(_) => {
            let ways = ["`--force` replaces the results there", "`-o <folder>` puts them elsewhere"];
            complain(&format!("{error}; nothing was run"), &ways);
            Exit::Usage
        }
        FolderError::NotResults(_) => {
            complain(&format!("{error}; nothing was run"), &["`-o <folder>` puts the results elsewhere"]);
            Exit::Usage
        }
        FolderError::Write { .. } => {
            complain(&error.to_string(), &["`-o <folder>` puts the results elsewhere"]);
            Exit::Failed
        }
    }
}

fn plan(design: &Design, target: &Path) -> String {
    let mut text = format!(
        "{} runs: {} scenarios, {} replicates each, seeds {} to {}\n",
        design.runs(),
        design.scenarios.len(),
        design.replicates,
        design.seed,
        design.seed_of(design.replicates - 1),
    );
    for (i, scenario) in design.scenarios.iter().enumerate() {
        let role = if i == 0 && design.scenarios.len() > 1 { " (baseline)" } else { "" };
        text += &format!("  {}{role}: {}\n", scenario.name, scenario.title);
    }
    text + &format!("results would go to {}; nothing was run\n", target.display())
}

/// Runs the design; the second part is how long it took in seconds, the third whether the user
/// stopped it.
fn simulate(design: Design, manner: Manner) -> (Comparison, f64, bool) {
    let stop = Arc::new(AtomicBool::new(false));
    listen_for_interruption(&stop);
    if manner.verbose {
        say(&format!("{} runs, {} at once", design.runs(), design.jobs));
    }
    let reporter = Reporter::new(design.runs(), manner.quiet);
    let ensemble = experiment::run(design, &stop, &|progress| reporter.tell(progress));
    let elapsed = reporter.end().as_secs_f64();
    if manner.verbose {
        say(&format!("the runs took {elapsed:.1} seconds"));
    }
    (experiment::compare(ensemble), elapsed, stop.load(Ordering::Relaxed))
}

/// The first Ctrl-C lets the replicates in hand finish, the second ends at once. Where no handler
/// can be set, Ctrl-C ends at once as usual.
fn listen_for_interruption(stop: &Arc<AtomicBool>) {
    let stop = Arc::clone(stop);
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        say("stopping: the replicates in hand are finished and written (Ctrl-C again ends at once)");
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
            say(&format!("stopped before the first replicate was done; to run again: {}", command_line()))
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
    let folder = Folder::begin(target, options.force).map_err(|e| e.to_string())?;
    folder.write(comparison, manifest, resolved, format).map_err(|e| e.to_string())?;
    let charts = folder.inside("charts").map_err(|e| e.to_string())?;
    let names = report::charts::write_all(comparison, &charts)
        .map_err(|e| format!("couldn't draw the charts: {e}; no results were left behind"))?;
    folder.publish().map_err(|e| e.to_string())?;
    Ok(names)
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
    let results = if options.json {
        report::render_json(comparison, manifest).unwrap_or_default() + "\n"
    } else {
        report::render_table(comparison)
    };
    let exit = print(&results, exit);
    if !manner.quiet {
        say(&last_words(comparison, target, charts, manifest.duration_seconds));
    }
    say_what_is_missing(comparison, exit);
    exit
}

fn last_words(comparison: &Comparison, target: &Path, charts: &[String], seconds: f64) -> String {
    let mut text = format!("\nresults in {} ({} of running)\n", target.display(), about(seconds));
    for chart in charts {
        text += &format!("  {}\n", target.join("charts").join(format!("{chart}.svg")).display());
    }
    let lever = comparison.ensemble.scenarios.iter().flat_map(|s| &s.policies).next();
    let next = lever.map_or("wayfare list outcomes".into(), |p| format!("wayfare explain {}", p.lever));
    text + &format!("next: {next}")
}

fn say_what_is_missing(comparison: &Comparison, exit: Exit) {
    let (done, asked) = (comparison.ensemble.replicates.len(), comparison.ensemble.asked);
    let again = || {
        let command = command_line();
        if command.split(' ').any(|word| word == "--force") { command } else { command + " --force" }
    };
    match exit {
        Exit::Interrupted => say(&format!(
            "stopped: {done} of {asked} replicates are in the results; to run them all: {}",
            again()
        )),
        Exit::Incomplete => complain(
            &format!(
                "{} of {asked} replicates failed and are missing from the results",
                asked as usize - done
            ),
            &[],
        ),
        _ => {}
    }
}

/// The command as it would be typed again. Absolute paths are cut to their last part: they tell of
/// the machine and lead nowhere on another.
fn command_line() -> String {
    let shown = |argument: String| {
        let path = Path::new(&argument);
        let name = path.file_name().filter(|_| path.is_absolute()).map(|n| n.to_string_lossy().into_owned());
        let shown = name.unwrap_or(argument);
        if shown.contains(' ') { format!("'{shown}'") } else { shown }
    };
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|a| shown(a.to_string_lossy().into())).collect();
    format!("wayfare {}", arguments.join(" "))
}
