//! A calibration's file: several cases, and the parameters that they share.

use std::path::Path;

use super::designs::{Reader, report_twice};
use super::file::StudyFile;
use super::{Calibration, Design, Factor, FactorName, Sketch, Study, StudyCase, folder, folder_name};
use crate::catalogue::Parameter;
use crate::scenario::judge::Row;
use crate::scenario::parameters::short;
use crate::scenario::problems::{Problem, Problems};
use crate::scenario::source::Spot;
use crate::scenario::{LoadedCase, load_case};
use crate::world::Scenario;

/// The study, if all that it names is there. Its cases go to `all`.
pub(super) fn resolve(
    file: &StudyFile,
    path: &Path,
    all: &mut Vec<(String, LoadedCase)>,
    problems: &mut Problems,
) -> Option<Study> {
    let head = &file.head;
    let whole = |key: &str, otherwise: f64| head.number(key).unwrap_or(otherwise) as usize;
    let cases = cases(file, path, all, problems);
    // Columns and policies belong to a case; only numbers of mechanisms can be shared.
    let reader = Reader { file, scenarios: &[] };
    let mut parameters: Vec<Factor> = Vec::new();
    for row in file.section("parameter") {
        let Some(factor) = reader.factor(row, problems) else { continue };
        let is_twice = parameters.iter().any(|other: &Factor| other.name == factor.name);
        report_twice(is_twice, &factor.label(), row, "name", problems);
        parameters.extend(prior(factor, row, &cases, problems));
    }
    let design = Calibration {
        parameters,
        points: whole("points", 64.0),
        waves: whole("waves", 2.0),
        discrepancy: head.number("discrepancy")?,
        observation_error: head.number("observation_error").unwrap_or(0.1),
        cutoff: head.number("cutoff").unwrap_or(3.0),
        nearest: head.number("nearest").unwrap_or(0.1),
        checks: whole("checks", 8.0) as u32,
        cases,
    };
    Some(Study {
        name: path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
        title: head.text("title").to_owned(),
        question: head.text("question").to_owned(),
        scenarios: design.cases.iter().flat_map(named_by_case).collect(),
        outcomes: Vec::new(),
        replicates: whole("replicates", 4.0) as u32,
        seed: whole("seed", 1.0) as u64,
        max_runs: whole("max_runs", 1000.0),
        sketch: Sketch::of(file).words(),
        design: Design::Calibration(design),
    })
}

/// The scenarios of a case under names that tell which case they are of.
fn named_by_case(case: &StudyCase) -> impl Iterator<Item = Scenario> {
    case.scenarios.iter().map(|s| Scenario { name: format!("{}-{}", case.name, s.name), ..s.clone() })
}

fn cases(
    file: &StudyFile,
    path: &Path,
    all: &mut Vec<(String, LoadedCase)>,
    problems: &mut Problems,
) -> Vec<StudyCase> {
    let sketch = Sketch::of(file);
    if sketch.end.is_some() {
        let problem = Problem::error("cases of different years can't share an `end`");
        problems.push(problem.at(file.sketch.spot("end")).label("leave it out"));
    }
    let mut cases: Vec<StudyCase> = Vec::new();
    for (key, is_fitted) in [("fitted", true), ("held_out", false)] {
        for name in file.head.list(key) {
            let at = file.head.spot(key);
            let Some(loaded) = load(&folder(path, name), at, problems) else { continue };
            let mut case = case(folder_name(&folder(path, name)), &loaded, at, problems);
            case.is_fitted = is_fitted;
            case.scenarios.iter_mut().for_each(|scenario| coarsen(scenario, sketch));
            if cases.iter().any(|other| other.name == case.name) {
                let problem = Problem::error(format!("case `{}` is named twice", case.name));
                problems.push(problem.at(file.head.spot(key)).label("a case is fitted or held out, once"));
            }
            all.push((case.name.clone(), loaded));
            cases.push(case);
        }
    }
    if !cases.iter().any(|case| case.is_fitted) && !file.head.wrong.contains("fitted") {
        let problem = Problem::error("there is no case to fit").at(file.head.spot("fitted"));
        problems.push(problem.label("name the folder of at least one, as [\"../niger\"]"));
    }
    cases
}

/// Makes a scenario as coarse as the sketch says. Cases that are coarser already stay as they are.
fn coarsen(scenario: &mut Scenario, sketch: Sketch) {
    let calendar = &scenario.calendar;
    let own = Sketch {
        persons_per_agent: sketch.persons_per_agent.map(|x| x.max(scenario.persons_per_agent)),
        period_days: sketch.period_days.map(|days| days.max(f64::from(calendar.period_days))),
        warm_up_days: sketch.warm_up_days.map(|days| days.min(f64::from(calendar.warm_up_days))),
        end: None,
    };
    own.apply(scenario);
}

fn load(folder: &Path, at: &Spot, problems: &mut Problems) -> Option<LoadedCase> {
    if !folder.is_dir() {
        let problem = Problem::error(format!("there is no case `{}`", folder.display())).at(at);
        problems.push(problem.label("folders with a baseline.toml, from this file, as [\"../niger\"]"));
        return None;
    }
    load_case(folder).map_err(|of_case| problems.extend(of_case)).ok()
}

/// What happened in a case.
fn case(name: String, loaded: &LoadedCase, at: &Spot, problems: &mut Problems) -> StudyCase {
    let happened = loaded.scenarios.iter().filter(|scenario| scenario.has_happened());
    let scenarios: Vec<Scenario> = happened.cloned().collect();
    if scenarios.is_empty() {
        let problem = Problem::error(format!("nothing was observed in case `{name}`")).at(at);
        problems.push(problem.label("a case says what was observed in a table `observations`"));
    }
    StudyCase { name, scenarios, is_fitted: false }
}

/// A parameter with its range, if all cases share it.
fn prior(factor: Factor, row: &Row, cases: &[StudyCase], problems: &mut Problems) -> Option<Factor> {
    let FactorName::Parameter(parameter) = factor.name else { return None };
    let scenarios = || cases.iter().flat_map(|case| case.scenarios.iter().map(move |s| (case, s)));
    let (first, scenario) = scenarios().next()?;
    let value = |scenario: &Scenario| scenario.settings.number(parameter);
    let differs = |(_, other): &(&StudyCase, &Scenario)| value(other).to_bits() != value(scenario).to_bits();
    if let Some((case, other)) = scenarios().find(differs) {
        let (here, there) = (short(value(scenario)), short(value(other)));
        let message =
            format!("`{}` is {here} in {} and {there} in {}", factor.label(), first.name, case.name);
        let problem = Problem::error(message).at(row.spot("name"));
        problems.push(problem.label("only what all cases share can be calibrated"));
        return None;
    }
    if let Some((case, _)) = scenarios().find(|(_, s)| !s.with(parameter.owner)) {
        let message = format!("mechanism `{}` is switched off in {}", parameter.owner, case.name);
        problems.push(Problem::error(message).at(row.spot("name")).label("only what acts can be calibrated"));
        return None;
    }
    Some(Factor { range: Some(factor.range.unwrap_or_else(|| range(parameter, scenario))), ..factor })
}

/// The range that the cases state, or else the catalogue.
fn range(parameter: &'static Parameter, scenario: &Scenario) -> (f64, f64) {
    scenario.settings.get(parameter).and_then(|setting| setting.range).unwrap_or(parameter.range)
}
