//! What is not known, drawn: every drawn scenario is one that a file could state, and can be run.

use std::fs;
use std::path::Path;

use wayfare::experiment::uncertain::Draws;
use wayfare::scenario;
use wayfare::world::Scenario;

use crate::common::*;
use crate::conservation::run_with_audits;

/// Folders of cases that ship, and the small world.
fn cases() -> Vec<Vec<Scenario>> {
    let emergence = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/emergence");
    let mut folders: Vec<_> = fs::read_dir(emergence).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    let mut cases: Vec<Vec<Scenario>> =
        folders.iter().map(|folder| scenario::load_case(folder).unwrap().scenarios).collect();
    cases.push(load("scenarios/niger"));
    cases.push(small_case());
    cases
}

#[test]
fn a_drawn_scenario_is_as_valid_as_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("drawn.toml");
    for case in cases() {
        let draws = Draws::of(&case, 11);
        for drawn in (0..4).flat_map(|draw| draws.apply(&case, draw)) {
            fs::write(&file, scenario::resolved_toml(&drawn)).unwrap();
            let again =
                scenario::load(&file).unwrap_or_else(|p| panic!("{}: {}", drawn.name, p.render(false)));
            assert_eq!(again.scenario.digest, drawn.digest, "{}", drawn.name);
        }
    }
}

#[test]
fn what_is_uncertain_in_the_niger_case() {
    let case = load("scenarios/niger");
    let draws = Draws::of(&case, 1);
    let names = |s: usize| draws.numbers(s).iter().map(|number| number.name()).collect::<Vec<_>>();
    let baseline = names(0);
    for known in
        ["route_choice.choice_scale", "legs.death_risk", "communities.population", "firm_types.slots"]
    {
        assert!(baseline.iter().any(|name| name == known), "{known}");
    }
    for known in ["pricing.tolerance", "capability.worth_nodes", "debt.lent_share", "places.lon"] {
        assert!(baseline.iter().all(|name| name != known), "{known}");
    }
    let law = case.iter().position(|scenario| scenario.name == "law").unwrap();
    assert!(names(law).iter().any(|name| name.starts_with("policy:")), "{:?}", names(law));
}

#[test]
fn drawn_runs_of_the_niger_case_keep_their_accounts() {
    let case = niger_case();
    let draws = Draws::of(&case, 3);
    for draw in 0..3 {
        let drawn = draws.apply(&case, draw);
        run_with_audits(&drawn[draw as usize], 1);
    }
}
