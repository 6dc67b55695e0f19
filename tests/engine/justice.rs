//! Case files, arrests and what follows, in the small world.

use wayfare::outcomes::Record;
use wayfare::units::{Day, Probability};
use wayfare::world::Scenario;

use crate::common::*;

const LEVELS: [&str; 3] = ["arrests_drivers", "arrests_facilitators", "arrests_organisers"];

/// The small world with investigators everywhere, who aim as told.
fn investigated(capacity: f64, weights: [f64; 3]) -> Scenario {
    let mut scenario = stationary();
    scenario.countries.iter_mut().for_each(|country| country.investigation = capacity);
    for (name, weight) in ["target_drivers", "target_facilitators", "target_organisers"].iter().zip(weights) {
        set(&mut scenario, &format!("prosecution.{name}"), weight);
    }
    scenario
}

fn arrests(record: &Record) -> f64 {
    LEVELS.iter().map(|level| total(record, level)).sum()
}

#[test]
fn without_capacity_nobody_is_arrested_and_the_switch_changes_nothing() {
    let record = run(&stationary(), 1);
    assert_eq!(arrests(&record), 0.0);
    assert_same(&record, &run(&without(stationary(), &["prosecution"]), 1));
    let off = without(investigated(0.1, [1.0; 3]), &["prosecution"]);
    assert_same(&record, &run(&off, 1));
}

#[test]
fn those_of_the_level_aimed_at_are_arrested() {
    for (level, name) in LEVELS.iter().enumerate() {
        let mut weights = [0.0; 3];
        weights[level] = 1.0;
        let record = run(&investigated(0.05, weights), 1);
        assert!(total(&record, name) > 0.0, "{name}");
        assert_eq!(arrests(&record), total(&record, name), "{name}");
    }
}

#[test]
fn target_level_moves_arrests_from_drivers_to_organisers() {
    let scenario = investigated(0.02, [1.0, 0.0, 0.0]);
    let aim = policy("target_level", Day(0), &[("drivers", 0.0), ("organisers", 1.0)]);
    let aim = in_countries(aim, &scenario, &["ALA", "HLA", "DLA", "BLA", "CLA"]);
    let (drivers, organisers) = (run(&scenario, 1), run(&with(&scenario, aim), 1));
    assert!(total(&drivers, LEVELS[0]) > 10.0 && total(&drivers, LEVELS[2]) == 0.0);
    assert!(total(&organisers, LEVELS[2]) > 10.0 && total(&organisers, LEVELS[0]) == 0.0);
}

#[test]
fn arrests_follow_the_hazard_of_the_file() {
    // Whoever is arrested is back by the next market day, firms keep their seats, and nobody weighs it: the
    // world stays the same, and arrests follow capacity.
    let quick = |capacity: f64| {
        let mut scenario = without(investigated(capacity, [0.0, 1.0, 0.0]), &["entry_exit"]);
        scenario.firm_types.iter_mut().for_each(|kind| kind.tied_probability = Probability::NEVER);
        for (name, value) in [
            ("prosecution_probability", 0.0),
            ("days_back", 1.0),
            ("away_usd_week", 0.0),
            ("drivers_per_facilitator", 1.0),
        ] {
            set(&mut scenario, &format!("prosecution.{name}"), value);
        }
        scenario
    };
    let arrests = |capacity| (1..=6).map(|seed| arrests(&run(&quick(capacity), seed))).sum::<f64>();
    let (one, two) = (arrests(0.0004), arrests(0.0008));
    println!("{one} arrests, and {two} at twice the capacity");
    assert!(one > 50.0 && (1.6..2.4).contains(&(two / one)), "{one} and {two}");
}

#[test]
fn people_are_prosecuted_and_convicted_as_often_as_the_chances_say() {
    let mut scenario = investigated(0.2, [1.0, 0.0, 0.0]);
    for (name, value) in [
        ("prosecution_probability", 0.6),
        ("conviction_probability", 0.5),
        ("trial_days", 1.0),
        ("months_away", 0.1),
        ("days_back", 1.0),
    ] {
        set(&mut scenario, &format!("prosecution.{name}"), value);
    }
    let (mut arrested, mut tried, mut convicted) = (0.0, 0.0, 0.0);
    for seed in 1..=6 {
        let record = run(&scenario, seed);
        arrested += arrests(&record);
        tried += total(&record, "prosecutions");
        convicted += total(&record, "convictions_drivers");
    }
    assert_share(tried, arrested, 0.6);
    assert_share(convicted, arrested, 0.3);
}

#[test]
fn deterrence_is_what_smugglers_believe_of_arrests() {
    // The firms of the start stay and keep all their seats: what is left is the price of the risk.
    let fee = |away_usd: f64| {
        let mut scenario = without(investigated(0.05, [0.0, 1.0, 0.0]), &["entry_exit", "corruption"]);
        set(&mut scenario, "prosecution.drivers_per_facilitator", 1.0);
        set(&mut scenario, "prosecution.away_usd_week", away_usd);
        total(&run(&scenario, 1), "fee_mean")
    };
    assert!(fee(400.0) > 1.02 * fee(0.0), "{} and {}", fee(400.0), fee(0.0));
}

#[test]
fn arrests_of_organisers_leave_fewer_firms_and_conviction_keeps_them_away() {
    let firms = |conviction: f64| {
        let mut scenario = investigated(0.02, [0.0, 0.0, 1.0]);
        set(&mut scenario, "prosecution.prosecution_probability", conviction);
        set(&mut scenario, "prosecution.conviction_probability", conviction);
        total(&run(&scenario, 1), "firms_mean")
    };
    let untouched = total(&run(&stationary(), 1), "firms_mean");
    assert!(firms(1.0) < firms(0.0) && firms(0.0) < untouched);
}

#[test]
fn people_and_money_balance_under_investigation() {
    for weights in [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 1.0, 1.0]] {
        crate::conservation::run_with_audits(&investigated(0.1, weights), 1);
        crate::conservation::run_with_audits(&without(investigated(0.1, weights), &["entry_exit"]), 1);
    }
}

fn sharing(scenario: &Scenario, countries: &[&str]) -> Scenario {
    let numbers = [("share", 1.0), ("compliance", 1.0)];
    with(scenario, in_countries(policy("intelligence_sharing", Day(0), &numbers), scenario, countries))
}

#[test]
fn countries_that_share_change_what_follows_and_the_switch_undoes_it() {
    let scenario = investigated(0.02, [0.0, 0.0, 1.0]);
    let all = ["ALA", "HLA", "DLA"];
    let (alone, together) = (run(&scenario, 1), run(&sharing(&scenario, &all), 1));
    assert!(!differing(&alone, &together, usize::MAX, |_| true).is_empty());
    // Nobody to share with, and nobody who shares.
    assert_same(&run(&sharing(&scenario, &["ALA"]), 1), &run(&scenario, 1));
    let off = without(scenario.clone(), &["cooperation"]);
    assert_same(&run(&sharing(&off, &all), 1), &run(&scenario, 1));
    crate::conservation::run_with_audits(&sharing(&scenario, &all), 1);
    let stays = without(sharing(&scenario, &all), &["entry_exit"]);
    crate::conservation::run_with_audits(&stays, 1);
}

#[test]
fn the_later_countries_hear_from_each_other_the_less_sharing_changes() {
    // Nobody stays away, so that files are all that differs.
    let mut scenario = without(investigated(0.002, [0.0, 0.0, 1.0]), &["entry_exit"]);
    scenario.firm_types.iter_mut().for_each(|kind| kind.network = true);
    for (name, value) in [("prosecution_probability", 0.0), ("days_back", 1.0), ("away_usd_week", 0.0)] {
        set(&mut scenario, &format!("prosecution.{name}"), value);
    }
    let all = ["ALA", "HLA", "DLA"];
    let after = |days: f64| {
        let numbers = [("share", 1.0), ("compliance", 1.0), ("delay_days", days)];
        let shared =
            with(&scenario, in_countries(policy("intelligence_sharing", Day(0), &numbers), &scenario, &all));
        (1..=4).map(|seed| arrests(&run(&shared, seed))).sum::<f64>()
    };
    let [at_once, late, never] = [0.0, 700.0, 1e9].map(after);
    println!("arrests: {at_once} if told at once, {late} if late, {never} if never");
    assert!(at_once > 1.1 * late && late > 1.1 * never, "{at_once} {late} {never}");
}

#[test]
fn a_surge_makes_more_arrests_while_it_lasts() {
    let scenario = investigated(0.005, [1.0, 0.0, 0.0]);
    let numbers = [("effort_factor", 1.0), ("investigation_factor", 5.0)];
    let mut surge = policy("surge_operation", Day(0), &numbers);
    surge.to = Some(Day(181));
    let surge = in_countries(surge, &scenario, &["ALA", "HLA", "DLA", "BLA", "CLA"]);
    let half = |record: &Record| {
        let months = monthly(record, LEVELS[0], wayfare::outcomes::Scope::Total);
        months[..6].iter().sum::<f64>()
    };
    let changed = with(&scenario, surge);
    let sum = |scenario: &Scenario| (1..=4).map(|seed| half(&run(scenario, seed))).sum::<f64>();
    assert!(sum(&changed) > 1.5 * sum(&scenario));
}
