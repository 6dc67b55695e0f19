//! Results say where they came from, well enough to be made again to the byte from their folder alone.

#![cfg(test)]

mod bench;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use tempfile::TempDir;

/// A folder with results in it whose case is gone.
struct Bench {
    dir: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { dir: tempfile::tempdir().unwrap() };
        bench::copy_small(&bench.path("case"), 100);
        let order =
            ["compare", "case", "-o", "results", "--replicates", "3", "--seed", "7", "--series", "csv"];
        bench.ends_with(0, &[&order[..], &["--without", "information"]].concat());
        fs::remove_dir_all(bench.path("case")).unwrap();
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// What the command prints when it ends as expected.
    fn ends_with(&self, code: i32, arguments: &[&str]) -> String {
        let mut command = Command::cargo_bin("wayfare").unwrap();
        let Output { status, stdout, stderr } =
            command.args(arguments).current_dir(self.dir.path()).stdin(Stdio::null()).output().unwrap();
        let [out, err] = [stdout, stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(status.code(), Some(code), "{out}{err}");
        out
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

#[test]
fn what_does_not_hold_results_can_not_be_reproduced() {
    let bench = Bench::new();
    fs::create_dir(bench.path("thesis")).unwrap();
    bench.ends_with(2, &["reproduce", "thesis"]);
    bench.ends_with(2, &["reproduce", "results", "-o", "results"]);
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
