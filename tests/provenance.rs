//! Results say where they came from, well enough to be made again to the byte from their folder alone.

#![cfg(test)]

mod bench;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use tempfile::TempDir;

const SKETCH: &str = "\n[sketch]\npersons_per_agent = 400\nperiod_days = 28\nwarm_up_days = 56\n";
const DEATHS: &str = "\n[[outcome]]\nindicator = \"deaths\"\n";
const SWEEP: &str = "kind = \"sweep\"\ncase = '../first' # beside this folder\nscenario = \"law\"\n
    [[lever]]\npolicy = \"law\"\nnumber = \"penalty_usd\"\nvalues = [5000, 80000]\n";
const ATTRIBUTION: &str = "kind = \"attribution\"\ncase = \"../second\"\nscenario = \"law\"\n";
const ALL_THAT_IS_UNCERTAIN: &str = "kind = \"robustness\"\ncase = \"../first\"\nfutures = 12\n";
const CALIBRATION: &str = "kind = \"calibration\"
    held_out = [
        \"../second\", # not fitted
    ]\nfitted = [\"../first\"]\npoints = 10\nwaves = 2\nchecks = 2\ndiscrepancy = 0.03\n
    [[parameter]]\nname = \"capability.money_median\"\nrange = [0.05, 2]\n";

/// A folder with results in it whose case is gone.
struct Bench {
    dir: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self::with_cases(&["case"]);
        let order =
            ["compare", "case", "-o", "results", "--replicates", "3", "--seed", "7", "--series", "csv"];
        bench.ends_with(0, &[&order[..], &["--without", "information"]].concat());
        fs::remove_dir_all(bench.path("case")).unwrap();
        bench
    }

    fn with_cases(names: &[&str]) -> Self {
        let bench = Self { dir: tempfile::tempdir().unwrap() };
        names.iter().for_each(|name| bench::copy_small(&bench.path(name), 100));
        bench
    }

    /// Results of one of the studies below, in another place, everything that they were made from being
    /// gone.
    fn of_study(text: &str) -> Self {
        let bench = Self::with_cases(&["first", "second"]);
        fs::create_dir(bench.path("studies")).unwrap();
        let head = "format = 1\ntitle = \"A study\" # of the small world\nreplicates = 1\n";
        fs::write(bench.path("studies/mine.toml"), format!("{head}{text}{SKETCH}")).unwrap();
        let order = ["study", "studies/mine.toml", "-o", "made", "--replicates", "2", "--seed", "5"];
        bench.ends_with(0, &order);
        bench.elsewhere("made")
    }

    /// A bench with nothing but a copy of results.
    fn elsewhere(self, results: &str) -> Self {
        let other = Self { dir: tempfile::tempdir().unwrap() };
        fs::rename(self.path(results), other.path("results")).unwrap();
        other
    }

    /// The action that the crate tells of: its name, and the files that it says were given.
    fn action(&self) -> (String, Vec<String>) {
        let described: Value = serde_json::from_str(&self.read("results/ro-crate-metadata.json")).unwrap();
        let graph = described["@graph"].as_array().unwrap();
        let action = graph.iter().find(|entity| entity["@type"] == "CreateAction").unwrap();
        let objects = action["object"].as_array().unwrap().iter();
        let files = objects.map(|file| file["@id"].as_str().unwrap().to_owned());
        (action["name"].as_str().unwrap().to_owned(), files.filter(|id| !id.starts_with('#')).collect())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// What the command prints when it ends as expected.
    fn ends_with(&self, code: i32, arguments: &[&str]) -> String {
        self.ends_saying(code, arguments).0
    }

    /// What is said of a command that makes no sense.
    fn is_refused(&self, arguments: &[&str]) -> String {
        self.ends_saying(2, arguments).1
    }

    fn ends_saying(&self, code: i32, arguments: &[&str]) -> (String, String) {
        let mut command = Command::cargo_bin("wayfare").unwrap();
        let Output { status, stdout, stderr } =
            command.args(arguments).current_dir(self.dir.path()).stdin(Stdio::null()).output().unwrap();
        let [out, err] = [stdout, stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(status.code(), Some(code), "{out}{err}");
        (out, err)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }
}

#[test]
fn results_are_made_again_to_the_byte_from_their_folder_alone() {
    let bench = Bench::new();
    let out = bench.ends_with(0, &["reproduce", "results", "-o", "again"]);
    assert!(!out.contains("DIFFERS") && out.contains("files came out the same"), "{out}");
    for file in ["manifest.json", "summary.csv", "observations.csv", "series.csv", "series.parquet"] {
        assert!(out.contains(&format!("{file:<32} same")), "{out}");
    }
    assert_eq!(fs::read_dir(bench.dir.path()).unwrap().count(), 2, "nothing else is left behind");
    assert_eq!(bench.read("results/observations.csv"), bench.read("again/observations.csv"));
    bench.ends_with(0, &["reproduce", "again"]);
}

#[test]
fn what_comes_out_otherwise_is_told_row_by_row() {
    let bench = Bench::new();
    let summary = bench.read("results/summary.csv");
    let third = summary.lines().nth(2).unwrap();
    fs::write(bench.path("results/summary.csv"), summary.replace(third, "somebody's wish")).unwrap();
    fs::remove_file(bench.path("results/charts/fees.svg")).unwrap();
    let out = bench.ends_with(1, &["reproduce", "results"]);
    assert!(out.contains("DIFFERS in 1 of") && out.contains("recorded  somebody's wish"), "{out}");
    assert!(out.contains(&format!("came      {third}")) && out.contains("NEW: it was not recorded"), "{out}");
    let json: Value = serde_json::from_str(&bench.ends_with(1, &["reproduce", "results", "--json"])).unwrap();
    let summary = json.as_array().unwrap().iter().find(|file| file["file"] == "summary.csv").unwrap();
    assert_eq!((&summary["verdict"], &summary["rows_differing"]), (&"differs".into(), &1.into()));
}

#[test]
fn a_scenario_that_was_changed_since_is_found_out() {
    let bench = Bench::new();
    let law = bench.read("results/resolved/law.toml");
    assert!(law.contains("penalty_usd = { value = 25000.0"), "{law}");
    let changed = law.replace("penalty_usd = { value = 25000.0", "penalty_usd = { value = 26000.0");
    fs::write(bench.path("results/resolved/law.toml"), changed).unwrap();
    let out = bench.ends_with(1, &["reproduce", "results"]);
    assert!(out.contains(&format!("{:<32} DIFFERS", "manifest.json")) && out.contains("\"digest\""), "{out}");
}

/// A study is made again from its folder alone, and what was changed in its table by hand is named.
fn is_made_again(kind: &str, text: &str, table: &str) {
    let bench = Bench::of_study(text);
    let (action, given) = bench.action();
    assert_eq!(action, format!("Study ({kind})"));
    assert!(given.contains(&"study.toml".to_owned()) && given.len() >= 3, "{given:?}");
    let out = bench.ends_with(0, &["reproduce", "results", "-o", "again"]);
    assert!(out.contains(&format!("{table:<32} same")) && out.contains("manifest.json"), "{out}");
    assert!(!out.contains("DIFFERS") && out.contains("files came out the same"), "{out}");
    assert_eq!(bench.read("results/study.toml"), bench.read("again/study.toml"));
    let rows = bench.read(&format!("results/{table}"));
    let last = rows.lines().last().unwrap();
    fs::write(bench.path(&format!("results/{table}")), rows.replace(last, "somebody's wish")).unwrap();
    let out = bench.ends_with(1, &["reproduce", "results"]);
    assert!(out.contains(&format!("{table:<32} DIFFERS")) && out.contains("somebody's wish"), "{out}");
}

#[test]
fn a_sweep_is_made_again_from_its_folder_alone() {
    is_made_again("sweep", &format!("{SWEEP}{DEATHS}"), "points.csv");
}

#[test]
fn an_attribution_is_made_again_from_its_folder_alone() {
    is_made_again("attribution", &format!("{ATTRIBUTION}{DEATHS}"), "attribution.csv");
}

#[test]
fn all_that_is_uncertain_is_so_again() {
    is_made_again("robustness", &format!("{ALL_THAT_IS_UNCERTAIN}{DEATHS}"), "futures.csv");
}

#[test]
fn a_calibration_is_made_again_from_its_folder_alone() {
    is_made_again("calibration", CALIBRATION, "misfits.csv");
}

#[test]
fn a_study_runs_from_the_file_in_its_results() {
    let bench = Bench::of_study(&format!("{SWEEP}{DEATHS}"));
    let text = bench.read("results/study.toml");
    assert!(text.contains("case = \"resolved/first\" # beside this folder"), "{text}");
    let order = ["study", "results/study.toml", "-o", "later", "--replicates", "2", "--seed", "5"];
    bench.ends_with(0, &order);
    assert_eq!(bench.read("results/outcomes.csv"), bench.read("later/outcomes.csv"));
}

#[test]
fn a_validation_is_made_again_to_the_byte_from_its_folder_alone() {
    let bench = Bench::with_cases(&["first", "second"]);
    bench.ends_with(0, &["validate", "first", "second", "--replicates", "3", "--seed", "9", "-o", "made"]);
    let bench = bench.elsewhere("made");
    let (action, given) = bench.action();
    assert!(action.starts_with("Validation"), "{action}");
    assert!(given.contains(&"resolved/second/baseline.toml".to_owned()), "{given:?}");
    let out = bench.ends_with(0, &["reproduce", "results", "-o", "again"]);
    for file in ["manifest.json", "validation.csv", "scores.csv"] {
        assert!(out.contains(&format!("{file:<32} same")), "{out}");
    }
    assert_eq!(fs::read_dir(bench.dir.path()).unwrap().count(), 2, "nothing else is left behind");
    let scores = bench.read("results/scores.csv");
    fs::write(bench.path("results/scores.csv"), scores.replace("all,", "none,")).unwrap();
    let out = bench.ends_with(1, &["reproduce", "results"]);
    assert!(out.contains(&format!("{:<32} DIFFERS", "scores.csv")), "{out}");
    let same = Bench::with_cases(&["first"]);
    same.ends_with(2, &["validate", "first", "first"]);
}

#[test]
fn what_does_not_hold_results_can_not_be_reproduced() {
    let bench = Bench::new();
    fs::create_dir(bench.path("thesis")).unwrap();
    bench.ends_with(2, &["reproduce", "thesis"]);
    bench.ends_with(2, &["reproduce", "results", "-o", "results"]);
    bench.ends_with(2, &["reproduce", "results", "--record"]);
    for others in [&["results", "results"][..], &["thesis", "results"]] {
        let said = bench.is_refused(&[&["reproduce"], others].concat());
        assert!(said.contains("`results` holds results") && said.contains("one folder at a time"), "{said}");
        assert!(said.contains("= wayfare reproduce results\n"), "{said}");
    }
    fs::write(bench.path("results/resolved/law.toml"), "format = 1\nlaw = true\n").unwrap();
    bench.ends_with(3, &["reproduce", "results"]);
}

#[test]
fn the_crate_names_every_file_and_the_manifest_what_made_it() {
    let bench = Bench::new();
    let described: Value = serde_json::from_str(&bench.read("results/ro-crate-metadata.json")).unwrap();
    let graph = described["@graph"].as_array().unwrap();
    let root = graph.iter().find(|entity| entity["@id"] == "./").unwrap();
    let parts: Vec<&str> =
        root["hasPart"].as_array().unwrap().iter().map(|part| part["@id"].as_str().unwrap()).collect();
    for file in ["manifest.json", "summary.csv", "resolved/law.toml", "charts/fees.png"] {
        assert!(parts.contains(&file), "{parts:?}");
    }
    assert!(parts.iter().all(|part| bench.path("results").join(part).is_file()));
    for key in ["name", "description", "datePublished", "license", "conformsTo"] {
        assert!(!root[key].is_null(), "{key}");
    }
    let manifest: Value = serde_json::from_str(&bench.read("results/manifest.json")).unwrap();
    for key in ["commit", "compiler", "target"] {
        assert!(manifest["build"][key].as_str().is_some_and(|text| text != "unknown"), "{key}");
    }
    assert!(!bench.read("results/ro-crate-metadata.json").contains(bench.dir.path().to_str().unwrap()));
}
