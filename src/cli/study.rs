//! `wayfare study`: a whole design of runs, from a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Map, Value};

use super::exit::{Exit, complain, print, say};
use super::farewell::command_line;
use super::order::{inputs, listen_for_interruption, refuse_folder, resolved};
use super::progress::{Reporter, about};
use super::runs::Runs;
use super::{Manner, StudyOptions, colored_messages, cores};
use crate::experiment::study::{Findings, Posterior, Runner, StudyManifest, Table, cost, run_study, tables};
use crate::experiment::{Folder, Progress, Shard, StoreError};
use crate::report;
use crate::scenario::study::{Design, LoadedStudy, Study};
use crate::scenario::{self};

pub(super) fn study(words: &[PathBuf], options: &StudyOptions, manner: Manner) -> Exit {
    match words {
        [file] => begin(file, options, manner),
        [word, file] if word.as_os_str() == "merge" && options.store.is_some() && options.shard.is_none() => {
            begin(file, options, manner)
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

fn begin(file: &Path, options: &StudyOptions, manner: Manner) -> Exit {
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
        Ok(runs) => carry_out(&loaded, file, runs, &target, options, manner),
        Err(exit) => exit,
    }
}

/// Finds out before the first run what it costs, and whether the results can be put where they shall
/// go.
fn make_sure_of(study: &Study, target: &Path, options: &StudyOptions) -> Result<usize, Exit> {
    let runs = cost(study);
    if runs > study.max_runs {
        let problem = format!(
            "the study would take {runs} runs; its `max_runs` is {}; nothing was run",
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
    checked.map(|()| runs).map_err(|error| refuse_folder(&error))
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
        "{}: {} ({})\n  {most}{runs} runs, {} replicates of each point from seed {}\n  scenarios: {}\n{outcomes}{sketch}\
         results would go to {}; nothing was run\n",
        study.name,
        study.title,
        study.kind(),
        study.replicates,
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
    file: &Path,
    runs: usize,
    target: &Path,
    options: &StudyOptions,
    manner: Manner,
) -> Exit {
    let study = &loaded.study;
    let stop = Arc::new(AtomicBool::new(false));
    listen_for_interruption(&stop);
    let threads = options.jobs.map_or_else(cores, usize::from);
    if !manner.quiet {
        say(&format!("{}{runs} runs, {threads} at once", at_most(study)));
    }
    let kept = match Runs::open(target, options.store.as_deref(), options.store.is_some(), manner) {
        Ok(kept) => kept,
        Err(exit) => return exit,
    };
    let (reporter, first) = (Reporter::new(runs, manner.quiet), AtomicBool::new(true));
    let tell = |progress: Progress| {
        if first.swap(false, Ordering::Relaxed) {
            reporter.note(&estimate(progress, reporter.elapsed().as_secs_f64(), threads));
        }
        reporter.tell_runs(progress);
    };
    let shard = options.shard.unwrap_or(Shard::WHOLE);
    let runner = Runner::new(threads, runs, &stop, &tell).with_store(&kept.store).with_shard(shard);
    let findings = run_study(study, &runner);
    let (made, failed, failure) = (runner.runs(), runner.failed(), runner.into_failure());
    let seconds = reporter.end().as_secs_f64();
    let Some(findings) = findings.filter(|_| options.shard.is_none()) else {
        let went_through = failure.is_none() && !stop.load(Ordering::Relaxed);
        let exit = match options.shard.filter(|_| went_through) {
            Some(shard) => end_part(shard, made, &kept, manner),
            None => stopped(failure.as_ref(), made, runs),
        };
        kept.leave_or_remove(false);
        return exit;
    };
    let manifest = StudyManifest {
        command: command_line(),
        runs: made,
        failed,
        inputs: inputs(&loaded.case),
        duration_seconds: (seconds * 10.0).round() / 10.0,
        ..StudyManifest::of(study)
    };
    let results =
        Results { loaded, findings: &findings, manifest: &manifest, tables: tables(&findings, study) };
    match results.write(file, target, options) {
        Ok(charts) => {
            kept.leave_or_remove(true);
            results.finish(target, &charts, options, manner)
        }
        Err(error) => {
            complain(&error, &[]);
            Exit::Failed
        }
    }
}

/// What a part of the runs came to.
fn end_part(shard: Shard, made: usize, kept: &Runs, manner: Manner) -> Exit {
    if !manner.quiet {
        say(&format!("part {shard}: {made} runs are in {}", kept.store.folder().display()));
        say("next: when all parts are done, `wayfare study merge` with the same file and store");
    }
    Exit::Success
}

/// Why there are no results, and how to come to them.
fn stopped(failure: Option<&StoreError>, made: usize, runs: usize) -> Exit {
    let way = format!("finished runs are kept; to go on: {}", command_line());
    match failure {
        Some(error) => {
            complain(&error.to_string(), &[&way]);
            Exit::Failed
        }
        None => {
            say(&format!("stopped after {made} of {runs} runs; {way}"));
            Exit::Interrupted
        }
    }
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

/// What a study came to, on its way out.
struct Results<'a> {
    loaded: &'a LoadedStudy,
    findings: &'a Findings,
    manifest: &'a StudyManifest,
    tables: Vec<Table>,
}

impl Results<'_> {
    /// Writes the results folder, and gives the charts' names.
    fn write(&self, file: &Path, target: &Path, options: &StudyOptions) -> Result<Vec<String>, String> {
        let shown = |error: &dyn std::fmt::Display| error.to_string();
        let folder = Folder::begin(target, options.force).map_err(|e| shown(&e))?;
        let put = |name: &str, text: &str| folder.put(name, text).map_err(|e| shown(&e));
        let manifest = serde_json::to_string_pretty(self.manifest).map_err(|e| shown(&e))?;
        put("manifest.json", &(manifest + "\n"))?;
        let own = std::fs::read_to_string(file).map_err(|e| shown(&e))?;
        put("study.toml", &own)?;
        for (name, text) in resolved(&self.loaded.case) {
            put(&format!("resolved/{name}.toml"), &text)?;
        }
        for table in &self.tables {
            put(&format!("{}.csv", table.name), &table.csv().map_err(|e| shown(&e))?)?;
        }
        let charts = folder.inside("charts").map_err(|e| shown(&e))?;
        let names = report::charts::write_study(self.findings, &self.loaded.study, &charts)
            .map_err(|e| format!("couldn't draw the charts: {e}; no results were left behind"))?;
        folder.publish().map_err(|e| shown(&e))?;
        Ok(names)
    }

    /// Prints the results, then where they are and what comes next.
    fn finish(&self, target: &Path, charts: &[String], options: &StudyOptions, manner: Manner) -> Exit {
        let exit = if self.manifest.failed > 0 { Exit::Incomplete } else { Exit::Success };
        let exit = match options.json {
            true => self.print_json(exit),
            false => print(&report::render_findings(self.findings, &self.loaded.study), exit),
        };
        if !manner.quiet {
            say(&self.farewell(target, charts));
        }
        if self.manifest.failed > 0 {
            complain(
                &format!("{} replicates failed and are missing from the results", self.manifest.failed),
                &[],
            );
        }
        exit
    }

    fn print_json(&self, exit: Exit) -> Exit {
        let part = |value: Result<Value, serde_json::Error>| value.unwrap_or(Value::Null);
        let mut all = Map::new();
        all.insert("manifest".into(), part(serde_json::to_value(self.manifest)));
        for table in &self.tables {
            all.insert(table.name.into(), part(serde_json::to_value(table)));
        }
        print(&format!("{:#}\n", Value::Object(all)), exit)
    }

    fn farewell(&self, target: &Path, charts: &[String]) -> String {
        let seconds = self.manifest.duration_seconds;
        let mut text = format!("\nresults in {} ({} of running)\n", target.display(), about(seconds));
        for chart in charts {
            let path: PathBuf = target.join("charts").join(format!("{chart}.svg"));
            text += &format!("  {}\n", path.display());
        }
        let policies = self.loaded.study.scenarios.iter().flat_map(|s| &s.policies);
        let next = match (self.findings, policies.last()) {
            (Findings::Sensitivity(found), _) if !found.factors.is_empty() => {
                let most = found.findings.iter().max_by(|a, b| a.size.weight().total_cmp(&b.size.weight()));
                let name = most.map_or_else(String::new, |f| found.factors[f.factor].name());
                explained(&name)
            }
            (Findings::Calibration(found), _) => {
                let width = |p: &&Posterior| p.shares[2] - p.shares[0];
                let narrowed = found.parameters.iter().min_by(|a, b| width(a).total_cmp(&width(b)));
                narrowed.map_or_else(String::new, |parameter| parameter.name.clone())
            }
            (_, Some(policy)) => policy.lever.to_owned(),
            _ => "deaths".into(),
        };
        text + &format!("next: wayfare explain {next}")
    }
}

/// What can be explained of an uncertain number: itself, or the number of a lever.
fn explained(name: &str) -> String {
    match name.starts_with("policy:") {
        true => name.rsplit('.').next().unwrap_or(name).to_owned(),
        false => name.to_owned(),
    }
}
