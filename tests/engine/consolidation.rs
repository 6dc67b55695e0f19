//! Firms that hide, grow, take on crews and buy ties, in the small world.

use wayfare::outcomes::Record;
use wayfare::units::Probability;
use wayfare::world::{FirmType, Scenario};

use crate::common::*;

/// The small world with four times its people.
fn crowded() -> Scenario {
    let mut scenario = stationary();
    scenario.communities.iter_mut().for_each(|community| community.population *= 4.0);
    scenario
}

/// A world with every kind of firm changed.
fn changed(scenario: Scenario, change: impl Fn(&mut FirmType)) -> Scenario {
    let mut scenario = scenario;
    scenario.firm_types.iter_mut().for_each(change);
    scenario
}

fn all(kind: &mut FirmType) {
    kind.secrecy_usd_week = 200.0;
    kind.most_seats_per_week = 1_000.0;
    kind.buys_ties = true;
}

/// Investigators everywhere, who aim at organisers.
fn investigated(mut scenario: Scenario) -> Scenario {
    scenario.countries.iter_mut().for_each(|country| country.investigation = 0.02);
    for (name, weight) in [("target_drivers", 0.0), ("target_facilitators", 0.0), ("target_organisers", 1.0)]
    {
        set(&mut scenario, &format!("prosecution.{name}"), weight);
    }
    scenario
}

const COUNTS: [&str; 4] = ["secrecy_cost", "vehicles_added", "crews_rehired", "ties_bought"];

fn counts(record: &Record) -> [f64; 4] {
    COUNTS.map(|name| total(record, name))
}

#[test]
fn blank_columns_and_the_switch_leave_firms_as_they_are() {
    let of = |most: f64, change: fn(&mut FirmType)| {
        changed(investigated(crowded()), |kind| {
            change(kind);
            (kind.seats_per_week, kind.most_seats_per_week) = (20.0, most);
        })
    };
    let (blank, open) = (of(20.0, |_| ()), of(1_000.0, all));
    let plain = run(&blank, 1);
    assert_eq!(counts(&plain), [0.0; 4]);
    assert_same(&run(&without(open.clone(), &["consolidation"]), 1), &plain);
    let record = run(&open, 1);
    assert!(counts(&record).iter().all(|count| *count > 0.0), "{:?}", counts(&record));
}

#[test]
fn hiding_costs_what_the_law_makes_of_it() {
    let mut scenario = changed(without(stationary(), &["entry_exit"]), |kind| kind.secrecy_usd_week = 100.0);
    for country in &mut scenario.countries {
        (country.penalty_usd, country.sentence_probability) = (1_000.0, Probability::new(0.5));
    }
    set(&mut scenario, "consolidation.secrecy_scale", 0.0);
    set(&mut scenario, "consolidation.law_half_usd", 500.0);
    let record = run(&scenario, 1);
    // The firms of the start stay: half of 100 a week from each.
    let weeks = (0..730).filter(|day| (day + 182) % 7 == 0).count() as f64;
    let expected = total(&record, "firms_mean") * 50.0 * weeks;
    let paid = total(&record, "secrecy_cost");
    assert!((paid / expected - 1.0).abs() < 1e-9, "{paid} of {expected}");
}

#[test]
fn a_larger_firm_hides_dearer_by_its_elasticity() {
    let cost = |scale: f64| {
        let mut scenario = changed(without(stationary(), &["entry_exit"]), |kind| {
            kind.secrecy_usd_week = if kind.network { 100.0 } else { 0.0 };
        });
        set(&mut scenario, "consolidation.secrecy_scale", scale);
        total(&run(&scenario, 1), "secrecy_cost")
    };
    let [flat, root, full] = [0.0, 0.5, 1.0].map(cost);
    assert!(flat > 0.0 && root > 1.2 * flat && full > 1.2 * root, "{flat} {root} {full}");
}

#[test]
fn firms_with_customers_and_capital_grow_and_carry_more() {
    // Few firms, small ones, and none can enter.
    let few = |most: f64| {
        let mut scenario = changed(without(crowded(), &["entry_exit"]), |kind| {
            (kind.seats_per_week, kind.most_seats_per_week) = (20.0, most);
        });
        set(&mut scenario, "entry_exit.initial_share", 0.1);
        run(&scenario, 1)
    };
    let (small, grown) = (few(20.0), few(400.0));
    let passengers = |record: &Record| total(record, "passengers");
    assert_eq!(total(&small, "vehicles_added"), 0.0);
    assert!(total(&grown, "vehicles_added") > 5.0);
    assert!(passengers(&grown) > 1.2 * passengers(&small));
    assert!(total(&grown, "fee_mean") < total(&small, "fee_mean"));
}

#[test]
fn ties_that_were_bought_avert_arrests() {
    let arrests = |warned: f64| {
        let mut scenario = changed(investigated(stationary()), |kind| {
            (kind.tied_probability, kind.buys_ties) = (Probability::NEVER, true);
        });
        set(&mut scenario, "consolidation.tie_usd_post", 1.0);
        set(&mut scenario, "consolidation.warned_share", warned);
        let record = run(&scenario, 1);
        assert!(total(&record, "ties_bought") > 0.0);
        total(&record, "arrests_organisers")
    };
    assert!(arrests(1.0) < 0.5 * arrests(0.0), "{} and {}", arrests(1.0), arrests(0.0));
}

#[test]
fn people_and_money_balance_while_firms_consolidate() {
    for scenario in [investigated(stationary()), without(investigated(stationary()), &["entry_exit"])] {
        let scenario = changed(scenario, |kind| {
            all(kind);
            kind.caring_share = Probability::new(0.5);
        });
        crate::conservation::run_with_audits(&scenario, 1);
    }
    let mut sketch = changed(investigated(stationary()), all);
    sketch.persons_per_agent = 10.0;
    crate::conservation::run_with_audits(&sketch, 1);
}
