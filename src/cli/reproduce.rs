//! `wayfare reproduce`: frozen studies again, beside what they gave when they were recorded.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::exit::{Exit, complain, print, say};
use super::order::listen_for_interruption;
use super::results::reproduce_results;
use super::{Manner, ReproduceOptions, colored_messages};
use crate::experiment::Recipe;
use crate::report::{render_recorded, render_studies_json, render_study, render_study_markdown};
use crate::scenario::{EXPECTED, RECORDED, count};
use crate::verification::{Agreement, Repeated, STUDIES, Study, load_study, repeat, studies};

pub(super) fn reproduce(options: &ReproduceOptions, manner: Manner) -> Exit {
    let results = options.studies.iter().map(Path::new).find(|named| Recipe::is_in(named));
    match results {
        Some(folder) if options.studies.len() > 1 => refuse_company(folder),
        Some(_) if options.record || options.markdown => {
            let way = "without them, results are made again and compared with those in the folder";
            refuse("`--record` and `--markdown` go with studies, not with results", way)
        }
        Some(folder) => reproduce_results(folder, options, manner),
        None if options.output.is_some() || options.store.is_some() => {
            refuse("`--output` and `--store` go with one results folder", "a study writes nothing")
        }
        None => reproduce_studies(options, manner),
    }
}

fn refuse(problem: &str, way_out: &str) -> Exit {
    complain(problem, &[way_out]);
    Exit::Usage
}

/// Results are compared file by file and studies row by row: there is no one answer for both.
fn refuse_company(folder: &Path) -> Exit {
    let shown = folder.display();
    complain(
        &format!("`{shown}` holds results, and these are made again one folder at a time; nothing was run"),
        &[&format!("wayfare reproduce {shown}"), "only studies can be named together"],
    );
    Exit::Usage
}

fn reproduce_studies(options: &ReproduceOptions, manner: Manner) -> Exit {
    let folders = match folders(&options.studies) {
        Ok(folders) => folders,
        Err(exit) => return exit,
    };
    let stop = Arc::new(AtomicBool::new(false));
    listen_for_interruption(&stop);
    let mut done = Vec::new();
    for folder in &folders {
        let study = match load_study(folder) {
            Ok(study) => study,
            Err(problems) => {
                say(problems.render(colored_messages()).trim_end());
                return Exit::InvalidScenario;
            }
        };
        if manner.verbose {
            say(&format!("{}: {}", study.name, count(study.case.expectations.len(), "value")));
        }
        let Some(rows) = repeat(&study, options.jobs.number(), &stop) else { return Exit::Interrupted };
        if options.record
            && let Err(problem) = record(folder, &rows)
        {
            complain(&problem, &[]);
            return Exit::Failed;
        }
        if let Some(exit) = show(&study, &rows, options) {
            return exit;
        }
        done.push((study, rows));
    }
    end(&done, options, manner)
}

/// Shows a study as soon as it is done; gives how to end if nobody listens any more.
fn show(study: &Study, rows: &[Repeated], options: &ReproduceOptions) -> Option<Exit> {
    if options.json {
        return None;
    }
    let render = if options.markdown { render_study_markdown } else { render_study };
    let exit = print(&(render(study, rows) + "\n"), Exit::Success);
    (exit != Exit::Success).then_some(exit)
}

fn end(done: &[(Study, Vec<Repeated>)], options: &ReproduceOptions, manner: Manner) -> Exit {
    let differs = |row: &Repeated| matches!(row.agreement, Agreement::Differs(_));
    let all_same = options.record || !done.iter().flat_map(|(_, rows)| rows).any(differs);
    let exit = if all_same { Exit::Success } else { Exit::Failed };
    if options.json {
        return match render_studies_json(done) {
            Ok(text) => print(&(text + "\n"), exit),
            Err(error) => {
                complain(&format!("couldn't put the studies into JSON: {error}"), &[]);
                Exit::Failed
            }
        };
    }
    if !manner.quiet && !options.markdown {
        say("next: a study's README.md says what is a quantity, what a sign, and what was not available");
    }
    exit
}

/// The folders of the studies asked for; all that come with the program if none is named.
fn folders(names: &[String]) -> Result<Vec<PathBuf>, Exit> {
    let known = studies(Path::new(STUDIES));
    if names.is_empty() && known.is_empty() {
        complain(&format!("there are no studies in {STUDIES} here"), &["name a study's folder"]);
        return Err(Exit::Usage);
    }
    if names.is_empty() {
        return Ok(known);
    }
    names.iter().map(|name| folder(name, &known)).collect()
}

fn folder(name: &str, known: &[PathBuf]) -> Result<PathBuf, Exit> {
    let (named, shipped) = (PathBuf::from(name), Path::new(STUDIES).join(name));
    if let Some(folder) = [named, shipped].into_iter().find(|path| path.join(EXPECTED).is_file()) {
        return Ok(folder);
    }
    let names: Vec<String> = known
        .iter()
        .filter_map(|path| path.file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let near = crate::scenario::nearest(name, names.iter().map(String::as_str));
    let hint =
        near.map_or_else(|| format!("there are: {}", names.join(", ")), |n| format!("did you mean `{n}`?"));
    let problem = format!("`{name}` is no study (a folder with `{EXPECTED}`) and holds no results");
    complain(&problem, &[&hint]);
    Err(Exit::Usage)
}

/// Puts what came beside what is expected, whole or not at all.
fn record(folder: &Path, rows: &[Repeated]) -> Result<(), String> {
    let target = folder.join(RECORDED);
    let fail = |why: &dyn std::fmt::Display| format!("couldn't write {}: {why}", target.display());
    let text = render_recorded(rows).map_err(|why| fail(&why))?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|why| fail(&why))?;
    file.write_all(text.as_bytes()).map_err(|why| fail(&why))?;
    file.persist(&target).map_err(|why| fail(&why.error))?;
    Ok(())
}
