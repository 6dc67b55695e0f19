//! What an extending file changes, and what stays.

use wayfare::levers;
use wayfare::mechanisms::{pricing, route_choice};
use wayfare::scenario::{load, resolved_toml, resolved_with};
use wayfare::world::Scenario;

use super::support::Copy;

const CHILD: &str = "format = 1\nextends = \"law.toml\"\n";

fn child(text: &str) -> Scenario {
    let copy = Copy::new().write("child.toml", format!("{CHILD}{text}"));
    load(&copy.folder().join("child.toml")).unwrap().scenario
}

fn parent() -> Scenario {
    load(&super::support::small().join("law.toml")).unwrap().scenario
}

#[test]
fn what_is_not_said_is_inherited() {
    let scenario = child("");
    assert_eq!(scenario.name, "child");
    assert_eq!(scenario.title, parent().title);
    assert_eq!(scenario.policies.len(), 2);
    assert_eq!(scenario.digest, parent().digest);
    assert_eq!(scenario.settings.number(&route_choice::DEATH_LOSS), 60.0);
}

#[test]
fn scalars_and_parameters_are_laid_over() {
    let scenario =
        child("end = 2015-07-01\n[route_choice]\nchoice_scale = 0.2\n[pricing]\nadvance_share = 0.5\n");
    assert_eq!(scenario.calendar.end.to_string(), "2015-07-01");
    assert_eq!(scenario.settings.number(&route_choice::CHOICE_SCALE), 0.2);
    assert_eq!(scenario.settings.word(&pricing::CONDUCT), "cournot");
    assert_ne!(scenario.base_digest, parent().base_digest);
}

#[test]
fn a_policy_of_the_same_name_takes_the_place_of_the_first() {
    let scenario = child(
        "[[policy]]\nname = \"more\"\nlever = \"close_leg\"\nfrom = 2015-11-01\nwhere = { legs = [\"bton-cton\"] }\n\
         [[policy]]\nname = \"law\"\nlever = \"criminalise\"\nfrom = 2015-02-01\nwhere = { countries = [\"HLA\"] }\n",
    );
    let names: Vec<&str> = scenario.policies.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["law", "posts", "more"]);
    let law = &scenario.policies[0];
    assert_eq!(law.ramp_days, 0.0);
    assert_eq!(scenario.calendar.date(law.from).to_string(), "2015-02-01");
    assert_eq!(scenario.base_digest, parent().base_digest);
    assert_ne!(scenario.digest, parent().digest);
}

#[test]
fn policies_can_be_dropped() {
    let scenario = child("drop_policies = [\"law\"]\n");
    assert_eq!(scenario.policies.len(), 1);
    assert_eq!(scenario.policies[0].name, "posts");
}

#[test]
fn cells_and_tables_can_be_changed() {
    let posts = |scenario: &Scenario| scenario.legs[1].posts;
    assert_eq!(posts(&parent()), 3);
    assert_eq!(posts(&child("[change.legs.hubton-edge-road]\nposts = 5\nfare_usd = \"\"\n")), 5);
    let scenario = child("[change.legs.hubton-edge-road]\nfare_usd = \"\"\n");
    assert_eq!(scenario.legs[1].fare_usd, None);
}

#[test]
fn blanks_mean_what_the_columns_say() {
    let scenario = parent();
    assert_eq!(scenario.places[0].regular_income_usd_year, 1200.0);
    let track = &scenario.legs[2];
    assert_eq!(track.fare_usd, None);
    assert_eq!(scenario.countries[track.enforced_by.index()].id, "HLA");
    assert_eq!(scenario.places[scenario.legs[3].stopped_to.index()].id, "edge");
    assert_eq!(scenario.policies[1].source, "assumption");
}

#[test]
fn a_lever_without_its_number_leaves_the_table_alone() {
    let scenario = child(
        "[[policy]]\nname = \"way\"\nlever = \"open_pathway\"\nfrom = 2015-11-01\nwhere = { pathways = [\"work-dton\"] }\nplaces_per_year = 4000\n",
    );
    let lever = levers::find("open_pathway").unwrap();
    let fee = lever.text.parameters.iter().find(|p| p.name == "fee_usd").unwrap();
    assert!(scenario.policies[2].settings.number(fee).is_nan());
}

#[test]
fn a_value_stated_as_its_default_changes_no_digest() {
    let scenario = child("[route_choice]\nrisk_weight = 1.0\n");
    assert_eq!(scenario.digest, parent().digest);
}

#[test]
fn titles_and_sources_change_no_digest() {
    let scenario =
        child("title = \"Other\"\n[route_choice]\nchoice_scale = { value = 0.15, source = \"x\" }\n");
    assert_eq!(scenario.digest, parent().digest);
}

#[test]
fn the_resolved_file_stands_alone() {
    for scenario in [parent(), child("without = [\"harm\"]\n")] {
        let above = tempfile::TempDir::new().unwrap();
        let file = above.path().join("resolved.toml");
        let text = resolved_toml(&scenario);
        std::fs::write(&file, &text).unwrap();
        let again = load(&file).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
        assert_eq!(again.scenario.digest, scenario.digest);
        assert_eq!(again.scenario.base_digest, scenario.base_digest);
        assert!(text.contains("# catalogue default"));
        assert!(text.contains("# baseline.toml:25"));
    }
}

#[test]
fn the_resolved_file_says_where_each_value_stood() {
    let loaded = load(&super::support::small().join("law.toml")).unwrap();
    let text = resolved_with(&loaded.scenario, &loaded.origins);
    for line in [
        "title = \"A small world with a law\" # law.toml:2",
        "start = 2014-01-01 # baseline.toml:5",
        "without = [] # default",
        "posts = 3 # law.toml:7",
        "death_risk = 0.0002 # legs.csv:2; assumption, × 0.3 to 3",
        "regular_income_usd_year = 1200.0 # blank in the table",
        "patrol_intensity = 2.0 # law.toml:25",
    ] {
        assert!(text.lines().any(|l| l == line), "{line}\n{text}");
    }
}

#[test]
fn tables_from_spreadsheets_are_read() {
    let copy = Copy::new();
    let plain = load(&copy.folder()).unwrap().scenario.digest;
    let text = std::fs::read_to_string(copy.folder().join("places.csv")).unwrap();
    let copy = copy.write("places.csv", format!("\u{feff}{}", text.replace('\n', "\r\n")));
    assert_eq!(load(&copy.folder()).unwrap().scenario.digest, plain);
}
