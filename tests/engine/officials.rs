//! Officials: posted bribes, extortion, escorts, detention and document offices; and where patrols go.

use wayfare::outcomes::{Record, Scope};
use wayfare::units::{Day, Probability};
use wayfare::world::Scenario;

use crate::common::*;
use crate::conservation::run_with_audits;

const ROAD: &str = "hubton-edge-road";

fn posted(rule: &str) -> Scenario {
    let mut scenario = stationary();
    set_word(&mut scenario, "corruption.bribes", rule);
    scenario
}

fn on_road(record: &Record, indicator: &str) -> f64 {
    record.total(indicator, Scope::Leg(leg(&small(), ROAD)))
}

#[test]
fn posts_that_set_their_bribes_jointly_take_less_of_each_and_let_more_come() {
    let [apart, together] = ["posted_independent", "posted_joint"]
        .map(|rule| [1, 2, 3].map(|seed| run_with_audits(&posted(rule), seed)));
    for id in ["aton-hubton", ROAD, "bton-cton"] {
        let on = |records: &[Record], indicator: &str| -> f64 {
            records.iter().map(|r| r.total(indicator, Scope::Leg(leg(&small(), id)))).sum()
        };
        assert!(on(&together, "fee_mean") < 0.8 * on(&apart, "fee_mean"), "fee on {id}");
        assert!(on(&together, "passengers") > 1.2 * on(&apart, "passengers"), "passengers on {id}");
    }
    let off = ["posted_independent", "ties"].map(|rule| run(&without(posted(rule), &["corruption"]), 1));
    assert_same(&off[0], &off[1]);
}

#[test]
fn officials_who_extort_take_more_of_people_alone() {
    let bribes = |share| {
        let mut scenario = stationary();
        set(&mut scenario, "corruption.extorting_share", share);
        total(&run_with_audits(&scenario, 1), "bribes_alone")
    };
    let [none, half, all] = [0.0, 0.5, 1.0].map(bribes);
    assert!(none < half && half < all, "{none:.0} {half:.0} {all:.0}");
}

/// The small world with many patrols on the road, where convoys can have an escort.
fn escorted(share: f64) -> Scenario {
    let mut scenario = stationary();
    let road = leg(&scenario, ROAD).index();
    scenario.legs[road].effort = 100.0;
    scenario.legs[road].escort_share = Probability::new(share);
    scenario
}

#[test]
fn an_escort_is_taken_where_it_is_worth_its_share_and_keeps_patrols_off() {
    let [none, cheap, dear] = [0.0, 0.1, 0.9].map(|share| run_with_audits(&escorted(share), 1));
    let stopped = |record: &Record| on_road(record, "interceptions") / on_road(record, "flow");
    assert!(stopped(&cheap) < 0.5 * stopped(&none), "{} and {}", stopped(&cheap), stopped(&none));
    let share = on_road(&cheap, "passengers_escorted") / on_road(&cheap, "passengers");
    let paid = on_road(&cheap, "escort_payments") / on_road(&cheap, "passengers_escorted");
    assert!(share > 0.9, "{share} under escort");
    assert!((paid / (0.1 * on_road(&cheap, "fee_mean")) - 1.0).abs() < 0.1, "{paid}");
    for (record, indicator) in [(&none, "escort_payments"), (&dear, "passengers_escorted")] {
        assert_eq!(total(record, indicator), 0.0, "{indicator}");
    }
    let off = [0.0, 0.1].map(|share| run(&without(escorted(share), &["corruption"]), 1));
    assert_same(&off[0], &off[1]);
}

#[test]
fn guards_let_go_those_who_pay_where_it_is_worth_it_to_both() {
    let paid = |asked: Option<f64>, moral_cost: f64| {
        let mut scenario = stationary();
        let country = country(&scenario, "DLA").index();
        scenario.countries[country].detention_bribe_usd = asked;
        set(&mut scenario, "corruption.moral_cost_median_usd", moral_cost);
        total(&run_with_audits(&scenario, 1), "bribes_detention")
    };
    assert!(paid(Some(50.0), 1.0) > 0.0);
    // More than two months are worth to anybody, more scruples than that outweighs, or nothing asked.
    assert_eq!([paid(Some(1e6), 1.0), paid(Some(50.0), 1e5), paid(None, 1.0)], [0.0; 3]);
}

#[test]
fn at_document_offices_those_take_whose_scruples_are_outweighed() {
    let under = |rule: &str, moral_cost: f64| {
        let mut scenario = stationary();
        set_word(&mut scenario, "corruption.offices", rule);
        set(&mut scenario, "corruption.moral_cost_median_usd", moral_cost);
        set(&mut scenario, "corruption.detection_per_bribe", 0.0);
        run_with_audits(&scenario, 1)
    };
    assert_same(&under("everybody", 0.0), &under("one_by_one", 0.0));
    let bribes = |record: &Record| total(record, "bribes_paid");
    assert!(bribes(&under("everybody", 1e5)) > 0.0);
    assert_eq!(bribes(&under("one_by_one", 1e5)), 0.0);
}

#[test]
fn better_watched_officials_at_desks_take_less() {
    let mut scenario = stationary();
    set_word(&mut scenario, "corruption.offices", "one_by_one");
    scenario.legs.iter_mut().for_each(|leg| leg.posts = 0);
    let all = ["ALA", "HLA", "DLA", "BLA", "CLA"];
    let watched = policy("anti_corruption", Day(-182), &[("detection_factor", 1000.0)]);
    let honest = run(&with(&scenario, in_countries(watched, &scenario, &all)), 1);
    assert!(total(&run(&scenario, 1), "bribes_paid") > 0.0);
    assert_eq!(total(&honest, "bribes_paid"), 0.0);
}

#[test]
fn officials_who_are_moved_soon_deal_with_firms_that_have_ties_as_with_others() {
    let with_ties = |probability: f64| {
        let mut scenario = stationary();
        let all = Probability::new(probability);
        scenario.firm_types.iter_mut().for_each(|kind| kind.tied_probability = all);
        scenario
    };
    let moved = |times: f64| {
        let scenario = with_ties(1.0);
        let all = ["ALA", "HLA", "DLA", "BLA", "CLA"];
        let moves =
            policy("anti_corruption", Day(-182), &[("detection_factor", 1.0), ("moves_per_year", times)]);
        run_with_audits(&with(&scenario, in_countries(moves, &scenario, &all)), 1)
    };
    let per_client = |record: &Record| total(record, "bribe_per_client");
    let known = run(&with_ties(1.0), 1);
    assert_same(&moved(0.0), &known);
    assert!(per_client(&moved(3.0)) > 1.2 * per_client(&known), "{}", per_client(&known));
    assert!(per_client(&moved(12.0)) > 1.2 * per_client(&moved(3.0)));
    let untied = run(&with_ties(0.0), 1);
    let ratio = per_client(&moved(12.0)) / per_client(&untied);
    assert!((ratio - 1.0).abs() < 0.1, "{ratio}");
}

#[test]
fn each_rule_of_effort_moves_it_its_own_way() {
    let under = |rule: &str| {
        let mut scenario = stationary();
        set_word(&mut scenario, "effort_allocation.rule", rule);
        run_with_audits(&scenario, 1)
    };
    let rules = ["fixed", "proportional", "chasing", "intelligence", "optimised"].map(under);
    for (i, one) in rules.iter().enumerate() {
        for other in &rules[i + 1..] {
            assert!(!differing(one, other, usize::MAX, |_| true).is_empty());
        }
    }
    // Nobody keeps files without investigations.
    let mut blind = without(stationary(), &["prosecution"]);
    let fixed = run(&blind, 1);
    set_word(&mut blind, "effort_allocation.rule", "intelligence");
    assert_same(&run(&blind, 1), &fixed);
}
