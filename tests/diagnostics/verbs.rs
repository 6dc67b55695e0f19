//! The verbs that read and explain.

use std::path::Path;

use insta::assert_snapshot;
use wayfare::cli::reply::Reply;
use wayfare::cli::{check, explain, list, new, schema};
use wayfare::scenario::load;

use super::support::{Copy, small};

#[test]
fn check_sums_up_what_is_fine() {
    let reply = check::check(&[small()], false);
    assert_eq!(reply.code, Reply::FINE, "{}", reply.messages);
    assert_snapshot!(reply.out.replace(&small().display().to_string(), "small"));
}

#[test]
fn check_refuses_what_is_wrong() {
    assert_eq!(check::check(&["nowhere.toml".into()], false).code, Reply::INVALID);
    let copy = Copy::new().edit("baseline.toml", "[pricing]", "[prices]");
    let reply = check::check(&[copy.folder()], false);
    assert_eq!(reply.code, Reply::INVALID);
    assert!(reply.out.is_empty());
}

#[test]
fn new_makes_a_case_that_checks() {
    let above = tempfile::TempDir::new().unwrap();
    let folder = above.path().join("mine");
    let reply = new::new(&folder, &small(), false, false);
    assert_eq!(reply.code, Reply::FINE, "{}", reply.messages);
    let checked = check::check(std::slice::from_ref(&folder), false);
    assert_eq!(checked.code, Reply::FINE, "{}", checked.messages);
    assert_eq!(load(&folder.join("my-policy.toml")).unwrap().scenario.policies.len(), 1);
    assert_eq!(new::new(&folder, &small(), false, false).code, Reply::USAGE);
    assert_eq!(new::new(&folder, &small(), true, false).code, Reply::FINE);
    let left: Vec<_> = std::fs::read_dir(above.path()).unwrap().collect();
    assert_eq!(left.len(), 1);
}

#[test]
fn a_shipped_case_is_found_by_its_name() {
    let copy = Copy::new();
    assert_eq!(new::find_case(Path::new("small"), copy.above.path()), copy.folder());
    assert_eq!(new::find_case(&copy.folder(), Path::new("scenarios")), copy.folder());
    assert_eq!(new::find_case(Path::new("none"), copy.above.path()), Path::new("none"));
}

#[test]
fn new_replaces_nothing_but_cases() {
    let above = tempfile::TempDir::new().unwrap();
    std::fs::write(above.path().join("letter.txt"), "dear").unwrap();
    assert_eq!(new::new(above.path(), &small(), true, false).code, Reply::USAGE);
    assert!(above.path().join("letter.txt").is_file());
    let copy = Copy::new();
    assert_eq!(new::new(&copy.folder(), &copy.folder(), true, false).code, Reply::USAGE);
    assert!(copy.load().is_ok());
}

#[test]
fn everything_listed_can_be_explained() {
    for topic in ["levers", "mechanisms", "parameters", "outcomes", "columns"] {
        let listed = list::list(Some(topic), Path::new("scenarios")).out;
        for line in listed.lines() {
            let name = line.split_whitespace().next().unwrap();
            assert_eq!(explain::explain(name).code, Reply::FINE, "{name}");
        }
    }
}

#[test]
fn explanations_read_well() {
    assert_snapshot!(explain::explain("choice_scale").out);
    assert_snapshot!(explain::explain("open_pathway").out);
    assert_snapshot!(explain::explain("hhi").out);
    assert_snapshot!(explain::explain("legs.fare_usd").out);
    assert_snapshot!(explain::explain("chioce_scale").messages);
}

#[test]
fn cases_are_listed_with_their_titles() {
    let copy = Copy::new();
    let reply = list::list(Some("cases"), copy.above.path());
    assert!(reply.out.contains("A small world"), "{}", reply.out);
    assert_eq!(list::list(Some("things"), copy.above.path()).code, Reply::USAGE);
    assert_eq!(list::list(None, copy.above.path()).code, Reply::FINE);
}

#[test]
fn the_schema_is_json() {
    let value: serde_json::Value = serde_json::from_str(&schema::schema().out).unwrap();
    assert_eq!(value["properties"]["route_choice"]["type"], "object");
}
