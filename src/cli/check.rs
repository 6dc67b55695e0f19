//! `wayfare check`: reads and judges, runs nothing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::reply::Reply;
use crate::scenario::{BASELINE, Problems, count_are, holds_scenarios, load_files, scenario_files};
use crate::world::{Policy, Scenario};

/// Judges files, and every scenario of folders.
#[must_use]
pub(super) fn check(files: &[PathBuf], colour: bool) -> Reply {
    let mut paths: Vec<PathBuf> = Vec::new();
    for file in files {
        if holds_scenarios(file) {
            paths.extend(scenario_files(file));
        } else {
            paths.push(file.clone());
        }
    }
    match load_files(&paths) {
        Ok(case) => {
            let mut out: String = case.scenarios.iter().map(summary).collect();
            let _ = writeln!(
                out,
                "\n{} fine. Next: wayfare {}",
                count_are(paths.len(), "scenario"),
                next(files, &paths)
            );
            Reply { out, messages: case.warnings.render(colour), exit: Exit::Success }
        }
        Err(problems) => refusal(&problems, colour),
    }
}

fn refusal(problems: &Problems, colour: bool) -> Reply {
    Reply::refusal(Exit::InvalidScenario, problems.render(colour))
}

/// What can be done with scenarios that were named as `named`: files are compared with each other, one
/// alone with the others of its case.
fn next(named: &[PathBuf], scenarios: &[PathBuf]) -> String {
    if named.len() > 1 && named == scenarios {
        let files: Vec<String> = named.iter().map(|file| file.display().to_string()).collect();
        return format!("compare {}", files.join(" "));
    }
    let Some(file) = scenarios.first() else { return "list cases".into() };
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match folder.join(BASELINE).is_file() {
        true => format!("compare {}", folder.display()),
        false => format!("run {}", file.display()),
    }
}

fn summary(scenario: &Scenario) -> String {
    let calendar = &scenario.calendar;
    let mut text = format!("{}: {}\n", scenario.name, scenario.title);
    let _ = writeln!(
        text,
        "  {} to {}; places: {}, legs: {}, communities: {}, pathways: {}",
        calendar.start,
        calendar.end,
        scenario.places.len(),
        scenario.legs.len(),
        scenario.communities.len(),
        scenario.pathways.len(),
    );
    for policy in &scenario.policies {
        let _ = writeln!(text, "  {}", policy_line(policy, scenario));
    }
    text
}

fn policy_line(policy: &Policy, scenario: &Scenario) -> String {
    let from = scenario.calendar.date(policy.from);
    let to = policy.to.map_or(String::new(), |to| format!(" to {}", scenario.calendar.date(to)));
    format!("policy \"{}\": {} from {from}{to}", policy.name, policy.lever)
}
