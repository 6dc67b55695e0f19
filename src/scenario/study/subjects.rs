//! From names to what they name: scenarios, outcomes, and the parts that all kinds share.

use std::path::Path;

use super::designs;
use super::file::StudyFile;
use super::{Goal, Measure, Outcome, Sketch, Study};
use crate::catalogue::{Better, Indicator};
use crate::outcomes::{self, Scope};
use crate::scenario::LoadedCase;
use crate::scenario::judge::Row;
use crate::scenario::names::{Candidate, unknown};
use crate::scenario::problems::{Problem, Problems};
use crate::world::Scenario;

/// The study, if all that it names is there.
pub(super) fn resolve(
    file: &StudyFile,
    case: &LoadedCase,
    path: &Path,
    problems: &mut Problems,
) -> Option<Study> {
    let sketch = Sketch::of(file);
    let outcomes = outcomes(file, case.scenarios.first(), problems);
    let mut scenarios = scenarios(file, &case.scenarios, problems)?;
    report_sketch(&scenarios, sketch, file, problems);
    scenarios.iter_mut().for_each(|scenario| sketch.apply(scenario));
    let design = designs::resolve(file, &scenarios, problems);
    if file.kind.name == "search" {
        designs::report_harms(&outcomes, file, problems);
    }
    let whole = |key: &str, otherwise: f64| file.head.number(key).unwrap_or(otherwise);
    Some(Study {
        name: path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
        title: file.head.text("title").to_owned(),
        question: file.head.text("question").to_owned(),
        scenarios,
        outcomes,
        design: design?,
        replicates: whole("replicates", 4.0) as u32,
        seed: whole("seed", 1.0) as u64,
        max_runs: whole("max_runs", 1000.0) as usize,
        sketch: sketch.words(),
    })
}

/// The baseline, then those that are compared with it.
fn scenarios(file: &StudyFile, all: &[Scenario], problems: &mut Problems) -> Option<Vec<Scenario>> {
    if all.is_empty() {
        return None;
    }
    let head = &file.head;
    let baseline = if head.blank("baseline") { "baseline" } else { head.text("baseline") };
    let several = file.kind.fields.iter().any(|field| field.name == "scenarios");
    let key = if several { "scenarios" } else { "scenario" };
    let named: Vec<&str> = match (several, head.list(key)) {
        (true, list) if list.is_empty() => {
            all.iter().map(|s| s.name.as_str()).filter(|name| *name != baseline).collect()
        }
        (true, list) => list,
        (false, _) => vec![head.text(key)],
    };
    let known: Vec<Candidate> = all.iter().map(|s| Candidate::bare(&s.name)).collect();
    let mut find = |name: &str, key: &str| {
        let found = all.iter().find(|scenario| scenario.name == name);
        if found.is_none() && !name.is_empty() {
            problems.push(unknown("scenario", name, "", head.spot(key), &known));
        }
        found.cloned()
    };
    let first = find(baseline, "baseline");
    let others: Vec<Option<Scenario>> = named.iter().map(|name| find(name, key)).collect();
    let found: Option<Vec<Scenario>> = std::iter::once(first).chain(others).collect();
    let names: Vec<&str> = std::iter::once(baseline).chain(named).collect();
    if let Some(twice) =
        names.iter().enumerate().find_map(|(i, name)| names[..i].contains(name).then_some(name))
    {
        let problem = Problem::error(format!("scenario `{twice}` is named twice")).at(head.spot(key));
        problems.push(problem.label("each is compared with the baseline, once"));
    }
    found
}

fn report_sketch(scenarios: &[Scenario], sketch: Sketch, file: &StudyFile, problems: &mut Problems) {
    let Some(end) = sketch.end else { return };
    for scenario in scenarios {
        let calendar = &scenario.calendar;
        if end <= calendar.start || end > calendar.end {
            let message = format!("`end` is outside the time of scenario `{}`", scenario.name);
            let problem = Problem::error(message).at(file.sketch.spot("end"));
            problems.push(problem.label(format!("it runs from {} to {}", calendar.start, calendar.end)));
        }
    }
}

fn outcomes(file: &StudyFile, baseline: Option<&Scenario>, problems: &mut Problems) -> Vec<Outcome> {
    file.section("outcome").filter_map(|row| outcome(row, baseline, problems)).collect()
}

fn outcome(row: &Row, baseline: Option<&Scenario>, problems: &mut Problems) -> Option<Outcome> {
    let name = row.text("indicator");
    if name.is_empty() {
        return None;
    }
    let Some(indicator) = outcomes::find(name) else {
        let about = |i: &Indicator| Candidate { name: i.name.into(), about: i.meaning.into() };
        let known: Vec<Candidate> = outcomes::ALL.iter().map(about).collect();
        let problem = unknown("outcome", name, " in [[outcome]]", row.spot("indicator"), &known);
        problems.push(problem.help("see: wayfare list outcomes"));
        return None;
    };
    let label = if row.blank("scope") { "total" } else { row.text("scope") };
    let scope = scope(indicator, label, row, baseline?, problems)?;
    let goal = match (row.text("goal"), indicator.better) {
        ("less", _) | ("", Better::Lower) => Some(Goal::Less),
        ("more", _) | ("", Better::Higher) => Some(Goal::More),
        _ => None,
    };
    let measure = if row.text("measure") == "level" { Measure::Level } else { Measure::Change };
    let (at_most, at_least) = (row.number("at_most"), row.number("at_least"));
    Some(Outcome { indicator, scope, scope_label: label.to_owned(), goal, measure, at_most, at_least })
}

fn scope(
    indicator: &'static Indicator,
    label: &str,
    row: &Row,
    scenario: &Scenario,
    problems: &mut Problems,
) -> Option<Scope> {
    let recorded: Vec<Scope> =
        indicator.scopes.iter().flat_map(|&kind| outcomes::scopes_of(scenario, kind, &[])).collect();
    let found = recorded.iter().find(|scope| scope.label(scenario) == label).copied();
    if found.is_none() {
        let known: Vec<Candidate> =
            recorded.iter().map(|scope| Candidate::bare(&scope.label(scenario))).collect();
        let what = format!("scope of {}", indicator.name);
        problems.push(unknown(&what, label, " in [[outcome]]", row.spot("scope"), &known));
    }
    found
}
