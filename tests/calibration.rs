//! `wayfare study` with `kind = "calibration"`, from outside, on copies of the small world.

#![cfg(test)]

mod bench;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use tempfile::TempDir;

const STUDY: &str = r#"format = 1
kind = "calibration"
title = "Two worlds and a third"
fitted = ["first"]
held_out = ["second"]
points = 10
waves = 2
replicates = 1
checks = 2
discrepancy = 0.03
observation_error = 0.02

[sketch]
persons_per_agent = 20
period_days = 7
warm_up_days = 56

[[parameter]]
name = "capability.money_median"
range = [0.05, 2]

[[parameter]]
name = "route_choice.death_loss"
"#;

struct Bench {
    dir: TempDir,
}

impl Bench {
    /// Two cases, which are the same.
    fn new() -> Self {
        let bench = Self { dir: tempfile::tempdir().unwrap() };
        for case in ["first", "second"] {
            bench::copy_small(&bench.path(case), 1);
        }
        bench.write("study.toml", STUDY);
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("wayfare").unwrap();
        command.arg("study").args(arguments).current_dir(self.dir.path()).stdin(Stdio::null());
        command
    }

    fn study(&self, arguments: &[&str]) -> (String, String, Option<i32>) {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code())
    }

    /// Observes in both worlds what they come to as they are, times a multiple.
    fn observe_what_is_simulated(&self, multiple: f64) {
        let (out, err, code) = self.study(&["study.toml", "--json", "-q", "-o", "looked"]);
        assert_eq!(code, Some(0), "{err}");
        let json: Value = serde_json::from_str(&out).unwrap();
        let mut text = self.read("first/observations.csv");
        for row in json["misfits"].as_array().unwrap().iter().filter(|row| row["case"] == "first") {
            let value = row["as_it_is_q50"].as_f64().unwrap() * multiple;
            let own = text.lines().find(|line| line.starts_with(row["metric"].as_str().unwrap())).unwrap();
            let mut cells: Vec<String> = own.split(',').map(str::to_owned).collect();
            cells.splice(10..13, [value.to_string(), String::new(), String::new()]);
            text = text.replace(own, &cells.join(","));
        }
        ["first", "second"].iter().for_each(|case| self.write(&format!("{case}/observations.csv"), &text));
    }
}

#[test]
fn what_a_world_comes_to_gives_its_parameters_back_and_does_better_in_the_other() {
    let bench = Bench::new();
    bench.observe_what_is_simulated(1.0);
    let (out, err, code) = bench.study(&["study.toml", "--json", "-q", "-o", "found"]);
    assert_eq!(code, Some(0), "{err}");
    let json: Value = serde_json::from_str(&out).unwrap();
    let money = &json["posterior"][0];
    let number = |key: &str| money[key].as_f64().unwrap();
    assert_eq!(money["parameter"], "capability.money_median");
    assert!(number("kept_q05") <= number("as_it_is") && number("as_it_is") <= number("kept_q95"), "{money}");
    let width = |values: &str| (number(&format!("{values}_q95")) / number(&format!("{values}_q05"))).ln();
    // Two waves of ten points narrow it by a third to a half, with sketches of several kinds.
    assert!(width("kept") < 0.75 * width("prior"), "{money}");
    let error = |subject: &str, values: &str| {
        let rows = json["scores"].as_array().unwrap();
        let row = rows.iter().find(|row| row["subject"] == subject && row["values"] == values).unwrap();
        row["mean_absolute_log_error"].as_f64().unwrap()
    };
    for subject in ["first", "second", "held out"] {
        assert!(error(subject, "kept") < error(subject, "prior"), "{subject}");
        assert!(error(subject, "as_it_is") < 0.05, "{subject}");
    }
    let manifest = &json["manifest"];
    assert_eq!((manifest["seed"].as_u64(), manifest["kind"].as_str()), (Some(1), Some("calibration")));
    assert!(manifest["runs"].as_u64().unwrap() > 0 && !bench.path("found.runs").exists());
}

#[test]
fn what_the_world_can_never_be_leaves_nothing_plausible_and_says_why() {
    let bench = Bench::new();
    bench.observe_what_is_simulated(500.0);
    let (out, err, code) = bench.study(&["study.toml", "-o", "found"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("Nothing plausible is left of 20 points."), "{out}");
    assert!(out.contains("first outflow") && out.contains("which is no posterior"), "{out}");
    for chart in ["posterior", "calibration-errors"] {
        for ending in ["svg", "png", "csv", "txt"] {
            assert!(bench.path(&format!("found/charts/{chart}.{ending}")).exists(), "{chart}.{ending}");
        }
    }
    assert!(bench.read("found/charts/posterior.txt").contains("Nothing plausible is left"));
}

#[test]
fn whoever_is_stopped_goes_on_and_comes_to_the_same() {
    let bench = Bench::new();
    let mut child = bench.command(&["study.toml", "-q", "-o", "one", "--jobs", "1"]).spawn().unwrap();
    let finished = || {
        let files = fs::read_dir(bench.path("one.runs")).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum::<u64>()
    };
    // Some runs are there, of a few tens of kilobytes each.
    while finished() < 50_000 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(finished() > 0 && !bench.path("one").exists());
    let (_, err, code) = bench.study(&["study.toml", "-o", "one", "--jobs", "3"]);
    assert!(code == Some(0) && err.contains("finished runs are in one.runs"), "{err}");
    assert_eq!(bench.study(&["study.toml", "-q", "-o", "other", "--jobs", "1"]).2, Some(0));
    for table in ["posterior", "scores", "misfits", "points"] {
        let [one, other] = ["one", "other"].map(|folder| bench.read(&format!("{folder}/{table}.csv")));
        assert_eq!(one, other, "{table}");
    }
}

#[test]
fn what_it_would_cost_is_said_before() {
    let bench = Bench::new();
    let (out, _, code) = bench.study(&["study.toml", "--dry-run"]);
    assert!(code == Some(0) && out.contains("at most 96 runs") && out.contains("first-law"), "{out}");
    assert!(!bench.path("outputs").exists());
}
