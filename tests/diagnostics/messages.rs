//! Every kind of mistake, as it is told.

use insta::assert_snapshot;

use super::support::Copy;

#[test]
fn the_small_case_is_fine() {
    let case = Copy::new().load().unwrap();
    assert!(case.warnings.is_empty(), "{}", case.warnings);
    let names: Vec<&str> = case.scenarios.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["baseline", "law"]);
}

#[test]
fn misspelt_keys_name_the_nearest() {
    let copy = Copy::new()
        .edit("law.toml", "patrol_intensity", "patrol_intensty")
        .edit("baseline.toml", "choice_scale", "choice_scael")
        .edit("baseline.toml", "warm_up_days", "warmup_days")
        .edit("baseline.toml", "[pricing]", "[prices]");
    assert_snapshot!(copy.said());
}

#[test]
fn levers_targets_and_mechanisms_are_checked() {
    let copy = Copy::new()
        .edit("law.toml", "criminalise", "criminalize")
        .edit("law.toml", "[\"hubton-edge-road\"]", "[\"hubton-edge-raod\"]")
        .append("law.toml", "[[policy]]\nname = \"none\"\nlever = \"cut_fee\"\nfrom = 2015-01-01\n")
        .append(
            "law.toml",
            "[[policy]]\nname = \"wrong\"\nlever = \"cut_fee\"\nfrom = 2015-01-01\nwhere = { legs = [\"edge-dton\"] }\n",
        )
        .append("law.toml", "[[policy]]\nname = \"firms\"\nlever = \"close_leg\"\nfrom = 2015-01-01\nwhere = { firm_types = [\"driver\"] }\n")
        .append("law.toml", "[[policy]]\nname = \"empty\"\nlever = \"close_leg\"\nfrom = 2015-01-01\nwhere = {}\n")
        .edit("baseline.toml", "price_year", "without = [\"harms\", \"route_choice\"]\nprice_year");
    assert_snapshot!(copy.said());
}

#[test]
fn the_unit_belongs_to_the_key() {
    let copy = Copy::new()
        .append(
            "law.toml",
            "[[policy]]\nname = \"way\"\nlever = \"open_pathway\"\nfrom = 2015-01-01\nwhere = { pathways = [\"work-dton\"] }\nplaces_per_year = 4000\nfee = 30\n",
        )
        .edit("legs.csv", "fare_usd", "fare");
    assert_snapshot!(copy.said());
}

#[test]
fn required_numbers_of_a_lever_are_asked_for() {
    let copy = Copy::new().append(
        "law.toml",
        "[[policy]]\nname = \"way\"\nlever = \"open_pathway\"\nfrom = 2015-01-01\nwhere = { pathways = [\"work-dton\"] }\n",
    );
    assert_snapshot!(copy.said());
}

#[test]
fn numbers_outside_limits_are_errors_and_implausible_ones_warnings() {
    let copy = Copy::new()
        .edit("law.toml", "patrol_intensity = 2", "patrol_intensity = 80")
        .edit("baseline.toml", "choice_scale = 0.15", "choice_scale = 0.9")
        .edit("places.csv", "1200,,2,no,4,0.4", "1200,,2,no,4,1.4")
        .edit("legs.csv", "aton-hubton,aton,hubton,road,1100", "aton-hubton,aton,hubton,road,35000");
    assert_snapshot!(copy.said());
}

#[test]
fn implausible_numbers_alone_stop_nothing() {
    let copy = Copy::new().edit("baseline.toml", "choice_scale = 0.15", "choice_scale = 0.9");
    assert!(copy.load().is_ok());
    assert_snapshot!(copy.said());
}

#[test]
fn numbers_that_are_none_are_told_from_numbers() {
    let copy = Copy::new()
        .edit("baseline.toml", "choice_scale = 0.15", "choice_scale = nan")
        .edit("baseline.toml", "persons_per_agent = 1", "persons_per_agent = inf")
        .edit("baseline.toml", "period_days = 7", "period_days = 7.5")
        .edit("baseline.toml", "conduct = \"cournot\"", "conduct = \"cournout\"")
        .edit("places.csv", "14.0,32.0,5000", "14.0,32.0,\"5,000\"")
        .edit("places.csv", "12,0.6,8,400", "12,60%,8,\"400,5\"")
        .edit("countries.csv", "ALA,Aland,West,200", "ALA,Aland,West,many");
    assert_snapshot!(copy.said());
}

#[test]
fn whole_numbers_have_no_fraction() {
    let copy = Copy::new()
        .edit("baseline.toml", "conduct =", "sweeps = 99.5\nconduct =")
        .append("baseline.toml", "[waiting]\npatience_days = { value = 14, range = [7, 20.5] }\n");
    assert_snapshot!(copy.said());
}

#[test]
fn wrong_kinds_of_value_are_named() {
    let copy = Copy::new()
        .edit("baseline.toml", "death_loss = { value = 60,", "death_loss = { value = \"60\",")
        .edit("baseline.toml", "title = \"A small world\"", "title = 3")
        .edit("law.toml", "from = 2015-01-01\nto", "from = \"2015-01-01\"\nto")
        .edit("law.toml", "where = { countries = [\"HLA\"] }", "where = { countries = [3] }")
        .edit("legs.csv", "no,0,0.1,\n", "maybe,0,0.1,\n");
    assert_snapshot!(copy.said());
}

#[test]
fn ranges_have_to_hold_their_value() {
    let copy = Copy::new().edit("baseline.toml", "range = [20, 150]", "range = [150, 20]").edit(
        "law.toml",
        "range = [5000, 80000]",
        "range = [30000, 80000]",
    );
    assert_snapshot!(copy.said());
}

#[test]
fn dates_are_checked() {
    let copy = Copy::new()
        .edit("baseline.toml", "end = 2016-01-01", "end = 2013-01-01")
        .edit("law.toml", "to = 2015-10-01", "to = 2015-13-01")
        .edit("law.toml", "from = 2015-01-01\nramp", "from = 2015-02-30\nramp")
        .edit("series.csv", "2015-07-01", "2015-7-1");
    assert_snapshot!(copy.said());
}

#[test]
fn policies_end_after_they_begin_and_lie_within_the_horizon() {
    let copy = Copy::new().edit("law.toml", "to = 2015-10-01", "to = 2014-10-01").edit(
        "law.toml",
        "from = 2015-01-01\nramp",
        "from = 2025-01-01\nramp",
    );
    assert_snapshot!(copy.said());
}

#[test]
fn a_kind_of_firm_can_only_grow() {
    let smaller = "[change.firm_types.driver]\nmost_seats_per_week = 3\n\n[[policy]]";
    assert_snapshot!(Copy::new().edit("law.toml", "[[policy]]", smaller).said());
}

#[test]
fn only_a_network_sells_journeys() {
    let drivers = "[change.firm_types.driver]\nchains = 2\n\n[[policy]]";
    assert_snapshot!(Copy::new().edit("law.toml", "[[policy]]", drivers).said());
}

#[test]
fn broken_toml_is_told_in_the_same_manner() {
    let copy =
        Copy::new().edit("law.toml", "[\"HLA\"]", "[\"HLA\"").edit("baseline.toml", "\"cournot\"", "cournot");
    assert_snapshot!(copy.said());
}

#[test]
fn ids_are_unique_and_known() {
    let copy = Copy::new()
        .edit("places.csv", "cton,Cton", "bton,Cton")
        .edit("legs.csv", "edge-dton,edge,dton", "edge-dton,edgy,dton")
        .edit("communities.csv", "a,People of Aton,aton", "a,People of Aton,attn")
        .edit("pathways.csv", "labour,dton,a", "labour,dton,a c")
        .edit("law.toml", "name = \"posts\"", "name = \"law\"");
    assert_snapshot!(copy.said());
}

#[test]
fn columns_are_known_and_complete() {
    let copy = Copy::new()
        .edit("communities.csv", "aspiration_per_year", "aspiration_per_yaer")
        .edit("firm_types.csv", ",cost_sigma\n", ",cost_sigma,colour\n")
        .edit("countries.csv", "CLA,Cland,,300", "CLA,Cland,300")
        .edit("pathways.csv", "fee_usd,", "");
    assert_snapshot!(copy.said());
}

#[test]
fn people_can_arrive_and_legs_can_be_travelled() {
    let copy = Copy::new()
        .edit("legs.csv", "edge-dton,edge,dton", "edge-dton,edge,edge")
        .edit("legs.csv", "foot,1200,20,15,no", "foot,1200,20,,no")
        .edit("legs.csv", "1500,3,80,yes,450,200", "1500,3,80,yes,450,");
    assert_snapshot!(copy.said());
}

#[test]
fn files_are_there_and_are_text() {
    let copy = Copy::new()
        .remove("pathways.csv")
        .write("communities.csv", b"id,name\na,Kand\xe9\n")
        .write("firm_types.csv", "")
        .write("series.csv", "quantity;subject;from;multiple\n")
        .edit("baseline.toml", "\"places.csv\"", "\".\"")
        .edit("baseline.toml", "\"sources.csv\"", "\"source.csv\"");
    assert_snapshot!(copy.said());
}

#[test]
fn a_cycle_names_its_chain() {
    let copy = Copy::new().edit("baseline.toml", "format = 1", "format = 1\nextends = \"law.toml\"");
    assert_snapshot!(copy.said());
}

#[test]
fn a_table_needs_rows_and_a_file_its_keys() {
    let copy = Copy::new()
        .write("empty.toml", "")
        .edit("baseline.toml", "communities = \"communities.csv\"\n", "")
        .write(
            "firm_types.csv",
            std::fs::read_to_string(super::support::small().join("firm_types.csv"))
                .unwrap()
                .lines()
                .next()
                .unwrap(),
        );
    assert_snapshot!(copy.said());
}

#[test]
fn policies_may_not_contradict_each_other() {
    let law = "lever = \"criminalise\"\nfrom = 2015-01-01\n";
    let way = "lever = \"open_pathway\"\nwhere = { pathways = [\"work-dton\"] }\n";
    let copy = Copy::new()
        .append("law.toml", &format!("[[policy]]\nname = \"harder\"\n{law}where = {{ countries = [\"HLA\"] }}\npenalty_usd = 50000\n"))
        .append("law.toml", &format!("[[policy]]\nname = \"elsewhere\"\n{law}where = {{ countries = [\"ALA\"] }}\npenalty_usd = 50000\n"))
        .append("law.toml", &format!("[[policy]]\nname = \"one\"\n{way}from = 2014-06-01\nplaces_per_year = 1000\n"))
        .append("law.toml", &format!("[[policy]]\nname = \"two\"\n{way}from = 2014-06-01\nplaces_per_year = 2000\n"))
        .append("law.toml", "[[policy]]\nname = \"closed\"\nlever = \"close_leg\"\nfrom = 2015-03-01\nwhere = { legs = [\"hubton-edge-road\"] }\n");
    assert_snapshot!(copy.said());
}

#[test]
fn numbers_that_add_up_do_not_contradict_each_other() {
    let work = "lever = \"alternative_livelihood\"\nfrom = 2015-06-01\nwhere = { places = [\"hubton\"] }\n";
    let copy = Copy::new()
        .append("law.toml", &format!("[[policy]]\nname = \"work\"\n{work}income_usd_week = 40\n"))
        .append("law.toml", &format!("[[policy]]\nname = \"more work\"\n{work}income_usd_week = 60\n"));
    assert_eq!(copy.said(), "");
}

#[test]
fn observations_name_what_there_is() {
    let copy = Copy::new()
        .edit(
            "observations.csv",
            "level,baseline,,flow_monitored,leg:hubton-edge-road",
            "level,basline,,flow_monitord,lag:x",
        )
        .edit("observations.csv", "legs:hubton-edge-road+hubton-edge-track", "place:hubton")
        .edit("observations.csv", "2015-06-01,2015-12-01", ",");
    assert_snapshot!(copy.said());
}

#[test]
fn observations_of_two_things_name_both() {
    let header =
        "metric,kind,scenario,baseline,indicator,scope,from0,to0,from1,to1,value,low,high,fact_ids\n";
    let windows = "2014-06-01,2014-12-01,2015-06-01,2015-12-01,0.5,,,none\n";
    let rows = [
        "turning,substitution,law,,flow,leg:hubton-edge-road,",
        "deadlier,ratio,law,,deaths/fee_mean,leg:hubton-edge-road,",
        "deadliest,lag,law,,deaths/flow,leg:hubton-edge-road/leg:hubton-edge-trak,",
        "half,ratio,law,,deaths/,leg:hubton-edge-road,",
        "other half,share,law,,flow,/leg:hubton-edge-road,",
        "itself,substitution,law,,flow,leg:hubton-edge-road/leg:hubton-edge-road,",
        "dearer,substitution,law,,fee_mean,leg:hubton-edge-road/leg:hubton-edge-track,",
    ];
    let text = rows.iter().fold(header.to_owned(), |text, row| text + row + windows);
    assert_snapshot!(Copy::new().write("observations.csv", &text).said());
}

#[test]
fn changes_name_tables_rows_and_columns() {
    let copy = Copy::new().edit("law.toml", "posts = 3", "post = 3").append(
        "law.toml",
        "[change.legs.hubton-edge]\nposts = 3\n[change.places.edge]\nid = \"x\"\n[change.leg.a]\n",
    );
    assert_snapshot!(copy.said());
}

#[test]
fn nobody_can_simulate_everybody() {
    let copy = Copy::new()
        .edit("communities.csv", "1500,200000,0.05", "1500,9000000000,0.5")
        .edit("firm_types.csv", "no,20,30", "no,90000,30")
        .edit("legs.csv", "18,8000,1,", "18,8000,2,");
    assert_snapshot!(copy.said());
}

#[test]
fn pathways_are_no_more_than_can_be_told_apart() {
    let more = |count: usize| {
        let way = |i| format!("work-{i},Work,labour,dton,a,500,900,180,0.4,0.7,400,yes,first_come\n");
        Copy::new().append("pathways.csv", &(1..count).map(way).collect::<String>())
    };
    assert_eq!(more(64).load().unwrap().scenarios[0].pathways.len(), 64);
    assert_snapshot!(more(65).said());
}

#[test]
fn rows_belong_under_tables() {
    let copy = Copy::new()
        .append("law.toml", "[[places]]\nid = \"x\"\n[[tables.series]]\nquantity = \"income\"\nsubjekt = \"edge\"\nmultiple = \"2\"\n");
    assert_snapshot!(copy.said());
}

#[test]
fn a_folder_without_a_baseline_is_no_case() {
    let copy = Copy::new().remove("baseline.toml").remove("law.toml");
    assert_snapshot!(copy.said());
}

#[test]
fn every_toml_file_of_a_case_is_a_scenario() {
    let copy = Copy::new().write("notes.toml", "to_do = \"ask about fares\"\n");
    assert_snapshot!(copy.said());
}

#[test]
fn what_lies_deeper_or_is_hidden_is_none() {
    let copy = Copy::new();
    std::fs::create_dir(copy.folder().join("parts")).unwrap();
    let case = copy
        .write("parts/notes.toml", "to_do = 1")
        .write("parts/prices.toml", "format = 1\nextends = \"../baseline.toml\"\nprice_year = 2017\n")
        .write("later.toml", "format = 1\nextends = \"parts/prices.toml\"\n")
        .write(".law.toml", "unsaved")
        .write("law.toml.old", "kept");
    let case = case.load().unwrap();
    let names: Vec<&str> = case.scenarios.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["baseline", "later", "law"]);
    assert_eq!(case.scenarios[1].price_year, 2017);
}

#[test]
fn colours_come_only_when_asked_for() {
    let problems = Copy::new().edit("baseline.toml", "format = 1", "fromat = 1").load().unwrap_err();
    assert!(!problems.render(false).contains('\u{1b}'));
    assert!(problems.render(true).contains('\u{1b}'));
}

#[test]
fn motives_are_shares_of_the_same_people() {
    let copy = Copy::new()
        .edit("communities.csv", "papers_share", "papers_share,family_share,climate_share")
        .edit("communities.csv", "0.05,0.05,0.25", "0.05,0.05,0.25,0.7,0.3")
        .edit("communities.csv", "0.05,0.3,0.1", "0.05,0.3,0.1,,");
    let said = copy.said();
    assert!(said.contains("motives of community `a` add up to 1.050"), "{said}");
}
