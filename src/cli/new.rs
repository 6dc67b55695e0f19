//! `wayfare new`: a folder to start from.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::reply::Reply;
use crate::scenario::{BASELINE, load_case};

/// The policy file that a new folder gets.
pub(super) const MY_POLICY: &str = "my-policy.toml";

const POLICY_TEXT: &str = include_str!("my_policy.toml");

/// Copies a case into a new folder and adds a policy to start from; all of it or nothing.
#[must_use]
pub(super) fn new(name: &Path, from: &Path, force: bool, colour: bool) -> Reply {
    if name.exists() && !force {
        let shown = name.display();
        return Reply::refusal(
            Reply::USAGE,
            format!(
                "error: `{shown}` exists already\n   = choose another name, or replace it with --force\n"
            ),
        );
    }
    if name.exists() && !replaceable(name, from) {
        let shown = name.display();
        return Reply::refusal(
            Reply::USAGE,
            format!(
                "error: `{shown}` is not a copy of a case, so it is not replaced\n   = choose another name\n"
            ),
        );
    }
    let case = match load_case(from) {
        Ok(case) => case,
        Err(problems) => return Reply::refusal(Reply::INVALID, problems.render(colour)),
    };
    let policy = case.scenarios.first().map_or_else(String::new, policy_text);
    match build(name, from, &policy) {
        Ok(()) => Reply::data(next(name)),
        Err(why) => {
            let shown = name.display();
            Reply::refusal(Reply::FAILED, format!("error: `{shown}` can't be made: {why}\n"))
        }
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
        "{shown} is ready. Edit {}, then: wayfare check {shown}, and wayfare compare {shown}\n",
        name.join(MY_POLICY).display()
    )
}

/// The policy to start from, aimed at the case's first country and set within its horizon.
fn policy_text(baseline: &crate::world::Scenario) -> String {
    let country = baseline.countries.first().map_or("", |country| country.id.as_str());
    POLICY_TEXT
        .replace("COUNTRY", country)
        .replace("END_DATE", &baseline.calendar.end.to_string())
        .replace("DATE", &baseline.calendar.start.to_string())
}

/// Everything is made beside the place where it goes and moved there only when it is complete.
fn build(name: &Path, from: &Path, policy: &str) -> io::Result<()> {
    let parent = name.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(parent)?;
    let draft = tempfile::Builder::new().prefix(".wayfare-new-").tempdir_in(parent)?;
    let folder = draft.path().join("new");
    std::fs::create_dir(&folder)?;
    for file in case_files(from)? {
        std::fs::copy(&file, folder.join(file.file_name().unwrap_or_default()))?;
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

/// The files that make a case: scenarios, tables and texts.
fn case_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let wanted = |path: &PathBuf| {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        path.is_file() && ["toml", "csv", "md"].contains(&ending)
    };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(wanted);
    // The baseline first, so that a copy cut short is easy to tell.
    files.sort_by_key(|path| (path.file_name() != Some(OsStr::new(BASELINE)), path.clone()));
    Ok(files)
}
