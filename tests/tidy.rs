//! The house is in order: arrows between rooms run one way, everything that is there is registered
//! and described, and nothing below `experiment` touches the world outside.

#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use wayfare::catalogue::{Aggregate, Default as DefaultValue, Parameter, TargetKind};
use wayfare::{levers, mechanisms, outcomes};

/// The rooms by floor: a room may use those on lower floors, and itself.
const FLOORS: &[&[&str]] = &[
    &["units", "random", "numeric"],
    &["catalogue"],
    &["world"],
    &["agents"],
    &["mechanisms", "levers", "outcomes"],
    &["engine", "scenario"],
    &["experiment"],
    &["verification"],
    &["report"],
    &["cli"],
];

/// The most lines that a file may have, its tests aside.
const LINES: usize = 400;

struct Source {
    /// From `src`, with `/` between the parts.
    path: String,
    /// The code, without comments and without tests.
    code: String,
    /// Lines without tests.
    lines: usize,
}

impl Source {
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Files that are modules of tests only: their `mod` line stands under `#[cfg(test)]`.
fn is_for_tests_only(file: &Path) -> bool {
    let (folder, name) = (file.parent().unwrap(), file.file_stem().unwrap().to_str().unwrap());
    let declaring = [folder.join("mod.rs"), folder.with_extension("rs")];
    declaring.iter().filter_map(|parent| fs::read_to_string(parent).ok()).any(|text| {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let declares = |line: &str| line.ends_with(&format!("mod {name};"));
        lines.windows(2).any(|pair| pair[0] == "#[cfg(test)]" && declares(pair[1]))
    })
}

fn sources() -> Vec<Source> {
    let root = root();
    let files = files_below(&root).into_iter().filter(|file| !is_for_tests_only(file));
    files
        .map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            let code: Vec<&str> = own.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            let parts = file.strip_prefix(&root).unwrap().iter().map(|part| part.to_str().unwrap());
            let path = parts.collect::<Vec<_>>().join("/");
            Source { path, code: code.join("\n"), lines: own.lines().count() }
        })
        .collect()
}

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

/// The rooms that a piece of code names after `crate::`, alone or in braces.
fn rooms_used(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => rooms.extend(names_in_braces(list)),
            None => drop(rooms.insert(first_name(rest))),
        }
    }
    rooms
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first names of a list in braces, what is nested in it left out.
fn names_in_braces(list: &str) -> Vec<String> {
    let (mut depth, mut names, mut name) = (0, Vec::new(), String::new());
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(std::mem::take(&mut name)),
            _ if depth == 0 => name.push(c),
            _ => {}
        }
    }
    names.push(name);
    names.iter().map(|name| first_name(name.trim())).filter(|name| !name.is_empty()).collect()
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_reader_of_arrows_reads_lists_in_braces() {
    let code = "use crate::{levers, units::Day, world::{Leg, engine}};\nlet x = crate::report::table();";
    let expected = ["levers", "report", "units", "world"];
    assert_eq!(rooms_used(code).into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn every_file_belongs_to_a_room_with_a_floor() {
    let doors = ["lib", "main"];
    let homeless =
        sources().into_iter().filter(|s| !doors.contains(&s.room()) && floor_of(s.room()).is_none());
    assert_none(&homeless.map(|s| s.path).collect::<Vec<_>>());
}

#[test]
fn arrows_between_rooms_run_one_way() {
    let mut faults = Vec::new();
    for source in sources() {
        let Some(own) = floor_of(source.room()) else { continue };
        for used in rooms_used(&source.code) {
            let down = used == source.room() || floor_of(&used).is_some_and(|floor| floor < own);
            if !down {
                faults.push(format!("src/{} may not use crate::{used}", source.path));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn no_mechanism_knows_another() {
    let names: Vec<&str> = mechanisms::ALL.iter().map(|m| m.name).collect();
    let mut faults = Vec::new();
    for source in
        sources().iter().filter(|s| s.path.starts_with("mechanisms/") && !s.path.ends_with("s/mod.rs"))
    {
        let own = source.path.split('/').nth(1).unwrap().trim_end_matches(".rs");
        for name in names.iter().filter(|name| **name != own) {
            let ways = [format!("mechanisms::{name}"), format!("super::{name}::")];
            if ways.iter().any(|way| source.code.contains(way)) {
                faults.push(format!("src/{} uses the mechanism {name}", source.path));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn below_experiment_there_is_no_world_outside() {
    let banned = [
        "std::fs",
        "std::env",
        "std::time",
        "std::io",
        "std::net",
        "std::thread",
        "std::process",
        "Instant",
        "SystemTime",
        "HashMap",
        "HashSet",
        "println!",
        "eprintln!",
        "print!",
        "dbg!",
        "thread_rng",
        "rand::rng",
        "rand::random",
        "Timestamp::now",
        "Zoned::now",
    ];
    let below = floor_of("experiment").unwrap();
    let mut faults = Vec::new();
    for source in sources().iter().filter(|s| floor_of(s.room()).is_some_and(|floor| floor < below)) {
        // The scenario room reads files: that is what it is for.
        let reads_files = source.room() == "scenario";
        let found = banned.iter().filter(|word| source.code.contains(**word));
        let faulty = found.filter(|word| !(reads_files && ["std::fs", "std::io"].contains(word)));
        faults.extend(faulty.map(|word| format!("src/{}: {word}", source.path)));
    }
    assert_none(&faults);
}

#[test]
fn only_the_scenario_room_knows_the_file_format() {
    let knows = |s: &Source| {
        s.room() != "scenario" && ["Deserialize", "toml::", "csv::Reader"].iter().any(|w| s.code.contains(w))
    };
    assert_none(&sources().into_iter().filter(knows).map(|s| s.path).collect::<Vec<_>>());
}

#[test]
fn hash_order_appears_nowhere() {
    let has = |s: &Source| s.code.contains("HashMap") || s.code.contains("HashSet");
    assert_none(&sources().into_iter().filter(has).map(|s| s.path).collect::<Vec<_>>());
}

#[test]
fn only_the_command_line_speaks() {
    let speaks = |s: &Source| {
        s.room() != "cli" && ["println!", "eprintln!", "dbg!"].iter().any(|w| s.code.contains(w))
    };
    assert_none(&sources().into_iter().filter(speaks).map(|s| s.path).collect::<Vec<_>>());
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let long = sources().into_iter().filter(|s| s.lines > LINES);
    assert_none(
        &long.map(|s| format!("src/{}: {} lines without tests", s.path, s.lines)).collect::<Vec<_>>(),
    );
}

/// The modules of a room: its files and folders, by name.
fn modules_of(room: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(room)).unwrap().map(|entry| entry.unwrap().path());
    let names = entries.filter(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "rs"));
    names.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).filter(|n| n != "mod").collect()
}

#[test]
fn every_mechanism_and_lever_is_registered_under_the_name_of_its_file() {
    let registered: BTreeSet<String> = mechanisms::ALL.iter().map(|m| m.name.to_owned()).collect();
    assert_eq!(modules_of("mechanisms"), registered);
    let registered: BTreeSet<String> = levers::ALL.iter().map(|l| l.text.name.to_owned()).collect();
    assert_eq!(modules_of("levers"), registered);
}

fn all_parameters() -> Vec<&'static Parameter> {
    let of_levers = levers::ALL.iter().flat_map(|lever| lever.text.parameters.iter().copied());
    mechanisms::parameters().chain(of_levers).collect()
}

#[test]
fn no_name_is_given_twice() {
    let mechanisms = mechanisms::ALL.iter().map(|m| m.name.to_owned());
    let levers = levers::ALL.iter().map(|l| l.text.name.to_owned());
    let parameters = all_parameters().into_iter().map(|p| format!("{}.{}", p.owner, p.name));
    let indicators = outcomes::ALL.iter().map(|i| i.name.to_owned());
    for names in [mechanisms.chain(levers).collect::<Vec<_>>(), parameters.collect(), indicators.collect()] {
        let mut seen = BTreeSet::new();
        let doubled: Vec<String> = names.into_iter().filter(|name| !seen.insert(name.clone())).collect();
        assert_none(&doubled);
    }
}

#[test]
fn parameters_say_whose_they_are() {
    let mut faults = Vec::new();
    for mechanism in mechanisms::ALL {
        let strange = mechanism.parameters.iter().filter(|p| p.owner != mechanism.name);
        faults.extend(strange.map(|p| format!("{}.{} in {}", p.owner, p.name, mechanism.name)));
    }
    for lever in levers::ALL {
        let strange = lever.text.parameters.iter().filter(|p| p.owner != lever.text.name);
        faults.extend(strange.map(|p| format!("{}.{} in {}", p.owner, p.name, lever.text.name)));
    }
    assert_none(&faults);
}

#[test]
fn every_parameter_has_a_meaning_a_unit_and_a_source() {
    let mut faults = Vec::new();
    for p in all_parameters() {
        let mut lacks = |what: &str| faults.push(format!("{}.{} has no {what}", p.owner, p.name));
        if p.meaning.is_empty() {
            lacks("meaning");
        }
        if p.source.is_empty() {
            lacks("source");
        }
        let counts = matches!(p.default, DefaultValue::Number(_) | DefaultValue::Numbers(_));
        if counts && p.unit.is_empty() {
            lacks("unit");
        }
    }
    assert_none(&faults);
}

#[test]
fn defaults_lie_in_their_ranges_and_ranges_in_what_is_possible() {
    let mut faults = Vec::new();
    for p in all_parameters() {
        let name = format!("{}.{}", p.owner, p.name);
        let possible = |x: f64| p.limits.0 <= x && x <= p.limits.1;
        match p.default {
            DefaultValue::Number(x) => {
                let (low, high) = p.range;
                // Not a number stands for "as in the table"; a required value has no default in use.
                let used = !x.is_nan() && !p.required;
                if used && !(low <= x && x <= high) {
                    faults.push(format!("{name}: default {x} outside its range {low} to {high}"));
                }
                if used && p.whole && x.fract() != 0.0 {
                    faults.push(format!("{name}: default {x} is not whole"));
                }
                if used && !possible(x) {
                    faults.push(format!("{name}: default {x} is not possible"));
                }
                let ranged = !(x.is_nan() && low.is_nan() && high.is_nan());
                if ranged && !(low <= high && possible(low) && possible(high)) {
                    faults.push(format!("{name}: range {low} to {high} outside its limits"));
                }
            }
            DefaultValue::Word(word, words) if !words.contains(&word) => {
                faults.push(format!("{name}: `{word}` is none of its words"));
            }
            DefaultValue::Numbers(list) if !list.iter().all(|x| possible(*x)) || !list.is_sorted() => {
                faults.push(format!("{name}: default list is out of its limits or order"));
            }
            _ => {}
        }
    }
    assert_none(&faults);
}

#[test]
fn everything_that_can_be_named_is_described() {
    let mut faults = Vec::new();
    let mut need = |name: &str, parts: &[(&str, &str)]| {
        let empty = parts.iter().filter(|(_, text)| text.trim().is_empty());
        faults.extend(empty.map(|(what, _)| format!("{name} has no {what}")));
    };
    for m in mechanisms::ALL {
        need(m.name, &[("summary", m.summary), ("text", m.text), ("paragraphs", m.paragraphs)]);
        need(m.name, &[("text of what holds without it", m.without.unwrap_or("can't be switched off"))]);
    }
    for lever in levers::ALL {
        let t = lever.text;
        need(t.name, &[("meaning", t.meaning), ("paragraphs", t.paragraphs), ("source", t.source)]);
        need(t.name, &[("target", if t.targets.is_empty() { "" } else { "some" })]);
    }
    for indicator in outcomes::ALL {
        need(indicator.name, &[("meaning", indicator.meaning), ("unit", indicator.unit)]);
        need(indicator.name, &[("scope", if indicator.scopes.is_empty() { "" } else { "some" })]);
    }
    assert_none(&faults);
}

#[test]
fn what_one_description_says_of_another_exists() {
    for lever in levers::ALL {
        for other in lever.text.contradicts {
            assert!(
                levers::find(other).is_some(),
                "{} contradicts {other}, which is not there",
                lever.text.name
            );
        }
    }
    for indicator in outcomes::ALL {
        if let Aggregate::Ratio { numerator, denominator, .. } = indicator.aggregate {
            for part in [numerator, denominator] {
                assert!(
                    outcomes::find(part).is_some(),
                    "{} is made of {part}, which is not there",
                    indicator.name
                );
            }
        }
    }
}

#[test]
fn every_kind_of_target_is_taken_by_a_lever() {
    let taken = |kind: &TargetKind| levers::ALL.iter().any(|lever| lever.text.targets.contains(kind));
    let idle = TargetKind::ALL.iter().filter(|kind| !taken(kind));
    assert_none(&idle.map(|kind| kind.key().to_owned()).collect::<Vec<_>>());
}

#[test]
fn submodels_that_a_mechanism_points_to_have_a_heading() {
    let file = root().join("ODD.md");
    let pointing = mechanisms::ALL.iter().filter_map(|m| {
        m.text
            .strip_prefix("see src/ODD.md, submodel ")
            .map(|submodel| (m.name, submodel.trim_end_matches('.')))
    });
    let text = fs::read_to_string(file).unwrap();
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    let missing = pointing.filter(|(_, submodel)| !headings.iter().any(|line| line.contains(submodel)));
    assert_none(
        &missing.map(|(name, submodel)| format!("{name}: no heading for {submodel}")).collect::<Vec<_>>(),
    );
}

#[test]
fn no_machine_is_named() {
    let mut faults = Vec::new();
    for path in files_below(&root()) {
        let text = fs::read_to_string(&path).unwrap();
        for trace in ["/home/", "/Users/", "/tmp/", "C:\\"] {
            if text.contains(trace) {
                faults.push(format!("{}: {trace}", path.file_name().unwrap().display()));
            }
        }
    }
    assert_none(&faults);
}
