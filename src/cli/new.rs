//! `wayfare new`: a folder to start from.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::DirEntry;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::CASES;
use super::exit::Exit;
use super::reply::Reply;
use crate::levers;
use crate::scenario::{BASELINE, Input, cases_in, load_case, stated_parent};
use crate::units::Day;
use crate::world::{Calendar, Country, Leg, Scenario};

/// The policy file that a new folder gets.
pub(super) const MY_POLICY: &str = "my-policy.toml";

const POLICY_TEXT: &str = include_str!("my_policy.toml");

/// The lever of that policy.
const LEVER: &str = "border_effort";

/// Copies a case into a new folder and adds a policy to start from; all of it or nothing.
#[must_use]
pub(super) fn new(name: &Path, from: Option<&Path>, force: bool, colour: bool) -> Reply {
    let Some(from) = from else { return refusal("no case to start from is named", &start_from(name)) };
    if let Some((problem, way)) = objection(name, from, force) {
        return refusal(&format!("`{}` {problem}", name.display()), &way);
    }
    let case = match load_case(from) {
        Ok(case) => case,
        Err(problems) => return Reply::refusal(Exit::InvalidScenario, problems.render(colour)),
    };
    let policy = case.scenarios.first().map_or_else(String::new, policy_text);
    match case_files(from, &case.inputs).and_then(|files| build(name, from, &files, &policy)) {
        Ok(()) => Reply::data(next(name)),
        Err(why) => {
            let shown = name.display();
            Reply::refusal(Exit::Failed, format!("error: `{shown}` can't be made: {why}\n"))
        }
    }
}

fn refusal(problem: &str, way: &str) -> Reply {
    Reply::refusal(Exit::Usage, format!("error: {problem}\n   = {way}\n"))
}

/// How a folder is made of one of the cases that there are.
fn start_from(name: &Path) -> String {
    let cases = cases_in(Path::new(CASES));
    let there = if cases.is_empty() { "the folder of a case".into() } else { cases.join(", ") };
    format!("wayfare new {} --from <CASE>, and for the case: {there}", folder_name(name).display())
}

/// The name of a folder for what was named like a file.
fn folder_name(name: &Path) -> PathBuf {
    if is_named_as_file(name) { name.with_extension("") } else { name.into() }
}

fn is_named_as_file(name: &Path) -> bool {
    name.extension().is_some_and(|ending| ending == "toml")
}

/// Why no folder of a name can be made, if so, and what would be right.
fn objection(name: &Path, from: &Path, force: bool) -> Option<(&'static str, String)> {
    if is_named_as_file(name) {
        let way = format!("wayfare new {} --from {}", folder_name(name).display(), from.display());
        return Some(("is the name of a file, and what is made is a folder", way));
    }
    match name.exists() {
        false => None,
        true if !force => Some(("exists already", "choose another name, or replace it with --force".into())),
        true if replaceable(name, from) => None,
        true => Some(("is not a copy of a case, so it is not replaced", "choose another name".into())),
    }
}

/// Whether a folder is a case that is not the one copied from: nothing else is ever replaced.
fn replaceable(name: &Path, from: &Path) -> bool {
    let same = match (name.canonicalize(), from.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => true,
    };
    name.join(BASELINE).is_file() && !same
}

fn next(name: &Path) -> String {
    let shown = name.display();
    format!(
        "the folder {shown} is ready. Edit {}, then: wayfare check {shown}, and wayfare compare {shown}\n",
        name.join(MY_POLICY).display()
    )
}

/// The policy to start from, which changes something in whatever case it is put.
fn policy_text(baseline: &Scenario) -> String {
    let targets = levers::find(LEVER).map_or(&[][..], |lever| lever.text.targets);
    let targets: Vec<&str> = targets.iter().map(|kind| kind.key()).collect();
    POLICY_TEXT
        .replace("TARGETS", &targets.join(" or "))
        .replace("COUNTRY", most_in_control(baseline))
        .replace("FROM_DATE", &first_day(&baseline.calendar).to_string())
        .replace("END_DATE", &baseline.calendar.end.to_string())
}

/// The country that controls the most legs on which smugglers can be met by patrols.
fn most_in_control(scenario: &Scenario) -> &str {
    let met = |leg: &&Leg| leg.smuggled && leg.effort > 0.0;
    let controls = |(i, _): &(usize, &Country)| {
        scenario.legs.iter().filter(met).filter(|leg| leg.enforced_by.index() == *i).count()
    };
    // The first of those that control as many.
    let most = scenario.countries.iter().enumerate().rev().max_by_key(controls);
    most.map_or("", |(_, country)| country.id.as_str())
}

/// A month's first day after a quarter of the horizon: charts then show what was before.
fn first_day(calendar: &Calendar) -> Date {
    let quarter = calendar.date(Day(calendar.last_day().0 / 4));
    quarter.first_of_month().max(calendar.start)
}

/// Everything is made beside the place where it goes and moved there only when it is complete.
fn build(name: &Path, from: &Path, files: &BTreeSet<PathBuf>, policy: &str) -> io::Result<()> {
    let parent = name.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(parent)?;
    let draft = tempfile::Builder::new().prefix(".wayfare-new-").tempdir_in(parent)?;
    let folder = draft.path().join("new");
    std::fs::create_dir(&folder)?;
    for file in files {
        copy_file(&from.join(file), &folder.join(file), from)?;
    }
    if !folder.join(MY_POLICY).exists() {
        std::fs::write(folder.join(MY_POLICY), policy)?;
    }
    if name.exists() {
        std::fs::rename(name, draft.path().join("old"))?;
    }
    std::fs::rename(&folder, name).inspect_err(|_| {
        // Whatever the reason, what was there before comes back.
        let _ = std::fs::rename(draft.path().join("old"), name);
    })
}

/// The folder inside a copy for what the case extends outside its own folder.
const SHARED: &str = "shared";

/// Copies a file of the case `from`. What it extends outside that folder comes along, so that the copy is
/// whole wherever it lies.
fn copy_file(original: &Path, copy: &Path, from: &Path) -> io::Result<()> {
    let folder = copy.parent().unwrap_or(copy);
    std::fs::create_dir_all(folder)?;
    let Some((stated, parent)) = parent_outside(original, from) else {
        return std::fs::copy(original, copy).map(drop);
    };
    let name = parent.file_name().unwrap_or_default();
    std::fs::create_dir_all(folder.join(SHARED))?;
    std::fs::copy(&parent, folder.join(SHARED).join(name))?;
    let inside = format!("{SHARED}/{}", name.to_string_lossy());
    let moved = |line: &str| {
        if line.trim_start().starts_with("extends") { line.replace(&stated, &inside) } else { line.into() }
    };
    let text = std::fs::read_to_string(original)?;
    std::fs::write(copy, text.split_inclusive('\n').map(moved).collect::<String>())
}

/// What a scenario file extends, if that lies outside a folder: as it is named, and the file.
fn parent_outside(file: &Path, folder: &Path) -> Option<(String, PathBuf)> {
    let scenario = file.extension().is_some_and(|ending| ending == "toml");
    let stated = if scenario { stated_parent(file)? } else { return None };
    let parent = file.parent()?.join(&stated).canonicalize().ok()?;
    let outside = !parent.starts_with(folder.canonicalize().ok()?);
    outside.then_some((stated, parent))
}

/// The files that make a case, by their paths in its folder: the scenarios, tables and texts there, and
/// what scenarios name in folders inside it.
fn case_files(folder: &Path, inputs: &[Input]) -> io::Result<BTreeSet<PathBuf>> {
    let entries: Vec<DirEntry> = std::fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    let beside = entries.iter().filter(|entry| is_of_a_case(&entry.path()));
    let mut files: BTreeSet<PathBuf> = beside.map(|entry| entry.file_name().into()).collect();
    let whole = folder.canonicalize()?;
    for input in inputs {
        if let Ok(inside) = Path::new(&input.file).canonicalize()?.strip_prefix(&whole) {
            files.insert(inside.to_owned());
        }
    }
    Ok(files)
}

fn is_of_a_case(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    path.is_file() && ["toml", "csv", "md"].contains(&ending)
}
