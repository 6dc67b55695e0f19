//! Going on after arrival, free movement, and pathways for survivors, in the small world.

use wayfare::outcomes::{Record, Scope};
use wayfare::units::{Day, Probability};
use wayfare::world::{Leg, Policy, Scenario};

use crate::common::*;

/// The small world with room on its pathway to Dton, and a road on from there to Cton, where one earns
/// more, also without status.
fn with_a_way_on(onward_share: f64) -> Scenario {
    let mut scenario = stationary();
    let (dton, cton) = (place(&scenario, "dton"), place(&scenario, "cton"));
    let pathway = &mut scenario.pathways[0];
    (pathway.places_per_year, pathway.papers_needed, pathway.fee_usd) = (20_000.0, false, 100.0);
    (pathway.believed_refusal, pathway.believed_wait_days) = (Probability::new(0.1), 60.0);
    scenario.places[dton.index()].onward_share = Probability::new(onward_share);
    let richer = &mut scenario.places[cton.index()];
    (richer.income_usd_year, richer.regular_income_usd_year) = (12_000.0, 14_000.0);
    richer.horizon_years = 5.0;
    let like = scenario.legs[leg(&scenario, "bton-cton").index()].clone();
    let enforced_by = country(&scenario, "DLA");
    scenario.legs.push(Leg { id: "on".into(), from: dton, stopped_to: dton, enforced_by, ..like });
    scenario
}

fn free_movement(countries: &[&str]) -> Policy {
    in_countries(policy("free_movement", Day(0), &[]), &small(), countries)
}

const ONWARD: [&str; 3] = ["moved_on", "departures_secondary", "passengers_secondary"];

fn onward(record: &Record) -> [f64; 3] {
    ONWARD.map(|name| total(record, name))
}

#[test]
fn nobody_goes_on_where_nobody_thinks_of_it_or_nothing_follows_arrival() {
    assert_eq!(onward(&run(&with_a_way_on(0.0), 1)), [0.0; 3]);
    assert_eq!(onward(&run(&without(with_a_way_on(0.6), &["after_arrival"]), 1)), [0.0; 3]);
    let free = with(&with_a_way_on(0.0), free_movement(&["DLA", "CLA"]));
    assert_eq!(onward(&run(&free, 1)), [0.0; 3]);
}

#[test]
fn free_movement_takes_irregular_journeys_onward_away() {
    let scenario = with_a_way_on(0.6);
    let free = with(&scenario, free_movement(&["DLA", "CLA"]));
    let [moved, irregular, smuggled] = onward(&crate::conservation::run_with_audits(&scenario, 1));
    assert!(moved == 0.0 && irregular >= smuggled && irregular > 100.0, "{moved} {irregular} {smuggled}");
    let [moved, still, _] = onward(&crate::conservation::run_with_audits(&free, 1));
    assert!(moved > 0.8 * irregular && still < 0.1 * irregular, "{moved} moved on, {still} of {irregular}");
    // Elsewhere it does nothing for them.
    let [moved, ..] = onward(&run(&with(&scenario, free_movement(&["DLA", "HLA"])), 1));
    assert_eq!(moved, 0.0);
}

#[test]
fn free_movement_lets_holders_of_papers_travel_while_it_lasts() {
    let mut policy = free_movement(&["BLA", "CLA"]);
    (policy.from, policy.to) = (Day(0), Some(Day(365)));
    let holders = |scenario: &Scenario| {
        let record = run(scenario, 1);
        let months = monthly(&record, "departures_with_papers", Scope::Total).to_vec();
        [months[..12].iter().sum::<f64>(), months[13..].iter().sum::<f64>()]
    };
    let mut scenario = stationary();
    scenario.communities.iter_mut().for_each(|community| community.papers_share = Probability::new(0.5));
    let (before, during) = (holders(&scenario), holders(&with(&scenario, policy)));
    assert!(during[0] > before[0] + 100.0, "{before:?} {during:?}");
    assert!((during[1] / before[1] - 1.0).abs() < 0.1, "{before:?} {during:?}");
}

#[test]
fn a_pathway_for_survivors_takes_those_who_were_abused_on_the_way() {
    let mut scenario = stationary();
    let pathway = &mut scenario.pathways[0];
    (pathway.for_survivors, pathway.papers_needed) = (true, false);
    (pathway.places_per_year, pathway.fee_usd) = (f64::INFINITY, 0.0);
    (pathway.believed_refusal, pathway.believed_wait_days) = (Probability::NEVER, 60.0);
    let regular = |scenario: &Scenario| {
        let record = crate::conservation::run_with_audits(scenario, 1);
        (total(&record, "departures_regular"), total(&record, "abuses"))
    };
    let (admitted, abused) = regular(&scenario);
    assert!(admitted > 20.0 && admitted < abused, "{admitted} of {abused}");
    assert_eq!(regular(&without(scenario, &["harm"])).0, 0.0);
}
