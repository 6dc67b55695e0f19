//! The cases of natural experiments: each is whole, sourced, and sets nothing that all cases share.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use wayfare::experiment::{self, Design, Uncertainty};
use wayfare::scenario::{load_case, scenario_files, stated_parent, tables::TABLES};
use wayfare::verification::experiments::{self, ValidationRow, what_happened};

/// The parameters that a case may set: how firms compete and are paid, what posts ask, how effort is moved, and
/// the grid on which money is counted. They are no traits of people.
const OF_A_CASE: &[&str] = &[
    "pricing.conduct",
    "pricing.advance_share",
    "corruption.tied_bribe_usd",
    "corruption.cap_usd",
    "effort_allocation.rule",
    "capability.purse_bands_usd",
];

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The cases that ship with observations.
fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> =
        fs::read_dir(scenarios()).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.join("observations.csv").is_file());
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// The names of the parameters that a scenario file sets, as `mechanism.parameter`.
fn set_in(file: &Path) -> BTreeSet<String> {
    let table: toml::Table = fs::read_to_string(file).unwrap().parse().unwrap();
    let mechanisms = table.iter().filter(|(key, _)| wayfare::mechanisms::find(key).is_some());
    let of = |(mechanism, value): (&String, &toml::Value)| {
        let keys: Vec<String> =
            value.as_table().unwrap().keys().map(|key| format!("{mechanism}.{key}")).collect();
        keys
    };
    mechanisms.flat_map(of).collect()
}

/// The rows of a table as header and cells.
fn rows(file: &Path) -> (Vec<String>, Vec<csv::StringRecord>) {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (header, reader.records().map(Result::unwrap).collect())
}

fn column(file: &Path, name: &str) -> Vec<String> {
    let (header, records) = rows(file);
    let at = header.iter().position(|h| h == name).unwrap_or_else(|| panic!("{}: {name}", file.display()));
    records.iter().map(|record| record[at].to_owned()).collect()
}

/// What looks like the id of a fact: capitals, then letters, digits and low lines, with a digit in it.
fn ids_in(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let is_id = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            && word.chars().any(|c| c.is_ascii_digit())
    };
    // X3 to X10 are the names of the experiments themselves.
    words
        .filter(is_id)
        .filter(|word| !word.starts_with('X') || word.contains('_'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_case_is_valid_and_says_what_happened() {
    for case in cases() {
        let loaded = load_case(&case).unwrap_or_else(|p| panic!("{}:\n{}", case.display(), p.render(false)));
        assert!(!what_happened(loaded.scenarios).is_empty(), "{}", case.display());
        assert!(case.join("README.md").is_file(), "{}", case.display());
    }
}

#[test]
fn what_people_are_like_is_set_in_one_place() {
    let shared = set_in(&scenarios().join("assumptions.toml"));
    assert!(shared.len() > 20);
    for case in cases() {
        let parent = stated_parent(&case.join("baseline.toml"));
        assert_eq!(parent.as_deref(), Some("../assumptions.toml"), "{}", case.display());
        for file in scenario_files(&case) {
            for name in set_in(&file) {
                assert!(!shared.contains(&name), "{} sets {name}, which all cases share", file.display());
                assert!(OF_A_CASE.contains(&name.as_str()), "{} sets {name}", file.display());
            }
        }
    }
}

#[test]
fn every_fact_that_is_cited_is_there() {
    for case in cases() {
        let known: BTreeSet<String> = column(&case.join("facts.csv"), "id").into_iter().collect();
        let mut cited = column(&case.join("observations.csv"), "fact_ids");
        for file in ["sources", "places", "legs", "countries", "communities", "firm_types"] {
            cited.extend(column(&case.join(format!("{file}.csv")), "source"));
        }
        let names = scenario_files(&case);
        cited.extend(names.iter().map(|file| fs::read_to_string(file).unwrap()).flat_map(sources_of));
        for id in cited.iter().flat_map(|text| ids_in(text)) {
            // A range such as E10–E13 names its ends; years and paragraphs are none.
            assert!(known.contains(&id), "{}: no fact {id}", case.display());
        }
    }
}

/// The texts of `source = "…"` in a scenario file.
fn sources_of(text: String) -> Vec<String> {
    let quoted = |part: &str| part.split('"').next().unwrap_or_default().to_owned();
    text.split("source = \"").skip(1).map(quoted).collect()
}

#[test]
fn every_number_of_a_table_has_its_source() {
    for case in cases() {
        let (tables, columns) =
            (column(&case.join("sources.csv"), "table"), column(&case.join("sources.csv"), "column"));
        let sourced: BTreeSet<(String, String)> = tables.into_iter().zip(columns).collect();
        for table in TABLES.iter().filter(|t| !["sources", "observations", "series"].contains(&t.name)) {
            let file = case.join(format!("{}.csv", table.name));
            if !file.is_file() {
                continue;
            }
            let (header, records) = rows(&file);
            for field in table.columns.iter().filter(|f| !f.unit.is_empty()) {
                let at = header.iter().position(|h| h == field.name);
                let stated = at.is_some_and(|at| records.iter().any(|r| !["", "0"].contains(&&r[at])));
                let key = (table.name.to_owned(), field.name.to_owned());
                assert!(!stated || sourced.contains(&key), "{}: {key:?} has no source", case.display());
            }
        }
    }
}

fn wayfare(arguments: &[&str]) -> std::process::Output {
    Command::cargo_bin("wayfare")
        .unwrap()
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

#[test]
fn validate_prints_rows_and_writes_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    let case = dir.path().join("small");
    fs::create_dir(&case).unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small")).unwrap() {
        let file = entry.unwrap().path();
        let text =
            fs::read_to_string(&file).unwrap().replace("persons_per_agent = 1", "persons_per_agent = 20");
        fs::write(case.join(file.file_name().unwrap()), text).unwrap();
    }
    let (case, results) = (case.to_str().unwrap(), dir.path().join("results"));
    let more = ["--json", "-q", "-o", results.to_str().unwrap()];
    let output = wayfare(&[&["validate", case], &more[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &rows[0];
    for key in ["case", "metric", "observed", "q05", "q50", "q95", "sign_right", "covered"] {
        assert!(first.get(key).is_some(), "{key}: {first}");
    }
    assert_eq!(first["case"], "small");
    assert!(first["covered"].is_boolean() && first["q05"].as_f64() <= first["q95"].as_f64());
    for file in ["manifest.json", "validation.csv", "scores.csv", "validation.md", "charts/validation.svg"] {
        assert!(results.join(file).is_file(), "{file}");
    }
    assert_eq!(wayfare(&[&["validate", case], &more[..]].concat()).status.code(), Some(2), "results stay");
}

/// Between these marks the README holds what `validate` found.
const MARKS: (&str, &str) = ("<!-- validation: begin -->\n", "<!-- validation: end -->");

/// What stands before, between and after the marks.
fn parts(text: &str) -> (&str, &str, &str) {
    let (before, rest) = text.split_once(MARKS.0).unwrap();
    let (table, after) = rest.split_once(MARKS.1).unwrap();
    (before, table, after)
}

/// What `validate` writes, as the README shows it: the sums, and every metric for whoever opens it.
fn shown(found: &str) -> String {
    let (sums, metrics) = found.split_once("\n\n").unwrap();
    let summary = "<details>\n<summary>Every metric, misses included</summary>";
    format!("{sums}\n\n{summary}\n\n{}\n\n</details>\n", metrics.trim_end())
}

#[test]
fn the_table_in_the_readme_holds_every_metric_of_every_case() {
    let text = fs::read_to_string(readme()).unwrap();
    let (_, table, _) = parts(&text);
    for case in cases() {
        let name = case.file_name().unwrap().to_str().unwrap();
        for metric in column(&case.join("observations.csv"), "metric") {
            let line = format!("| {name} | {} |", metric.replace('_', " "));
            assert!(table.contains(&line), "not in the table: {line}");
        }
    }
}

/// Written with the table: what the table was made of, and what small runs of the same program gave.
fn trace_file() -> PathBuf {
    scenarios().join("validation-trace.csv")
}

/// One metric of a case over small runs: two of the first draw, fifty people to an agent.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Trace {
    case: String,
    metric: String,
    /// The digest of the scenario that happened, tables and all.
    scenario: String,
    simulated: Option<f64>,
}

fn trace(case: &Path) -> Vec<Trace> {
    let name = case.file_name().unwrap().to_str().unwrap();
    let mut happened = what_happened(load_case(case).unwrap().scenarios);
    let digests: BTreeMap<String, String> =
        happened.iter().map(|s| (s.name.clone(), s.digest.clone())).collect();
    happened.iter_mut().for_each(|scenario| scenario.persons_per_agent = 50.0);
    let design = Design {
        scenarios: happened,
        replicates: 2,
        seed: 1,
        jobs: 2,
        uncertainty: Uncertainty::Drawn,
        precision: None,
    };
    let ensemble = experiment::run(design, &AtomicBool::new(false), &|_| ());
    let of = |row: ValidationRow| Trace {
        scenario: digests[&row.scenario].clone(),
        case: row.case,
        metric: row.metric,
        simulated: row.q50,
    };
    experiments::rows(name, &ensemble).into_iter().map(of).collect()
}

/// Whether two values are the same but for what an exponential may differ by between machines: a choice in
/// a million that falls the other way, among few agents.
fn agree(recorded: Option<f64>, came: Option<f64>) -> bool {
    match (recorded, came) {
        (Some(recorded), Some(came)) => (recorded - came).abs() <= 0.02 * recorded.abs().max(came.abs()),
        (recorded, came) => recorded.is_none() && came.is_none(),
    }
}

#[test]
fn the_table_in_the_readme_is_of_todays_cases_and_program() {
    let recorded: Vec<Trace> =
        csv::Reader::from_path(trace_file()).unwrap().deserialize().map(Result::unwrap).collect();
    let came: Vec<Trace> = cases().iter().flat_map(|case| trace(case)).collect();
    let again = "the validation table is not current; to write it again: \
                 WAYFARE_WRITE=1 cargo test --release --test cases -- --ignored";
    assert_eq!(recorded.len(), came.len(), "{again}");
    for (recorded, came) in recorded.iter().zip(&came) {
        let same = (&recorded.case, &recorded.metric, &recorded.scenario)
            == (&came.case, &came.metric, &came.scenario)
            && agree(recorded.simulated, came.simulated);
        assert!(same, "{again}\nrecorded {recorded:?}\ncame     {came:?}");
    }
}

fn write_trace() {
    let mut writer = csv::Writer::from_path(trace_file()).unwrap();
    cases().iter().flat_map(|case| trace(case)).for_each(|row| writer.serialize(row).unwrap());
    writer.flush().unwrap();
}

#[test]
#[ignore = "takes minutes: runs every case; WAYFARE_WRITE=1 writes the table into the README"]
fn the_table_in_the_readme_is_that_of_validate() {
    let dir = tempfile::tempdir().unwrap();
    let results = dir.path().join("results");
    let output = wayfare(&["validate", "-q", "-o", results.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let found = shown(&fs::read_to_string(results.join("validation.md")).unwrap());
    let text = fs::read_to_string(readme()).unwrap();
    let (before, table, after) = parts(&text);
    if std::env::var_os("WAYFARE_WRITE").is_some() {
        fs::write(readme(), format!("{before}{}{found}{}{after}", MARKS.0, MARKS.1)).unwrap();
        write_trace();
    } else {
        assert_eq!(table, found);
    }
}

#[test]
fn validate_refuses_a_case_in_which_nothing_was_observed() {
    let output = wayfare(&["validate", "scenarios/emergence/tax"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing was observed"));
}
