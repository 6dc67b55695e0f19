//! Levers about what people hear from people like themselves, and what others tell them.

use wayfare::outcomes::{Record, Scope};
use wayfare::units::Day;
use wayfare::world::Scenario;

use crate::common::*;

/// The small world in which a danger is under-estimated by far.
fn underestimated() -> Scenario {
    let mut scenario = stationary();
    set(&mut scenario, "information.prior_death", 0.0005);
    set(&mut scenario, "information.prior_strength", 300.0);
    scenario.legs.iter_mut().for_each(|leg| leg.death_risk = wayfare::units::Probability::new(0.03));
    scenario
}

fn journeys(record: &Record) -> f64 {
    total(record, "attempts")
}

#[test]
fn peers_who_tell_of_a_danger_keep_some_at_home_and_the_more_the_more_they_are_trusted() {
    let told = |scenario: &Scenario| {
        let peers = policy("peers", Day(-100), &[("reports_per_week", 50.0)]);
        let after = with(scenario, in_countries(peers, scenario, &["ALA", "BLA"]));
        1.0 - journeys(&run(&after, 1)) / journeys(&run(scenario, 1))
    };
    let mut scenario = underestimated();
    let usual = told(&scenario);
    set(&mut scenario, "information.peer_trust", 0.02);
    let distrusted = told(&scenario);
    set(&mut scenario, "information.peer_trust", 0.0);
    assert_eq!(told(&scenario), 0.0);
    assert!(usual > distrusted && distrusted > 0.0, "{usual:.4} and {distrusted:.4}");
}

#[test]
fn what_other_communities_hear_counts_where_they_are_trusted() {
    // Both communities set out from the same place, and would hear of the same ways.
    let mut scenario = stationary();
    scenario.communities[1].place = scenario.communities[0].place;
    let road = Scope::Leg(leg(&scenario, "hubton-edge-road"));
    let control = on_legs(
        policy("border_effort", Day(0), &[("patrol_intensity", 10.0)]),
        &scenario,
        &["hubton-edge-road"],
    );
    let flow = |trust: f64| {
        let mut scenario = scenario.clone();
        set(&mut scenario, "information.trust_other", trust);
        run(&with(&scenario, control.clone()), 1).total("flow", road)
    };
    assert!(flow(0.0) != flow(0.3));
}

#[test]
fn those_who_were_sent_home_are_heard_where_they_are_trusted() {
    let mut scenario = stationary();
    let bton = leg(&scenario, "bton-cton").index();
    scenario.legs[bton].effort = 60.0;
    let flow = |trust: f64| {
        let mut scenario = scenario.clone();
        set(&mut scenario, "information.trust_returnee", trust);
        run(&scenario, 1).total("flow", Scope::Leg(leg(&scenario, "bton-cton")))
    };
    assert!(flow(3.0) < flow(0.0));
}
