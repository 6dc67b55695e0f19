//! Whatever goes wrong on the way, the results are those of an undisturbed command, byte for byte.
//!
//! The suite kills a comparison and a study of each kind a few times. The long form kills a hundred times each a
//! comparison and studies, within minutes: `cargo test --release --test faults -- --ignored`

#![cfg(test)]
#![cfg(unix)]

mod bench;
mod bench_of_studies;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use tempfile::TempDir;
use wayfare::random::Key;

/// A comparison of two scenarios.
const COMPARISON: &[&str] = &["compare", "case", "--replicates", "12"];

/// A study of each kind; one of them in rounds and one in waves that depend on what came before.
const STUDIES: [&[&str]; 6] = [
    &["study", "sweep.toml"],
    &["study", "morris.toml"],
    &["study", "attribution.toml"],
    &["study", "robustness.toml"],
    &["study", "search.toml"],
    &["study", "calibration.toml"],
];

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The files of the undisturbed comparison.
fn undisturbed() -> &'static Files {
    static UNDISTURBED: OnceLock<Files> = OnceLock::new();
    UNDISTURBED.get_or_init(|| Bench::new().make().0)
}

/// A folder with a small case in it that runs in no time, and studies of another; and what is made of them.
struct Bench {
    dir: TempDir,
    order: &'static [&'static str],
}

impl Bench {
    fn new() -> Self {
        Self::of(COMPARISON)
    }

    fn of(order: &'static [&'static str]) -> Self {
        let bench = Self { dir: tempfile::tempdir().unwrap(), order };
        bench::copy_small(&bench.path("case"), 100);
        bench_of_studies::copy_studies(bench.dir.path());
        bench
    }

    /// The files of undisturbed results, and how long they took.
    fn make(&self) -> (Files, Duration) {
        let begun = Instant::now();
        self.ends_with(0, "results", &[]);
        let took = begun.elapsed();
        assert!(!self.path("results.runs").exists(), "runs are gone when the results are whole");
        let files = self.files("results");
        assert!(files.len() > 8, "{:?}", files.keys());
        (files, took)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The command, with its results in `into`.
    fn command(&self, into: &str, more: &[&str]) -> Command {
        let mut command = Command::cargo_bin("wayfare").unwrap();
        command.args(self.order).args(["-o", into]).args(more);
        command
            .current_dir(self.dir.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    /// What the command says when it ends as expected.
    fn ends_with(&self, code: i32, into: &str, more: &[&str]) -> String {
        said(code, self.command(into, more).output().unwrap())
    }

    /// The files of a results folder, those aside that tell when and how it was made.
    fn files(&self, folder: &str) -> Files {
        let root = self.path(folder);
        let (mut open, mut files) = (vec![root.clone()], BTreeMap::new());
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    files.insert(path.strip_prefix(&root).unwrap().to_owned(), fs::read(&path).unwrap());
                }
            }
        }
        files.remove(Path::new("ro-crate-metadata.json"));
        if let Some(manifest) = files.get_mut(Path::new("manifest.json")) {
            let mut json: Value = serde_json::from_slice(manifest).unwrap();
            for key in ["command", "duration_seconds"] {
                json.as_object_mut().unwrap().remove(key);
            }
            *manifest = json.to_string().into_bytes();
        }
        files
    }

    fn assert_undisturbed(&self, folder: &str) {
        self.assert_same(folder, undisturbed());
    }

    fn assert_same(&self, folder: &str, undisturbed: &Files) {
        let files = self.files(folder);
        assert!(files.keys().eq(undisturbed.keys()), "{:?}: {:?}", self.order, files.keys());
        for (file, bytes) in undisturbed {
            assert!(&files[file] == bytes, "{:?}: {} differs", self.order, file.display());
        }
    }

    fn segments(&self, store: &str) -> Vec<PathBuf> {
        let entries =
            fs::read_dir(self.path(store)).map(|entries| entries.map(|e| e.unwrap().path()).collect());
        entries.unwrap_or_default()
    }
}

fn said(code: i32, output: Output) -> String {
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{err}");
    err
}

/// Waits so long, and kills the child unless it has ended by itself.
fn kill_after(mut child: Child, wait: Duration) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < wait {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

/// Kills the same command again and again, at random moments; whenever it gets to its end all the same,
/// its results are looked at, and it begins anew.
fn kill(order: &'static [&'static str], times: u64) {
    let (undisturbed, took) = Bench::of(order).make();
    // A comparison may have left results of the replicates there were; a study leaves none before they are whole.
    let resume: &[&str] = if order == COMPARISON { &["--resume"] } else { &[] };
    let bench = Bench::of(order);
    let (mut killed, mut begun) = (0, 0);
    while killed < times {
        begun += 1;
        let wait = took.mul_f64(1.2 * Key::root(11).of(begun).uniform());
        if kill_after(bench.command("results", resume).spawn().unwrap(), wait) {
            killed += 1;
        } else {
            bench.assert_same("results", &undisturbed);
            fs::remove_dir_all(bench.path("results")).unwrap();
        }
    }
    bench.ends_with(0, "results", &[resume, &["--force"]].concat());
    bench.assert_same("results", &undisturbed);
    let left = fs::read_dir(bench.dir.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let left = left.filter(|name| name.to_string_lossy().starts_with('.')).count();
    assert_eq!(left, 0, "nothing is left behind");
    println!("{order:?}: killed {killed} times in {begun} attempts");
}

#[test]
fn a_comparison_killed_at_random_moments_ends_with_the_same_results() {
    kill(COMPARISON, 6);
}

#[test]
fn a_study_of_each_kind_killed_at_random_moments_ends_with_the_same_results() {
    STUDIES.iter().for_each(|study| kill(study, 3));
}

#[test]
#[ignore = "takes minutes"]
fn a_comparison_killed_a_hundred_times_ends_with_the_same_results() {
    kill(COMPARISON, 100);
}

#[test]
#[ignore = "takes minutes"]
fn studies_killed_a_hundred_times_end_with_the_same_results() {
    STUDIES.iter().for_each(|study| kill(study, 17));
}

#[test]
fn runs_are_left_where_they_are_wanted_and_not_made_again() {
    let bench = Bench::new();
    bench.ends_with(0, "kept", &["--keep-runs"]);
    assert_eq!(bench.segments("kept.runs").len(), 1, "many runs are in one file");
    let err = bench.ends_with(0, "again", &["--store", "kept.runs"]);
    assert!(err.contains("24 finished runs are in kept.runs"), "{err}");
    assert_eq!(bench.segments("kept.runs").len(), 1, "nothing was run");
    bench.assert_undisturbed("kept");
    bench.assert_undisturbed("again");
}

#[test]
fn two_commands_at_once_share_a_store() {
    let bench = Bench::new();
    let both = ["one", "two"].map(|into| bench.command(into, &["--store", "shared"]).spawn().unwrap());
    for child in both {
        said(0, child.wait_with_output().unwrap());
    }
    bench.assert_undisturbed("one");
    bench.assert_undisturbed("two");
}

#[test]
fn parts_make_the_results_of_the_whole() {
    let bench = Bench::new();
    let part = |part: &str| bench.ends_with(0, "merged", &["--store", "shared", "--shard", part]);
    part("1/3");
    part("3/3");
    let err = bench.ends_with(4, "merged", &["--store", "shared", "--merge"]);
    assert!(err.contains("4 of 12 replicates are not whole in shared: 1, 4, 7, 10"), "{err}");
    assert!(!bench.path("merged").exists());
    part("2/3");
    bench.ends_with(0, "merged", &["--store", "shared", "--merge"]);
    bench.assert_undisturbed("merged");
    assert_eq!(bench.segments("shared").len(), 1, "the parts' files were put together");
    bench.ends_with(0, "again", &["--store", "shared", "--merge"]);
    bench.assert_undisturbed("again");
}

/// A part can't know when all are precise enough, and makes its share of the most that were allowed; where
/// one command would have stopped, the merge stops.
#[test]
fn parts_with_a_precision_stop_where_one_command_does() {
    let bench = Bench::new();
    let order = |into: &str, more: &[&str]| {
        let wanted = ["--replicates", "30", "--precision", "1", "--fixed"];
        let mut command = Command::cargo_bin("wayfare").unwrap();
        command.args(["compare", "case", "-o", into]).args(wanted).args(more);
        said(0, command.current_dir(bench.dir.path()).stdout(Stdio::null()).output().unwrap());
    };
    order("one", &[]);
    ["2/2", "1/2"].iter().for_each(|part| order("merged", &["--store", "shared", "--shard", part]));
    order("merged", &["--store", "shared", "--merge"]);
    let manifest: Value =
        serde_json::from_slice(&fs::read(bench.path("merged/manifest.json")).unwrap()).unwrap();
    assert!(manifest["replicates"].as_u64().unwrap() < 30, "{manifest}");
    assert!(manifest["precision"]["reached"].as_bool().unwrap());
    assert!(
        bench.files("merged") == bench.files("one"),
        "the results of parts differ from those of one command"
    );
}

#[test]
fn a_full_disk_is_told_of_and_costs_no_finished_run() {
    let bench = Bench::new();
    bench.ends_with(0, "kept", &["--keep-runs"]);
    let whole = fs::metadata(&bench.segments("kept.runs")[0]).unwrap().len();
    // A POSIX shell counts in blocks of 512 bytes, some others in 1024.
    let blocks = whole / 1024 / 3;
    let command = bench.command("results", &[]);
    let mut limited = Command::new("sh");
    limited.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"]);
    limited.arg(command.get_program()).args(command.get_args()).current_dir(bench.dir.path());
    let err = said(1, limited.stdout(Stdio::null()).output().unwrap());
    assert!(err.contains("couldn't keep the runs in results.runs") && err.contains("--resume"), "{err}");
    assert!(!bench.path("results").exists());
    let err = bench.ends_with(0, "results", &["--resume"]);
    assert!(err.contains("finished runs are in results.runs"), "{err}");
    bench.assert_undisturbed("results");
}

#[test]
fn a_damaged_record_is_named_and_its_run_made_anew() {
    let bench = Bench::new();
    bench.ends_with(0, "kept", &["--keep-runs"]);
    let segment = &bench.segments("kept.runs")[0];
    let mut bytes = fs::read(segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(segment, bytes).unwrap();
    let err = bench.ends_with(0, "again", &["--store", "kept.runs"]);
    let name = segment.file_name().unwrap().to_str().unwrap();
    assert!(err.contains("warning: the record at byte") && err.contains(name), "{err}");
    bench.assert_undisturbed("again");
}

#[test]
fn an_interrupted_command_says_how_to_go_on_and_does() {
    let bench = Bench::new();
    let many = ["--jobs", "1", "--seed", "1"];
    let mut child = bench.command("results", &many).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains("replicate 1 of 12 done")));
    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let rest: Vec<String> = lines.collect();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest:?}");
    let says = rest.iter().find(|line| line.contains("to go on:")).unwrap();
    assert!(says.ends_with("-o results --jobs 1 --seed 1 --resume"), "{says}");
    bench.ends_with(2, "results", &many);
    bench.ends_with(0, "results", &["--resume"]);
    bench.assert_undisturbed("results");
    assert!(!bench.path("results.runs").exists());
}
