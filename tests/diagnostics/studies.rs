//! What is said of study files, good and bad.

use wayfare::scenario::load_study;
use wayfare::scenario::study::{Design, Study};

use super::support::Copy;

/// The study as a file beside a copy of the small case.
fn load(text: &str) -> Result<Study, String> {
    let copy = Copy::new();
    let file = copy.above.path().join("study.toml");
    std::fs::write(&file, text).unwrap();
    let above = format!("{}/", copy.above.path().display());
    match load_study(&file) {
        Ok(loaded) => Ok(loaded.study),
        Err(problems) => Err(problems.render(false).replace(&above, "")),
    }
}

fn said(text: &str) -> String {
    load(text).unwrap_err()
}

const SWEEP: &str = r#"
format = 1
kind = "sweep"
title = "How hard to press"
case = "small"
scenario = "law"

[[outcome]]
indicator = "deaths"

[[lever]]
policy = "law"
number = "penalty_usd"
"#;

#[test]
fn what_is_not_said_has_a_meaning() {
    let study = load(SWEEP).unwrap();
    assert_eq!((study.replicates, study.seed, study.max_runs), (4, 1, 1000));
    assert_eq!(study.scenarios.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["baseline", "law"]);
    let Design::Sweep { levers, grid } = study.design else { panic!("another kind") };
    // The range is that of the scenario's file, and three steps go over it.
    assert_eq!((levers[0].values.as_slice(), grid), ([5000.0, 42_500.0, 80_000.0].as_slice(), true));
}

#[test]
fn all_problems_of_a_study_are_told_at_once() {
    insta::assert_snapshot!(said(
        r#"
format = 1
kind = "sweep"
title = "How hard to press"
case = "small"
scenario = "laww"
replicate = 3
futures = 4

[[outcome]]
indicator = "death"

[[outcome]]
indicator = "deaths"
scope = "leg:hubton-edge-raod"
goal = "fewer"

[[lever]]
policy = "low"
number = "penalty_usd"
"#
    ));
}

#[test]
fn levers_have_numbers_that_are_possible() {
    let more = r#"values = [1000, -5]

[[lever]]
policy = "posts"
number = "patrol_intensty"

[[lever]]
policy = "posts"
number = "post_effectiveness"
range = [0.6, 0.2]
"#;
    insta::assert_snapshot!(said(&format!("{SWEEP}{more}")));
}

#[test]
fn values_side_by_side_are_equally_many() {
    let text = SWEEP.replace("scenario = \"law\"", "scenario = \"law\"\ndesign = \"list\"");
    let text = format!(
        "{text}values = [1, 2]\n[[lever]]\npolicy = \"posts\"\nnumber = \"patrol_intensity\"\nvalues = [1]\n"
    );
    assert!(said(&text).contains("1 values here and 2 there"), "{}", said(&text));
}

#[test]
fn a_kind_has_to_be_known_and_a_case_to_be_there() {
    let kind = said(&SWEEP.replace("\"sweep\"", "\"sweap\""));
    assert!(kind.contains("unknown `kind` `sweap`") && kind.contains("did you mean `sweep`?"), "{kind}");
    let case = said(&SWEEP.replace("\"small\"", "\"smal\""));
    assert!(case.contains("there is no case `smal`") && case.contains("study.toml:5:8"), "{case}");
    assert!(said("format = 1\ntitle = \"x\"").contains("`kind` is missing"));
}

#[test]
fn parameters_and_parts_name_what_there_is() {
    insta::assert_snapshot!(said(
        r#"
format = 1
kind = "robustness"
title = "Futures"
case = "small"

[[outcome]]
indicator = "deaths"

[[parameter]]
name = "information.forgt"

[[parameter]]
range = [0, 1]

[[parameter]]
policy = "law"
number = "penalty"
"#
    ));
    insta::assert_snapshot!(said(
        r#"
format = 1
kind = "attribution"
title = "Parts"
case = "small"
scenario = "law"

[[outcome]]
indicator = "deaths"

[[part]]
name = "one"
mechanisms = ["informaton", "route_choice"]

[[part]]
name = "two"
policies = ["lw"]
legs = ["hubton-edge-rod"]

[[part]]
name = "three"
"#
    ));
}

#[test]
fn a_search_that_leaves_a_harm_out_is_refused() {
    let search = SWEEP.replace("\"sweep\"", "\"search\"");
    insta::assert_snapshot!(said(&search));
    let all =
        "[[outcome]]\nindicator = \"abuses\"\n[[outcome]]\nindicator = \"returns_fled\"\ngoal = \"less\"\n";
    assert!(load(&format!("{search}{all}")).is_ok());
    // More of a harm is no way round it.
    let more = all.replace("\"less\"", "\"more\"");
    assert!(said(&format!("{search}{more}")).contains("the search leaves out returns_fled"));
}
