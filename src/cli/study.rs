//! `wayfare study`: a whole design of runs, from a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::exit::{Exit, complain, print, say};
use super::farewell::command_that_goes_on;
use super::findings::Results;
use super::order::{REPLACED, RESOLVED, inputs, listen_for_interruption, refuse_folder, resolved};
use super::progress::{Reporter, about};
use super::runs::Runs;
use super::{Manner, StudyOptions, colored_messages};
use crate::experiment::study::{Findings, Runner, cost, run_study};
use crate::experiment::{Folder, Progress, STUDY, Shard, StoreError};
use crate::scenario::study::{Design, LoadedStudy, Study};
use crate::scenario::{self, count, count_are};

pub(super) fn study(words: &[PathBuf], options: &StudyOptions, manner: Manner) -> Exit {
    match words {
        [file] => begin(file, options.merge, options, manner),
        [word, file] if word.as_os_str() == "merge" && options.store.is_some() && options.shard.is_none() => {
            begin(file, true, options, manner)
        }
        [word, _] if word.as_os_str() == "merge" => {
            complain(
                "`study merge` needs the store that the parts were made into, and no `--shard`",
                &["wayfare study merge <file> --store <folder>"],
            );
            Exit::Usage
        }
        _ => {
            complain("one study at a time", &["wayfare study <file>, or wayfare study merge <file>"]);
            Exit::Usage
        }
    }
}

fn begin(file: &Path, merges: bool, options: &StudyOptions, manner: Manner) -> Exit {
    let mut loaded = match scenario::load_study(file) {
        Ok(loaded) => loaded,
        Err(problems) => {
            say(problems.render(colored_messages()).trim_end());
            return Exit::InvalidScenario;
        }
    };
    if !manner.quiet && !loaded.warnings.is_empty() {
        say(loaded.warnings.render(colored_messages()).trim_end());
    }
    let study = &mut loaded.study;
    study.replicates = options.replicates.unwrap_or(study.replicates);
    study.seed = options.seed.unwrap_or(study.seed);
    let target =
        options.output.clone().unwrap_or_else(|| Path::new("outputs").join(format!("study-{}", study.name)));
    match make_sure_of(study, &target, options) {
        Ok(runs) if options.dry_run => print(&plan(study, runs, &target), Exit::Success),
        Ok(runs) => match open(&target, merges, options, manner) {
            Ok(kept) => carry_out(&loaded, runs, (&target, merges), kept, options, manner),
            Err(exit) => exit,
        },
        Err(exit) => exit,
    }
}

/// Where the runs are kept. A merge of no runs would make them all, when it was the store's name that was wrong.
fn open(target: &Path, merges: bool, options: &StudyOptions, manner: Manner) -> Result<Runs, Exit> {
    let kept = Runs::open(target, options.store.as_deref(), options.store.is_some(), manner)?;
    if merges && kept.there == 0 {
        let problem = format!("there are no runs in {}; nothing was run", kept.store.folder().display());
        complain(&problem, &["`--shard` makes a part of them; without `merge` all are made"]);
        return Err(Exit::Incomplete);
    }
    Ok(kept)
}

/// Finds out before the first run what it costs, and whether the results can be put where they shall
/// go.
fn make_sure_of(study: &Study, target: &Path, options: &StudyOptions) -> Result<usize, Exit> {
    let runs = cost(study);
    if runs > study.max_runs {
        let problem = format!(
            "the study would take {}; its `max_runs` is {}; nothing was run",
            count(runs, "run"),
            study.max_runs
        );
        complain(&problem, &["raise `max_runs` in its file, or make the study smaller"]);
        return Err(Exit::Usage);
    }
    if options.shard.is_some() {
        return Ok(runs);
    }
    let checked = Folder::check(target, options.force);
    let checked = checked.and_then(|()| match options.dry_run {
        true => Ok(()),
        false => Folder::begin(target, options.force).map(drop),
    });
    checked.map(|()| runs).map_err(|error| refuse_folder(&error, REPLACED))
}

fn plan(study: &Study, runs: usize, target: &Path) -> String {
    let names: Vec<&str> = study.scenarios.iter().map(|s| s.name.as_str()).collect();
    let outcomes: Vec<String> = study.outcomes.iter().map(crate::scenario::study::Outcome::label).collect();
    let outcomes = match outcomes.as_slice() {
        [] => String::new(),
        labels => format!("  outcomes: {}\n", labels.join(", ")),
    };
    let most = at_most(study);
    let sketch = if study.sketch.is_empty() {
        String::new()
    } else {
        format!("  a sketch: {}\n", study.sketch.join(", "))
    };
    format!(
        "{}: {} ({})\n  {most}{}, {} of each point from seed {}\n  scenarios: {}\n{outcomes}{sketch}\
         results would go to {}; nothing was run\n",
        study.name,
        study.title,
        study.kind(),
        count(runs, "run"),
        count(study.replicates as usize, "replicate"),
        study.seed,
        names.join(", "),
        target.display()
    )
}

/// Some designs depend on what comes of their first runs.
fn at_most(study: &Study) -> &'static str {
    if matches!(study.design, Design::Search { .. } | Design::Calibration(_)) { "at most " } else { "" }
}

fn carry_out(
    loaded: &LoadedStudy,
    runs: usize,
    (target, merges): (&Path, bool),
    kept: Runs,
    options: &StudyOptions,
    manner: Manner,
) -> Exit {
    let study = &loaded.study;
    let threads = options.jobs.number();
    if !manner.quiet {
        say(&format!("{}{}, {threads} at once", at_most(study), count(runs, "run")));
    }
    let shard = options.shard.unwrap_or(Shard::WHOLE);
    let mut ran = run(study, runs, threads, shard, &kept, manner);
    kept.say_what_was_damaged();
    if merges && !manner.quiet {
        kept.say_what_was_lacking();
    }
    let Some(findings) = ran.findings.take().filter(|_| options.shard.is_none()) else {
        let exit = match options.shard.filter(|_| ran.went_through()) {
            Some(shard) => end_part(shard, ran.made, &kept, manner),
            None => ran.say_why_it_stopped(runs),
        };
        kept.leave_or_remove(false);
        return exit;
    };
    let gathered = if merges { kept.store.gather_segments() } else { Ok(()) };
    if let Err(error) = gathered {
        return kept.complain_of(&error);
    }
    let results = Results::of(study, &findings, &ran, inputs(&loaded.inputs), texts(loaded));
    match results.write(target, options.force) {
        Ok(charts) => {
            kept.leave_or_remove(true);
            results.finish(target, &charts, options.json, manner)
        }
        Err(error) => {
            complain(&error, &[]);
            Exit::Failed
        }
    }
}

/// The study's file and its cases spelled out, by their paths in the results.
fn texts(loaded: &LoadedStudy) -> Vec<(String, String)> {
    let cases = loaded.cases.iter().flat_map(|(name, case)| resolved(case, &format!("{RESOLVED}/{name}")));
    std::iter::once((STUDY.to_owned(), loaded.text.clone())).chain(cases).collect()
}

/// What came of a study's runs.
pub(super) struct Ran {
    /// What they found, if they went through.
    pub(super) findings: Option<Findings>,
    /// Runs that were made.
    pub(super) made: usize,
    /// Replicates that failed.
    pub(super) failed: usize,
    /// How long it took.
    pub(super) seconds: f64,
    failure: Option<StoreError>,
    stopped: bool,
}

/// Runs a study.
pub(super) fn run(
    study: &Study,
    runs: usize,
    threads: usize,
    shard: Shard,
    kept: &Runs,
    manner: Manner,
) -> Ran {
    let stop = Arc::new(AtomicBool::new(false));
    listen_for_interruption(&stop);
    let (reporter, first) = (Reporter::new(runs, manner.quiet), AtomicBool::new(true));
    let tell = |progress: Progress| {
        if first.swap(false, Ordering::Relaxed) && kept.there == 0 {
            reporter.note(&estimate(progress, reporter.elapsed().as_secs_f64(), threads));
        }
        reporter.tell_runs(progress);
    };
    let runner = Runner::new(threads, runs, &stop, &tell).with_store(&kept.store).with_shard(shard);
    let findings = run_study(study, &runner);
    let (made, failed, failure) = (runner.runs(), runner.failed(), runner.into_failure());
    let seconds = reporter.end().as_secs_f64();
    Ran { findings, made, failed, seconds, failure, stopped: stop.load(Ordering::Relaxed) }
}

impl Ran {
    fn went_through(&self) -> bool {
        self.failure.is_none() && !self.stopped
    }

    /// Why there are no results, and how to come to them.
    pub(super) fn say_why_it_stopped(&self, runs: usize) -> Exit {
        let way = format!("finished runs are kept; to go on: {}", command_that_goes_on());
        match &self.failure {
            Some(error) => {
                complain(&error.to_string(), &[&way]);
                Exit::Failed
            }
            None => {
                say(&format!("stopped after {} of {}; {way}", self.made, count(runs, "run")));
                Exit::Interrupted
            }
        }
    }
}

/// What a part of the runs came to.
fn end_part(shard: Shard, made: usize, kept: &Runs, manner: Manner) -> Exit {
    if !manner.quiet {
        let none =
            if made == 0 { "; the study has fewer parts, or its parts hang on other runs" } else { "" };
        let folder = kept.store.folder().display();
        say(&format!("part {shard}: {} in {folder}{none}", count_are(made, "run")));
        say("next: when all parts are done, `wayfare study merge` with the same file and store");
    }
    Exit::Success
}

/// What all runs will take, from the first.
fn estimate(progress: Progress, seconds: f64, threads: usize) -> String {
    let all = seconds * progress.of_runs as f64 / threads as f64;
    format!(
        "the first run took {seconds:.1} seconds: all {} will take up to {}",
        progress.of_runs,
        about(all)
    )
}
