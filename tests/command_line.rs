//! The command line, from outside: what is printed where, what is written, and how it ends.

#![cfg(test)]

mod bench;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use tempfile::TempDir;

fn wayfare(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("wayfare").unwrap();
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    command
}

fn output(arguments: &[&str]) -> Output {
    wayfare(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs it and fails unless it ends with the expected code.
fn ends_with(code: i32, arguments: &[&str]) -> (String, String) {
    let output = output(arguments);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "wayfare {}\n{out}\n{err}", arguments.join(" "));
    (out, err)
}

/// A folder for a test, with the small case in it on a scale that runs in no time.
struct Bench {
    dir: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { dir: tempfile::tempdir().unwrap() };
        bench::copy_small(&bench.path("case"), 20);
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn shown(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// `compare` of the case into a folder.
    fn compare(&self, into: &str, more: &[&str]) -> (String, String) {
        let (case, into) = (self.shown("case"), self.shown(into));
        ends_with(0, &[&["compare", &case, "-o", &into], more].concat())
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn names(&self, folder: &str) -> BTreeSet<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column(rows: &[Vec<String>], name: &str) -> usize {
    rows[0].iter().position(|cell| cell == name).unwrap()
}

#[test]
fn compare_leaves_the_folder_that_others_rely_on() {
    let bench = Bench::new();
    let (out, err) = bench.compare("results", &["--replicates", "2"]);
    assert!(out.contains("law") && !out.contains("error"), "{out}");
    assert!(err.contains("results in") && err.contains("next: wayfare"), "{err}");
    let files = ["charts", "differences.csv", "manifest.json", "resolved", "series.parquet", "summary.csv"];
    assert!(bench.names("results").is_superset(&files.map(String::from).into()));
    assert_eq!(bench.names("results/resolved"), ["baseline.toml", "law.toml"].map(String::from).into());
    let charts = bench.names("results/charts");
    let names: BTreeSet<&str> = charts.iter().map(|file| file.rsplit_once('.').unwrap().0).collect();
    assert!(names.len() >= 4, "{names:?}");
    for name in names {
        for ending in ["svg", "png", "csv", "txt"] {
            let size = fs::metadata(bench.path(&format!("results/charts/{name}.{ending}"))).unwrap().len();
            assert!(size > 40, "{name}.{ending} has {size} bytes");
        }
    }
    assert_eq!(bench.names(".").len(), 2, "nothing else is left behind");
}

#[test]
fn tables_have_the_columns_that_others_rely_on() {
    let bench = Bench::new();
    bench.compare("results", &["--replicates", "2", "--series", "csv"]);
    let header = |file: &str| rows(&bench.read(file))[0].join(", ");
    let summary = "scenario, indicator, unit, scope, mean, q05, q50, q95, replicates, draws, share_chance, \
                   share_chance_low, share_chance_high";
    assert_eq!(header("results/summary.csv"), summary);
    let differences = "scenario, baseline, indicator, unit, scope, mean, q05, q50, q95, relative_mean, share_below, \
                       share_above, replicates, draws, share_chance, share_chance_low, share_chance_high";
    assert_eq!(header("results/differences.csv"), differences);
    let series = "scenario, replicate, period_start, indicator, place, leg, country, group, value, unit";
    assert_eq!(header("results/series.csv"), series);
    let scopes: BTreeSet<String> =
        rows(&bench.read("results/summary.csv")).iter().map(|r| r[3].clone()).collect();
    for scope in ["total", "country:HLA", "place:hubton", "leg:edge-dton"] {
        assert!(scopes.contains(scope), "{scope}");
    }
}

#[test]
fn ranges_are_given_from_twenty_replicates_on() {
    let bench = Bench::new();
    let (few, _) = bench.compare("few", &["--replicates", "2"]);
    assert!(few.contains("too few for ranges"), "{few}");
    let (many, _) = bench.compare("many", &["--replicates", "20"]);
    assert!(!many.contains("too few for ranges"), "{many}");
    for (folder, ranged) in [("few", false), ("many", true)] {
        for table in ["summary.csv", "differences.csv"] {
            let rows = rows(&bench.read(&format!("{folder}/{table}")));
            let (indicator, scope, q05) =
                (column(&rows, "indicator"), column(&rows, "scope"), column(&rows, "q05"));
            let attempts = rows.iter().filter(|r| r[indicator] == "attempts" && r[scope] == "total");
            let cells: Vec<bool> = attempts.map(|r| r[q05].parse::<f64>().is_ok()).collect();
            assert!(!cells.is_empty() && cells.iter().all(|filled| *filled == ranged), "{folder}/{table}");
        }
    }
}

#[test]
fn json_is_one_object_on_the_standard_output() {
    let bench = Bench::new();
    let (out, _) = bench.compare("results", &["--replicates", "2", "--json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["manifest", "summary", "differences"]);
    assert_eq!(value["manifest"]["replicates"], 2);
    assert!(value["differences"].as_array().is_some_and(|rows| !rows.is_empty()));
}

#[test]
fn nothing_that_is_written_tells_of_the_machine() {
    let bench = Bench::new();
    bench.compare("results", &["--replicates", "2"]);
    let here = bench.dir.path().to_str().unwrap();
    for file in ["manifest.json", "summary.csv", "resolved/law.toml"] {
        assert!(!bench.read(&format!("results/{file}")).contains(here), "{file}");
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let bench = Bench::new();
    let (out, _) = bench.compare("results", &["--dry-run", "--replicates", "3"]);
    assert!(out.contains("6 runs") && out.contains("nothing was run"), "{out}");
    assert_eq!(bench.names("."), ["case".to_owned()].into());
}

#[test]
fn earlier_results_are_replaced_only_by_force() {
    let bench = Bench::new();
    let (case, results) = (bench.shown("case"), bench.shown("results"));
    bench.compare("results", &["--replicates", "1"]);
    fs::write(bench.path("results/mine"), "kept").unwrap();
    let before = bench.read("results/summary.csv");
    let again = ["compare", &case, "-o", &results, "--replicates", "2"];
    let (out, err) = ends_with(2, &again);
    assert!(out.is_empty() && err.contains("exists already") && err.contains("--force"), "{err}");
    assert_eq!(
        (bench.read("results/summary.csv"), bench.read("results/mine")),
        (before.clone(), "kept".into())
    );
    ends_with(0, &[&again[..], &["--force"]].concat());
    assert_ne!(bench.read("results/summary.csv"), before);
    assert!(!bench.path("results/mine").exists());
}

#[test]
fn force_spares_a_folder_that_holds_something_else() {
    let bench = Bench::new();
    fs::create_dir(bench.path("thesis")).unwrap();
    fs::write(bench.path("thesis/chapter"), "long").unwrap();
    // Other programs call their files so too.
    fs::write(bench.path("thesis/manifest.json"), "{\"name\": \"thesis\"}").unwrap();
    ends_with(
        2,
        &["compare", &bench.shown("case"), "-o", &bench.shown("thesis"), "--force", "--replicates", "1"],
    );
    assert_eq!(bench.read("thesis/chapter"), "long");
}

#[test]
fn results_that_have_no_place_are_refused_before_anything_is_run() {
    let bench = Bench::new();
    for more in [&["-o", "."][..], &["-o", "results", "--store", "results/runs"]] {
        let mut command = wayfare(&[&["compare", &bench.shown("case"), "--replicates", "1"], more].concat());
        let output = command.current_dir(bench.path("")).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains("nothing was run"), "{said}");
        assert!(!said.contains("replicate 1"), "{said}");
    }
}

/// The cells of a column in the rows about the whole of an indicator.
fn cells_of(rows: &[Vec<String>], indicator: &str, name: &str) -> Vec<String> {
    let (of, scope, cell) = (column(rows, "indicator"), column(rows, "scope"), column(rows, name));
    rows.iter().filter(|r| r[of] == indicator && r[scope] == "total").map(|r| r[cell].clone()).collect()
}

#[test]
fn what_is_not_known_is_drawn_unless_it_is_fixed() {
    let bench = Bench::new();
    let (drawn, _) = bench.compare("drawn", &["--replicates", "20"]);
    let (fixed, _) = bench.compare("fixed", &["--replicates", "20", "--fixed"]);
    assert!(drawn.contains("chance and not knowing") && drawn.contains("10 times"), "{drawn}");
    assert!(fixed.contains("They tell chance only") && !fixed.contains("not knowing"), "{fixed}");
    for table in ["summary.csv", "differences.csv"] {
        let of = |folder: &str| rows(&bench.read(&format!("{folder}/{table}")));
        let (drawn, fixed) = (of("drawn"), of("fixed"));
        assert!(cells_of(&drawn, "attempts", "draws").iter().all(|cell| cell == "10"));
        assert!(cells_of(&fixed, "attempts", "draws").iter().all(|cell| cell == "0"));
        let share = |rows| cells_of(rows, "attempts", "share_chance");
        assert!(share(&drawn).iter().all(|cell| (0.0..=1.0).contains(&cell.parse::<f64>().unwrap())));
        assert!(share(&fixed).iter().all(String::is_empty));
    }
    let note = |folder: &str| -> Value {
        serde_json::from_str(&bench.read(&format!("{folder}/manifest.json"))).unwrap()
    };
    assert_eq!(note("drawn")["uncertainty"]["draws"], 10);
    assert_eq!(note("fixed")["uncertainty"]["drawn"], false);
    let draws = rows(&bench.read("drawn/draws.csv"));
    assert_eq!(draws[0].join(","), "draw,number,scenario,low,high,value");
    let of_all = draws.iter().filter(|row| row[2].is_empty()).count() as u64;
    assert_eq!(of_all, 10 * note("drawn")["uncertainty"]["numbers"].as_u64().unwrap());
    assert!(draws.iter().any(|row| row[1].starts_with("policy:") && row[2] == "law"));
    assert!(!bench.path("fixed/draws.csv").exists());
}

#[test]
fn more_replicates_extend_the_draws_and_redraw_none() {
    let bench = Bench::new();
    bench.compare("few", &["--replicates", "3", "--series", "csv"]);
    bench.compare("more", &["--replicates", "6", "--series", "csv", "--jobs", "2"]);
    let series = |folder: &str| {
        let mut rows = rows(&bench.read(&format!("{folder}/series.csv")));
        rows.retain(|row| row[1].parse::<u32>().is_ok_and(|replicate| replicate < 3));
        rows
    };
    assert_eq!(series("few"), series("more"));
    assert!(bench.read("more/draws.csv").starts_with(&bench.read("few/draws.csv")));
}

#[test]
fn a_wanted_precision_ends_the_runs_or_is_said_not_to_be_reached() {
    let bench = Bench::new();
    let (rough, _) = bench.compare("rough", &["--precision", "1", "--replicates", "40"]);
    let manifest: Value = serde_json::from_str(&bench.read("rough/manifest.json")).unwrap();
    let reached = manifest["precision"]["reached"].as_bool().unwrap();
    assert_eq!(reached, rough.contains("All main differences are known"), "{rough}");
    assert!(reached || manifest["replicates"] == 40, "{rough}");
    let (fine, _) = bench.compare("fine", &["--precision", "0.000001", "--replicates", "4"]);
    assert!(fine.contains("Not known to ±") && fine.contains("  law: "), "{fine}");
    ends_with(2, &["compare", &bench.shown("case"), "--precision", "0"]);
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    let bench = Bench::new();
    bench.compare("one", &["--replicates", "4", "--jobs", "1"]);
    bench.compare("two", &["--replicates", "4", "--jobs", "2"]);
    for file in ["series.parquet", "summary.csv", "differences.csv", "draws.csv"] {
        let bytes = |folder: &str| fs::read(bench.path(&format!("{folder}/{file}"))).unwrap();
        assert!(bytes("one") == bytes("two"), "{file}");
    }
}

#[test]
fn resolved_scenarios_give_the_same_results_again() {
    let bench = Bench::new();
    bench.compare("results", &["--replicates", "2"]);
    let files = ["baseline", "law"].map(|name| bench.shown(&format!("results/resolved/{name}.toml")));
    let again = bench.shown("again");
    ends_with(0, &["compare", &files[0], &files[1], "-o", &again, "--replicates", "2"]);
    assert_eq!(bench.read("results/summary.csv"), bench.read("again/summary.csv"));
    assert_eq!(bench.read("results/differences.csv"), bench.read("again/differences.csv"));
}

#[test]
fn run_runs_one_scenario() {
    let bench = Bench::new();
    let (law, results) = (bench.shown("case/law.toml"), bench.shown("results"));
    let (out, _) = ends_with(0, &["run", &law, "-o", &results, "--replicates", "1", "-q"]);
    assert!(out.contains("attempts") || out.contains("journeys"), "{out}");
    let rows = rows(&bench.read("results/summary.csv"));
    assert!(rows[1..].iter().all(|row| row[0] == "law"));
}

#[test]
fn a_mechanism_switched_off_on_the_command_line_is_off_as_in_a_file() {
    let bench = Bench::new();
    bench.compare("option", &["--replicates", "1", "--without", "harm,information"]);
    let file = bench.path("case/baseline.toml");
    let stated = format!("without = [\"information\", \"harm\"]\n{}", fs::read_to_string(&file).unwrap());
    fs::write(&file, stated).unwrap();
    bench.compare("file", &["--replicates", "1"]);
    assert_eq!(bench.read("option/summary.csv"), bench.read("file/summary.csv"));
    let resolved = bench.read("option/resolved/law.toml");
    assert!(resolved.contains("without = [\"information\", \"harm\"] # command line"), "{resolved}");
}

#[test]
fn a_command_that_makes_no_sense_ends_with_2() {
    for arguments in [
        &["simulate"][..],
        &[],
        &["compare"],
        &["compare", "scenarios/niger", "--replicates", "0"],
        &["compare", "scenarios/niger", "--without", "consolidatoin"],
        &["compare", "scenarios/niger", "--without", "route_choice"],
        &["compare", "scenarios/niger", "--baseline", "nobody", "--dry-run"],
        &["explain", "border_effrt"],
        &["list", "everything"],
    ] {
        let (out, err) = ends_with(2, arguments);
        assert!(out.is_empty() && !err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn an_invalid_scenario_ends_with_3_and_all_its_problems() {
    let bench = Bench::new();
    let law = bench.read("case/law.toml");
    let law = law.replace("patrol_intensity", "patrol_intensty").replace("\"HLA\"", "\"HLB\"");
    fs::write(bench.path("case/law.toml"), law).unwrap();
    let results = bench.shown("results");
    for arguments in [
        &["compare", &bench.shown("case"), "-o", &results][..],
        &["run", &bench.shown("case/law.toml"), "-o", &results],
        &["check", &bench.shown("case")],
    ] {
        let (out, err) = ends_with(3, arguments);
        assert!(out.is_empty(), "{out}");
        assert!(
            err.contains("law.toml:") && err.contains("`patrol_intensity`") && err.contains("HLB"),
            "{err}"
        );
    }
    assert_eq!(bench.names("."), ["case".to_owned()].into());
}

#[test]
fn a_missing_file_ends_with_3_and_says_which() {
    let (_, err) = ends_with(3, &["check", "no-such-folder/law.toml"]);
    assert!(err.contains("no-such-folder/law.toml"), "{err}");
}

#[test]
fn a_folder_of_cases_is_answered_with_the_cases_in_it() {
    let verbs = [&["compare"][..], &["check"], &["run"], &["validate"], &["new", "mine", "--from"]];
    for words in verbs {
        let (_, err) = ends_with(3, &[words, &["scenarios/emergence"]].concat());
        assert!(err.contains("name one of the cases in it: appetite, arrests, "), "{words:?} {err}");
        assert_eq!(err.matches("error").count(), 1, "{err}");
    }
}

#[test]
fn a_folder_in_place_of_a_file_is_answered_with_what_it_holds() {
    let bench = Bench::new();
    let case = bench.shown("case");
    let (_, err) = ends_with(3, &["run", &case]);
    assert!(err.contains("name one of the scenarios in it: baseline.toml, law.toml"), "{err}");
    fs::create_dir(bench.path("empty")).unwrap();
    for verb in ["check", "run", "compare"] {
        let (_, err) = ends_with(3, &[verb, &bench.shown("empty")]);
        assert!(err.contains("there is no scenario in this folder"), "{err}");
        assert!(err.contains("a case is a folder with a `baseline.toml`"), "{err}");
    }
}

#[test]
fn a_study_in_place_of_a_scenario_is_told_from_one() {
    let study = "scenarios/studies/sweep.toml";
    for verb in ["check", "run", "compare"] {
        let (_, err) = ends_with(3, &[verb, study]);
        assert!(err.contains("this is a study, not a scenario"), "{err}");
        assert!(err.contains(&format!("wayfare study {study} --dry-run")), "{err}");
        assert_eq!(err.matches("error").count(), 1, "{err}");
    }
}

#[test]
fn what_comes_after_check_can_be_done() {
    let bench = Bench::new();
    let (case, law) = (bench.shown("case"), bench.shown("case/law.toml"));
    for named in [&case, &law] {
        let (out, _) = ends_with(0, &["check", named]);
        assert!(out.contains(&format!("Next: wayfare compare {case}\n")), "{out}");
    }
    let baseline = bench.shown("case/baseline.toml");
    let (out, _) = ends_with(0, &["check", &baseline, &law]);
    assert!(out.contains(&format!("Next: wayfare compare {baseline} {law}\n")), "{out}");
    let alone = "scenarios/verification/routes.toml";
    let (out, _) = ends_with(0, &["check", alone]);
    assert!(out.contains(&format!("Next: wayfare run {alone}\n")), "{out}");
}

#[test]
fn new_says_what_there_is_to_start_from_and_that_it_makes_a_folder() {
    let bench = Bench::new();
    let mine = bench.shown("mine");
    let (_, err) = ends_with(2, &["new", &mine]);
    assert!(err.contains(&format!("wayfare new {mine} --from <CASE>")), "{err}");
    assert!(err.contains("aegean") && err.contains("niger"), "{err}");
    let (_, err) = ends_with(2, &["new", &format!("{mine}.toml"), "--from", "niger"]);
    assert!(err.contains(&format!("wayfare new {mine} --from scenarios/niger")), "{err}");
    assert_eq!(bench.names("."), ["case".to_owned()].into());
}

#[test]
fn one_replicate_is_one_seed_of_each_draw() {
    let bench = Bench::new();
    let plan = |n: &str| ends_with(0, &["compare", &bench.shown("case"), "--dry-run", "--replicates", n]).0;
    assert!(plan("1").contains("each draw with 1 seed\n"));
    assert!(plan("2").contains("each draw with 2 seeds\n"));
    assert!(plan("3").contains("each draw with 2 seeds, the last with 1\n"));
    let (out, _) = bench.compare("results", &["--replicates", "1"]);
    assert!(out.contains("each draw is run with 1 seed."), "{out}");
}

#[test]
fn results_that_cannot_be_written_end_with_1_before_anything_is_run() {
    let bench = Bench::new();
    fs::write(bench.path("file"), "").unwrap();
    let inside_a_file = bench.shown("file/results");
    let (out, err) =
        ends_with(1, &["compare", &bench.shown("case"), "-o", &inside_a_file, "--replicates", "100000"]);
    assert!(out.is_empty() && err.contains("couldn't write"), "{err}");
}

#[test]
fn colour_is_for_those_who_want_it() {
    let escape = '\u{1b}';
    let plain = output(&["check", "no-such-file.toml"]);
    assert!(!text(&plain.stderr).contains(escape), "a pipe gets no colour");
    let asked = output(&["check", "no-such-file.toml", "--color", "always"]);
    assert!(text(&asked.stderr).contains(escape));
    let refused = wayfare(&["check", "no-such-file.toml"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!text(&refused.stderr).contains(escape));
    let forced = wayfare(&["check", "no-such-file.toml"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(text(&forced.stderr).contains(escape), "the test can tell");
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_no_failure() {
    for arguments in [&["list"][..], &["schema"], &["explain", "border_effort"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = wayfare(arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    }
}

#[test]
fn shipped_cases_are_fine() {
    let (out, _) = ends_with(0, &["check", "scenarios/niger"]);
    assert!(out.contains("scenarios are fine") && out.contains("wayfare compare scenarios/niger"), "{out}");
    // Not into the default folder: somebody may have run the case before the tests.
    ends_with(0, &["compare", "scenarios/niger", "--dry-run", "-o", &Bench::new().shown("results")]);
}

#[test]
fn a_new_study_can_be_checked_and_compared_at_once() {
    let bench = Bench::new();
    let (study, results) = (bench.shown("my-study"), bench.shown("results"));
    let (out, _) = ends_with(0, &["new", &study, "--from", &bench.shown("case")]);
    assert!(out.contains("my-policy.toml") && out.contains("wayfare check"), "{out}");
    ends_with(2, &["new", &study, "--from", &bench.shown("case")]);
    ends_with(0, &["check", &study]);
    ends_with(0, &["compare", &study, "-o", &results, "--replicates", "1"]);
    assert!(bench.names("results/resolved").contains("my-policy.toml"));
    let rows = rows(&bench.read("results/differences.csv"));
    let [scenario, indicator, scope, mean] =
        ["scenario", "indicator", "scope", "mean"].map(|name| column(&rows, name));
    let wanted = ["my-policy", "interceptions", "total"];
    let stops = rows.iter().find(|r| [&r[scenario], &r[indicator], &r[scope]] == wanted);
    let more = stops.unwrap()[mean].parse::<f64>().unwrap();
    assert!(more > 0.0, "more patrols stop more people: {more}");
}

#[test]
fn a_new_study_from_a_shipped_case_is_fine() {
    let bench = Bench::new();
    let study = bench.shown("my-study");
    ends_with(0, &["new", &study, "--from", "niger"]);
    ends_with(0, &["check", &study]);
    // What the case extends outside its folder has come along.
    assert!(bench.read("my-study/baseline.toml").contains("extends = \"shared/assumptions.toml\""));
    ends_with(0, &["new", &bench.shown("another"), "--from", &study]);
    ends_with(0, &["check", &bench.shown("another")]);
}

#[test]
fn everything_that_is_listed_can_be_explained() {
    for topic in ["levers", "mechanisms", "outcomes"] {
        let (out, _) = ends_with(0, &["list", topic]);
        let names: Vec<&str> = out.lines().filter_map(|line| line.split_whitespace().next()).collect();
        assert!(names.len() > 5, "{topic}");
        // Every fifth: each is a process of its own.
        for name in names.iter().step_by(5) {
            let (text, _) = ends_with(0, &["explain", name]);
            assert!(text.contains(name), "{name}");
        }
    }
    let (out, _) = ends_with(0, &["list"]);
    assert!(out.contains("scenarios/niger"));
}

#[test]
fn a_misspelt_name_is_answered_with_the_nearest() {
    let (_, err) = ends_with(2, &["explain", "border_effrt"]);
    assert!(err.contains("did you mean `border_effort`"), "{err}");
}

/// A copy of a study and of what it extends.
fn copied_study(bench: &Bench) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    for folder in ["studies/checkpoints", "verification", "verification/shared"] {
        fs::create_dir_all(bench.path("scenarios").join(folder)).unwrap();
        for file in fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            if file.is_file() {
                fs::copy(&file, bench.path("scenarios").join(folder).join(file.file_name().unwrap()))
                    .unwrap();
            }
        }
    }
    bench.path("scenarios/studies/checkpoints")
}

#[test]
fn a_study_is_compared_with_what_was_recorded_and_recorded_anew_if_asked() {
    let bench = Bench::new();
    let study = copied_study(&bench);
    let name = study.to_str().unwrap();
    let (out, _) = ends_with(0, &["reproduce", name]);
    assert!(out.contains("5 of 5 findings hold in the model; all is as recorded"), "{out}");
    let recorded = study.join("recorded.csv");
    let before = fs::read_to_string(&recorded).unwrap();
    fs::write(&recorded, before.replace("0.93749", "0.95")).unwrap();
    let (out, _) = ends_with(1, &["reproduce", name]);
    assert!(out.contains("2 differ from what was recorded"), "{out}");
    let (out, _) = ends_with(1, &["reproduce", name, "--json"]);
    let rows: Value = serde_json::from_str(&out).unwrap();
    let differing = |row: &&Value| row["same_as_recorded"] == false;
    assert_eq!(rows.as_array().unwrap().iter().filter(differing).count(), 2);
    ends_with(0, &["reproduce", name, "--record", "-q"]);
    assert_eq!(fs::read_to_string(&recorded).unwrap(), before);
}

#[test]
fn a_study_that_does_not_exist_is_answered_with_the_nearest() {
    let (_, err) = ends_with(2, &["reproduce", "checkpoint"]);
    assert!(err.contains("did you mean `checkpoints`?"), "{err}");
}

#[test]
fn the_schema_is_json() {
    let (out, _) = ends_with(0, &["schema"]);
    let schema: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(schema["title"], "wayfare scenario");
}

#[test]
fn help_names_every_verb() {
    let (out, _) = ends_with(0, &["--help"]);
    for verb in ["compare", "run", "check", "new", "list", "explain", "verify", "reproduce", "schema"] {
        assert!(out.contains(verb), "{verb}");
        ends_with(0, &[verb, "--help"]);
    }
    ends_with(0, &["--version"]);
}

#[test]
fn verify_says_whether_closed_forms_hold() {
    let (out, _) = ends_with(0, &["verify", "R5", "M2", "--json"]);
    let rows: Value = serde_json::from_str(&out).unwrap();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 4);
    for row in rows {
        for key in ["id", "expected", "got", "tolerance", "pass"] {
            assert!(row.get(key).is_some(), "{row} has no {key}");
        }
        assert_eq!(row["pass"], Value::Bool(true));
    }
    let (out, _) = ends_with(0, &["verify", "routes-sharp"]);
    assert!(out.contains("1 of 1 hold") && !out.contains("Not stated"), "{out}");
    let (_, err) = ends_with(2, &["verify", "M99"]);
    assert!(err.contains("M99") && err.contains("M10"), "{err}");
}

#[test]
fn verify_takes_a_folder_of_the_users_own_and_fails_where_it_should() {
    let dir = tempfile::tempdir().unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/verification");
    fs::create_dir(dir.path().join("shared")).unwrap();
    for file in ["shared/one-way.toml", "cournot-3.toml"] {
        fs::copy(shipped.join(file), dir.path().join(file)).unwrap();
    }
    let folder = dir.path().to_str().unwrap();
    let head = "benchmark,scenario,what,indicator,expected,tolerance,formula,source\n";
    let write = |row: &str| fs::write(dir.path().join("expected.csv"), format!("{head}{row}\n")).unwrap();
    write("mine,cournot-3,price,fee_mean,1750,solved,p,me");
    ends_with(0, &["verify", "--folder", folder]);
    write("mine,cournot-3,price,fee_mean,1751,solved,p,me");
    let (out, _) = ends_with(1, &["verify", "--folder", folder]);
    assert!(out.contains("FAILS") && out.contains("0 of 1 hold"), "{out}");
    write("mine,cournot-4,price,fee_men,1751,solved,p,me");
    let (_, err) = ends_with(3, &["verify", "--folder", folder]);
    assert!(err.contains("cournot-3") && err.contains("`fee_mean`"), "{err}");
    let (_, err) = ends_with(3, &["verify", "--folder", &format!("{folder}/nothing")]);
    assert!(err.contains("expected.csv"), "{err}");
}

#[test]
fn verify_finds_its_folder_from_a_folder_inside_the_checkout() {
    let inside = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/engine");
    let found = wayfare(&["verify", "R5", "-q"]).current_dir(inside).output().unwrap();
    assert_eq!(found.status.code(), Some(0), "{}", text(&found.stderr));
}
