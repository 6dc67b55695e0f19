//! The verbs that read and explain, as a user calls them.

use std::path::Path;

use assert_cmd::Command;
use insta::assert_snapshot;
use wayfare::scenario::load;

use super::support::{Copy, small};

/// What a call answers: exit code, data and messages.
fn wayfare(words: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("wayfare").unwrap().args(words).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn check_sums_up_what_is_fine() {
    let folder = small();
    let (code, data, messages) = wayfare(&["check", shown(&folder)]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert_snapshot!(data.replace(shown(&folder), "small"));
}

#[test]
fn check_refuses_what_is_wrong() {
    assert_eq!(wayfare(&["check", "nowhere.toml"]).0, 3);
    let copy = Copy::new().edit("baseline.toml", "[pricing]", "[prices]");
    let (code, data, messages) = wayfare(&["check", shown(&copy.folder())]);
    assert_eq!((code, data.as_str()), (3, ""));
    assert!(messages.contains("did you mean `pricing`?"), "{messages}");
}

#[test]
fn new_makes_a_case_that_checks() {
    let above = tempfile::TempDir::new().unwrap();
    let folder = above.path().join("mine");
    let case = small();
    let words = ["new", shown(&folder), "--from", shown(&case)];
    let (code, _, messages) = wayfare(&words);
    assert_eq!(code, 0, "{messages}");
    let (code, _, messages) = wayfare(&["check", shown(&folder)]);
    assert_eq!(code, 0, "{messages}");
    assert_eq!(load(&folder.join("my-policy.toml")).unwrap().scenario.policies.len(), 1);
    assert_snapshot!(std::fs::read_to_string(folder.join("my-policy.toml")).unwrap());
    assert_eq!(wayfare(&words).0, 2);
    assert_eq!(wayfare(&[&words[..], &["--force"]].concat()).0, 0);
    assert_eq!(std::fs::read_dir(above.path()).unwrap().count(), 1);
}

#[test]
fn new_takes_along_what_lies_deeper() {
    let copy = Copy::new();
    std::fs::create_dir(copy.folder().join("parts")).unwrap();
    let copy = copy
        .write("parts/prices.toml", "format = 1\nextends = \"../baseline.toml\"\nprice_year = 2017\n")
        .write("later.toml", "format = 1\nextends = \"parts/prices.toml\"\n");
    let mine = copy.above.path().join("mine");
    assert_eq!(wayfare(&["new", shown(&mine), "--from", shown(&copy.folder())]).0, 0);
    assert_eq!(load(&mine.join("later.toml")).unwrap().scenario.price_year, 2017);
}

#[test]
fn new_replaces_nothing_but_cases() {
    let above = tempfile::TempDir::new().unwrap();
    std::fs::write(above.path().join("letter.txt"), "dear").unwrap();
    let case = small();
    assert_eq!(wayfare(&["new", shown(above.path()), "--from", shown(&case), "--force"]).0, 2);
    assert!(above.path().join("letter.txt").is_file());
    let copy = Copy::new();
    let folder = copy.folder();
    assert_eq!(wayfare(&["new", shown(&folder), "--from", shown(&folder), "--force"]).0, 2);
    assert!(copy.load().is_ok());
}

#[test]
fn explanations_read_well() {
    for topic in ["choice_scale", "open_pathway", "hhi", "legs.fare_usd"] {
        let (code, data, _) = wayfare(&["explain", topic]);
        assert_eq!(code, 0);
        assert_snapshot!(data);
    }
    let (code, _, messages) = wayfare(&["explain", "chioce_scale"]);
    assert_eq!(code, 2);
    assert_snapshot!(messages);
}

#[test]
fn a_case_and_what_it_names_itself_are_explained() {
    let folder = small();
    let explained = |words: &[&str]| {
        let (code, data, messages) = wayfare(&[&["explain"], words].concat());
        assert_eq!(code, 0, "{messages}");
        data.replace(shown(&folder), "small")
    };
    assert_snapshot!(explained(&[shown(&folder)]));
    for topic in ["law", "hubton-edge-road", "places.hubton", "deaths"] {
        assert_snapshot!(explained(&[topic, "--case", shown(&folder)]));
    }
    let (code, _, messages) = wayfare(&["explain", "hubtn", "--case", shown(&folder)]);
    assert_eq!(code, 2);
    assert!(messages.contains("did you mean `hubton`?"), "{messages}");
    let (code, _, messages) = wayfare(&["explain", "hubton"]);
    assert_eq!(code, 2);
    assert!(messages.contains("--case"), "{messages}");
    assert_eq!(wayfare(&["explain", "hubton", "--case", "nowhere"]).0, 3);
}

#[test]
fn lists_are_made() {
    assert_eq!(wayfare(&["list", "things"]).0, 2);
    let (code, data, _) = wayfare(&["list"]);
    assert_eq!(code, 0);
    assert!(data.contains("border_effort") && data.contains("legs.fare_usd"));
}

#[test]
fn the_schema_is_json() {
    let value: serde_json::Value = serde_json::from_str(&wayfare(&["schema"]).1).unwrap();
    assert_eq!(value["properties"]["route_choice"]["type"], "object");
}
