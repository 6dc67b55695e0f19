//! What is said of a calibration's file.

use wayfare::scenario::load_study;
use wayfare::scenario::study::Design;

use super::support::Copy;

const STUDY: &str = r#"
format = 1
kind = "calibration"
title = "What is left"
fitted = ["small"]
discrepancy = 0.5

[[parameter]]
name = "route_choice.death_loss"
"#;

/// The study as a file beside a copy of the small case.
fn load(copy: &Copy, text: &str) -> Result<Design, String> {
    let file = copy.above.path().join("study.toml");
    std::fs::write(&file, text).unwrap();
    let above = format!("{}/", copy.above.path().display());
    match load_study(&file) {
        Ok(loaded) => Ok(loaded.study.design),
        Err(problems) => Err(problems.render(false).replace(&above, "")),
    }
}

fn said(text: &str) -> String {
    load(&Copy::new(), text).unwrap_err()
}

#[test]
fn priors_are_those_of_the_cases_and_of_the_catalogue() {
    let both = STUDY.to_owned() + "\n[[parameter]]\nname = \"information.forget\"\n";
    let Ok(Design::Calibration(found)) = load(&Copy::new(), &both) else { panic!("a calibration") };
    let ranges: Vec<_> = found.parameters.iter().map(|parameter| parameter.range).collect();
    assert_eq!(ranges, [Some((20.0, 150.0)), Some((0.02, 0.15))]);
    let happened: Vec<&str> = found.cases[0].scenarios.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(happened, ["baseline", "law"]);
}

#[test]
fn all_problems_are_told_at_once() {
    insta::assert_snapshot!(said(
        r#"
format = 1
kind = "calibration"
title = "What is left"
case = "small"
fitted = ["small", "smal"]
held_out = ["small"]
nearest = 2

[sketch]
end = 2015-01-01

[[parameter]]
name = "route_choice.death_los"

[[parameter]]
name = "information.forget"
range = [0.5, 0.1]

[[parameter]]
name = "information.forget"
"#
    ));
}

#[test]
fn a_number_that_a_scenario_sets_for_itself_is_not_shared() {
    let copy = Copy::new();
    let law = copy.above.path().join("small/law.toml");
    let text = std::fs::read_to_string(&law).unwrap();
    std::fs::write(&law, text + "\n[route_choice]\ndeath_loss = 70\n").unwrap();
    let said = load(&copy, STUDY).unwrap_err();
    assert!(said.contains("only what all cases share can be calibrated"), "{said}");
}
