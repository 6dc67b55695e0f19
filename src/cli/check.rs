//! `wayfare check`: reads and judges, runs nothing.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::exit::Exit;
use super::reply::Reply;
use crate::scenario::{Problems, count_are, holds_scenarios, load_files, scenario_files};
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
                "\n{} fine. Next: wayfare compare {}",
                count_are(paths.len(), "scenario"),
                shown(files)
            );
            Reply { out, messages: case.warnings.render(colour), exit: Exit::Success }
        }
        Err(problems) => refusal(&problems, colour),
    }
}

fn refusal(problems: &Problems, colour: bool) -> Reply {
    Reply::refusal(Exit::InvalidScenario, problems.render(colour))
}

fn shown(files: &[PathBuf]) -> String {
    files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(" ")
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
