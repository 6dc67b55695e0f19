//! `wayfare study`, from outside: every kind on the small world, what it writes and how it ends.

#![cfg(test)]

mod bench;
mod bench_of_studies;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use tempfile::TempDir;

/// The studies of the bench by name, one of each kind and method.
const STUDIES: [&str; 8] =
    ["sweep", "one-at-a-time", "morris", "sobol", "attribution", "mechanisms", "robustness", "search"];

/// The word under `kind` in a study's file.
fn word(kind: &str) -> &str {
    match kind {
        "one-at-a-time" | "morris" | "sobol" => "sensitivity",
        "mechanisms" => "attribution",
        other => other,
    }
}

struct Bench {
    dir: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { dir: tempfile::tempdir().unwrap() };
        bench_of_studies::copy_studies(bench.dir.path());
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Runs `study` of a file; output, messages and exit code.
    fn study(&self, arguments: &[&str]) -> (String, String, Option<i32>) {
        let output = Command::cargo_bin("wayfare")
            .unwrap()
            .arg("study")
            .args(arguments)
            .current_dir(self.dir.path())
            .env_remove("NO_COLOR")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code())
    }

    fn names(&self, folder: &str) -> BTreeSet<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }
}

fn tables(kind: &str) -> &'static [&'static str] {
    match word(kind) {
        "sweep" => &["points", "outcomes"],
        "sensitivity" => &["sensitivity"],
        "attribution" => &["attribution"],
        "robustness" => &["futures", "levels", "regret", "satisficing", "breaking"],
        _ => &["packages", "outcomes"],
    }
}

#[test]
fn every_kind_leaves_its_tables_and_charts_whatever_the_number_of_threads() {
    let bench = Bench::new();
    for kind in STUDIES {
        let file = format!("{kind}.toml");
        let (out, err, code) = bench.study(&[&file, "--jobs", "1"]);
        assert_eq!(code, Some(0), "{kind}\n{out}\n{err}");
        assert!(out.starts_with(&format!("Of {kind}")) && out.contains("A sketch, coarser"), "{out}");
        assert!(err.contains("runs, 1 at once") && err.contains("the first run took"), "{err}");
        assert!(err.trim_end().lines().last().unwrap().starts_with("next: wayfare explain "), "{err}");
        let again = format!("again-{kind}");
        assert_eq!(bench.study(&[&file, "--jobs", "3", "-q", "-o", &again]).2, Some(0));
        let folder = format!("outputs/study-{kind}");
        for table in tables(kind) {
            let (one, three) = (format!("{folder}/{table}.csv"), format!("{again}/{table}.csv"));
            assert!(bench.read(&one).lines().count() > 1 || *table == "breaking", "{kind}: {table}");
            assert_eq!(bench.read(&one), bench.read(&three), "{kind}: {table}");
        }
        let charts = bench.names(&format!("{folder}/charts"));
        assert!(!charts.is_empty() && charts.len().is_multiple_of(4), "{charts:?}");
        for picture in charts.iter().filter(|name| name.ends_with(".svg") || name.ends_with(".txt")) {
            assert!(!bench.read(&format!("{folder}/charts/{picture}")).contains("NaN"), "{kind}: {picture}");
        }
        let expected = ["manifest.json", "resolved", "study.toml"];
        assert!(expected.iter().all(|name| bench.names(&folder).contains(*name)));
    }
}

#[test]
fn of_one_run_no_error_is_promised() {
    let bench = Bench::new();
    for kind in ["sweep", "attribution", "search"] {
        let file = format!("{kind}.toml");
        let (out, _, _) = bench.study(&[&file, "--replicates", "1"]);
        assert!(out.contains("one run") && !out.contains('±'), "{out}");
        for picture in bench.names(&format!("outputs/study-{kind}/charts")) {
            if picture.ends_with(".svg") {
                let drawn = bench.read(&format!("outputs/study-{kind}/charts/{picture}"));
                assert!(!drawn.contains('±'), "{kind}: {picture}");
            }
        }
    }
}

#[test]
fn parts_add_up_from_none_to_the_whole() {
    let bench = Bench::new();
    for kind in ["attribution", "mechanisms"] {
        let (out, _, code) = bench.study(&[&format!("{kind}.toml"), "--json", "-q"]);
        assert_eq!(code, Some(0));
        let json: Value = serde_json::from_str(&out).unwrap();
        let rows = json["attribution"].as_array().unwrap();
        assert!(json["manifest"]["runs"].as_u64().unwrap() > 0);
        for outcome in ["deaths", "departures_smuggled"] {
            let lines: Vec<f64> = rows
                .iter()
                .filter(|row| row["indicator"] == outcome)
                .map(|row| row["change"].as_f64().unwrap())
                .collect();
            let (whole, parts) = lines.split_last().unwrap();
            assert!((parts.iter().sum::<f64>() - whole).abs() < 1e-6, "{kind} {outcome} {lines:?}");
        }
    }
}

#[test]
fn a_search_shows_harms_and_neighbours_and_keeps_within_its_runs() {
    let bench = Bench::new();
    let (out, _, code) = bench.study(&["search.toml", "--json", "-q"]);
    assert_eq!(code, Some(0));
    let json: Value = serde_json::from_str(&out).unwrap();
    assert!(json["manifest"]["runs"].as_u64().unwrap() <= 40, "{}", json["manifest"]["runs"]);
    let packages = json["packages"].as_array().unwrap();
    assert!(packages.iter().any(|package| package["on_front"] == true));
    assert!(packages.iter().all(|package| !package["neighbours"].as_str().unwrap().is_empty()));
    let (text, _, _) = bench.study(&["search.toml", "-q", "--force"]);
    assert!(
        text.contains("deaths, abuses and returns of those who fled") && text.contains("neighbours"),
        "{text}"
    );
}

#[test]
fn what_it_would_cost_is_said_and_kept_to() {
    let bench = Bench::new();
    let (out, _, code) = bench.study(&["sweep.toml", "--dry-run", "--replicates", "3", "--seed", "9"]);
    assert_eq!(code, Some(0));
    assert!(
        out.contains("15 runs, 3 replicates of each point from seed 9") && out.contains("nothing was run"),
        "{out}"
    );
    assert!(!bench.path("outputs").exists());
    let (_, err, code) = bench.study(&["sweep.toml", "--replicates", "300"]);
    assert!(code == Some(2) && err.contains("would take 1500 runs; its `max_runs` is 1000"), "{err}");
}

#[test]
fn results_are_not_run_over_and_wrong_files_run_nothing() {
    let bench = Bench::new();
    fs::create_dir(bench.path("mine")).unwrap();
    fs::write(bench.path("mine/thesis"), "").unwrap();
    let (_, err, code) = bench.study(&["attribution.toml", "-o", "mine"]);
    assert!(code == Some(2) && err.contains("mine exists already"), "{err}");
    let wrong = bench.read("sweep.toml").replace("penalty_usd", "penalty");
    fs::write(bench.path("wrong.toml"), wrong).unwrap();
    let (out, err, code) = bench.study(&["wrong.toml"]);
    assert!(code == Some(3) && out.is_empty() && err.contains("did you mean `penalty_usd`?"), "{err}");
}

#[test]
fn what_is_named_twice_or_has_nothing_to_search_is_refused() {
    let bench = Bench::new();
    let lever = "\n[[lever]]\npolicy = \"law\"\nnumber = \"penalty_usd\"\nvalues = [5000]\n";
    let parameter = "\n[[parameter]]\nname = \"route_choice.death_loss\"\n";
    let part = "\n[[part]]\nname = \"more\"\nmechanisms = [\"information\"]\n";
    let parts: String = (0..65).map(|i| part.replace("more", &format!("part {i}"))).collect();
    for (kind, more, said) in [
        ("sweep", lever, "`law: penalty_usd` is named twice"),
        ("morris", parameter, "`route_choice.death_loss` is named twice"),
        ("mechanisms", part, "`more` is named twice"),
        ("mechanisms", &parts, "more than 64 parts"),
        ("search", lever, "`law: penalty_usd` has one value only"),
    ] {
        fs::write(bench.path("wrong.toml"), bench.read(&format!("{kind}.toml")) + more).unwrap();
        let (out, err, code) = bench.study(&["wrong.toml"]);
        assert!(code == Some(3) && out.is_empty() && err.contains(said), "{said}: {err}");
    }
    let steps = |policy: &str, number: &str| {
        format!("[[lever]]\npolicy = \"{policy}\"\nnumber = \"{number}\"\nsteps = 1000\n\n")
    };
    let levers = steps("law", "penalty_usd")
        + &steps("law", "seizure_probability")
        + &steps("posts", "post_effectiveness");
    let all = bench.read("sweep.toml").split("[[lever]]").next().unwrap().to_owned() + &levers;
    fs::write(bench.path("huge.toml"), all).unwrap();
    let (_, err, code) = bench.study(&["huge.toml"]);
    assert!(code == Some(2) && err.contains("its `max_runs` is 1000"), "{err}");
}

/// The number that follows some words.
fn runs_made(said: &str, after: &str) -> usize {
    let rest = said.split_once(after).unwrap_or_else(|| panic!("{after} in {said}")).1;
    rest.split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
fn parts_made_apart_and_merged_are_what_one_command_makes() {
    let bench = Bench::new();
    for kind in ["sobol", "search"] {
        let file = format!("{kind}.toml");
        let made = ["2/3", "1/3", "3/3"].map(|part| {
            let (out, said, code) = bench.study(&[&file, "--store", "runs", "--shard", part]);
            assert_eq!((out.as_str(), code), ("", Some(0)), "{said}");
            runs_made(&said, &format!("part {part}: "))
        });
        if kind == "sobol" {
            assert!(made.iter().all(|&runs| runs > 0), "{made:?}");
            // What it costs is known beforehand: the parts share it, and none makes what another does.
            let said = bench.study(&[&file, "--dry-run"]).0;
            assert_eq!(made.iter().sum::<usize>(), runs_made(&said, "\n  "), "{made:?} {said}");
        }
        assert_eq!(bench.study(&["merge", &file, "--store", "runs", "-o", "merged", "-q"]).2, Some(0));
        assert_eq!(
            bench.study(&[&file, "--store", "runs", "--merge", "-o", "merged", "--force", "-q"]).2,
            Some(0)
        );
        assert_eq!(bench.study(&[&file, "-o", "alone", "-q"]).2, Some(0));
        for table in tables(kind) {
            let [merged, alone] =
                ["merged", "alone"].map(|folder| bench.read(&format!("{folder}/{table}.csv")));
            assert_eq!(merged, alone, "{kind}: {table}");
        }
        fs::remove_dir_all(bench.path("merged")).unwrap();
        fs::remove_dir_all(bench.path("alone")).unwrap();
    }
}

#[test]
fn a_merge_says_what_no_part_had_made_and_refuses_a_store_without_runs() {
    let bench = Bench::new();
    let (_, said, code) = bench.study(&["merge", "sweep.toml", "--store", "misspelt"]);
    assert!(code == Some(4) && said.contains("there are no runs in misspelt; nothing was run"), "{said}");
    let (_, said, _) = bench.study(&["sweep.toml", "--store", "runs", "--shard", "2/2"]);
    assert!(said.contains("part 2/2: 5 runs are in runs\n"), "{said}");
    let (_, said, _) = bench.study(&["sweep.toml", "--store", "runs", "--shard", "7/9"]);
    assert!(said.contains("part 7/9: 0 runs are in runs; the study has fewer parts"), "{said}");
    let (_, said, code) = bench.study(&["merge", "sweep.toml", "--store", "runs"]);
    assert!(code == Some(0) && said.contains("5 runs are of no part: the merge made them"), "{said}");
    assert_eq!(bench.names("runs").len(), 1, "the parts' files were put together");
    let (_, said, code) = bench.study(&["merge", "sweep.toml", "--store", "runs"]);
    assert!(code == Some(2) && !said.contains("--resume"), "a study has no such option: {said}");
}

#[test]
fn a_damaged_record_is_named_and_its_run_made_anew() {
    let bench = Bench::new();
    assert_eq!(bench.study(&["sweep.toml", "--store", "runs", "-o", "alone"]).2, Some(0));
    let file = format!("runs/{}", bench.names("runs").first().unwrap());
    let mut bytes = fs::read(bench.path(&file)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(bench.path(&file), bytes).unwrap();
    let (_, said, code) = bench.study(&["sweep.toml", "--store", "runs", "-o", "again"]);
    assert!(
        code == Some(0) && said.contains("warning: the record at byte") && said.contains(&file),
        "{said}"
    );
    assert_eq!(bench.read("again/points.csv"), bench.read("alone/points.csv"));
    assert_eq!(bench.read("again/outcomes.csv"), bench.read("alone/outcomes.csv"));
}

#[test]
fn a_merge_needs_the_store_and_one_study_is_made_at_a_time() {
    let bench = Bench::new();
    let (_, said, code) = bench.study(&["merge", "sweep.toml"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("needs the store"), "{said}");
    assert_eq!(bench.study(&["sweep.toml", "sobol.toml"]).2, Some(2));
    assert_eq!(bench.study(&["sweep.toml", "--shard", "1/2"]).2, Some(2));
}
