//! Money that is followed, in the small world.

use wayfare::outcomes::Record;
use wayfare::units::{Day, Probability};
use wayfare::world::Scenario;

use crate::common::*;

const EVERYWHERE: [&str; 5] = ["ALA", "HLA", "DLA", "BLA", "CLA"];

/// The small world in which the money of a share of cases is followed everywhere.
fn followed(share: f64) -> Scenario {
    let mut scenario = stationary();
    let all = scenario.countries.iter_mut();
    all.for_each(|country| country.financial_investigation = Probability::new(share));
    scenario
}

fn summed(scenario: &Scenario, indicator: &str) -> f64 {
    (1..=4).map(|seed| total(&run(scenario, seed), indicator)).sum()
}

#[test]
fn where_nobody_follows_money_nothing_is_taken_and_the_switch_changes_nothing() {
    let record = run(&stationary(), 1);
    assert_eq!(total(&record, "assets_taken"), 0.0);
    assert_eq!(total(&record, "fee_proceeds"), 0.0);
    assert_same(&record, &run(&without(stationary(), &["money_trail"]), 1));
    assert_same(&record, &run(&without(followed(1.0), &["money_trail"]), 1));
}

#[test]
fn files_age_and_money_is_followed_without_arrests() {
    let scenario = without(followed(0.5), &["prosecution"]);
    assert_same(&run(&scenario, 1), &run(&followed(0.5), 1));
    assert!(total(&run(&scenario, 1), "assets_taken") > 0.0);
}

#[test]
fn networks_lose_more_than_their_share_of_firms() {
    // One slot in eleven is a network's, and all are at work.
    let mut scenario = without(followed(0.5), &["entry_exit"]);
    set(&mut scenario, "entry_exit.initial_share", 1.0);
    let (all, networks) = (summed(&scenario, "assets_taken"), summed(&scenario, "assets_taken_networks"));
    println!("{networks:.0} of {all:.0} USD from networks");
    assert!(networks > 2.0 / 11.0 * all, "{networks} of {all}");
}

#[test]
fn moving_proceeds_costs_its_share_of_fees_and_is_passed_on() {
    let fees = |share: f64| {
        let mut scenario = without(followed(share), &["entry_exit"]);
        set_word(&mut scenario, "pricing.conduct", "cost");
        set(&mut scenario, "money_trail.traced_per_week", 0.0);
        set(&mut scenario, "money_trail.watched_share", 0.2);
        run(&scenario, 1)
    };
    let (free, watched) = (fees(0.0), fees(1.0));
    let mean = |record: &Record| total(record, "fee_mean");
    let share = total(&watched, "fee_proceeds") / mean(&watched);
    // What was received before day 0 and is moved after it is counted, too.
    assert!((share - 0.2).abs() < 0.01, "{share}");
    assert!(mean(&watched) > 1.1 * mean(&free), "{} and {}", mean(&watched), mean(&free));
}

#[test]
fn financial_investigation_takes_assets_and_leaves_fewer_firms() {
    let scenario = stationary();
    let lever = policy("financial_investigation", Day(0), &[("followed_share", 1.0)]);
    let mut policed = with(&scenario, in_countries(lever, &scenario, &EVERYWHERE));
    set(&mut policed, "money_trail.traced_per_week", 0.05);
    assert!(summed(&policed, "assets_taken") > 0.0);
    let (before, after) = (summed(&scenario, "firms_mean"), summed(&policed, "firms_mean"));
    println!("{before:.2} firms, {after:.2} where money is followed");
    assert!(after < before, "{after} and {before}");
}

#[test]
fn partners_tell_of_their_files_once_whoever_reads_them() {
    let shared = |scenario: Scenario| {
        let mut scenario = scenario;
        scenario.firm_types.iter_mut().for_each(|kind| kind.network = true);
        scenario.countries.iter_mut().for_each(|country| country.investigation = 0.01);
        set(&mut scenario, "money_trail.moving_share", 0.0);
        set(&mut scenario, "money_trail.watched_share", 0.0);
        set(&mut scenario, "money_trail.taken_share", 0.0);
        let numbers = [("share", 1.0), ("compliance", 1.0), ("delay_days", 60.0)];
        let lever = policy("intelligence_sharing", Day(0), &numbers);
        run(&with(&scenario, in_countries(lever, &scenario, &EVERYWHERE)), 1)
    };
    let (read_once, read_twice) = (shared(stationary()), shared(followed(1.0)));
    assert!(total(&read_once, "arrests_organisers") > 0.0);
    assert_same(&read_once, &read_twice);
}

#[test]
fn people_and_money_balance_where_money_is_followed() {
    let mut scenario = followed(1.0);
    set(&mut scenario, "money_trail.traced_per_week", 0.1);
    set(&mut scenario, "money_trail.taken_share", 1.0);
    set(&mut scenario, "money_trail.moving_share", 0.05);
    crate::conservation::run_with_audits(&scenario, 1);
    crate::conservation::run_with_audits(&without(scenario, &["entry_exit"]), 1);
}
