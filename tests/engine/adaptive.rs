//! Firms that feel their way to a price, in the small world.

use wayfare::outcomes::{Record, Scope};
use wayfare::units::Day;
use wayfare::world::Scenario;

use crate::common::*;

/// The small world with firms that stay, under a conduct.
fn under(conduct: &str) -> Scenario {
    let mut scenario = without(stationary(), &["entry_exit"]);
    set_word(&mut scenario, "pricing.conduct", conduct);
    scenario
}

/// Mean fee in the last two of six years.
fn late_fee(scenario: &Scenario, seed: u64) -> f64 {
    let mut scenario = scenario.clone();
    scenario.calendar.end = scenario.calendar.date(Day(6 * 365));
    let record = run(&scenario, seed);
    let late = |indicator| monthly(&record, indicator, Scope::Total)[48..].iter().sum::<f64>();
    late("smuggler_revenue") / late("passengers")
}

#[test]
fn fees_found_by_trial_rise_from_cost_towards_those_of_firms_that_know_demand() {
    // Slowly, and not all the way: a firm sells a few seats a week, and chance drowns its record.
    for seed in 1..=3 {
        let [cost, known, felt] =
            ["cost", "logit_bertrand", "adaptive"].map(|conduct| late_fee(&under(conduct), seed));
        println!("fee at cost {cost:.0}, with demand known {known:.0}, by trial {felt:.0}");
        assert!(felt > 1.3 * cost && (0.5..1.2).contains(&(felt / known)), "{cost} {known} {felt}");
    }
}

#[test]
fn the_same_seed_finds_the_same_prices_and_accounts_balance() {
    let mut scenario = small();
    set_word(&mut scenario, "pricing.conduct", "adaptive");
    let audited = crate::conservation::run_with_audits(&scenario, 1);
    assert_same(&audited, &run(&scenario, 1));
    let positive = |record: &Record| {
        let fees = record.tracks.iter().filter(|t| t.indicator.name == "fee_q10");
        fees.flat_map(|track| &track.values).all(|usd| usd.is_nan() || *usd > 0.0)
    };
    assert!(positive(&audited) && total(&audited, "passengers") > 100.0);
}

#[test]
fn a_firm_that_never_reconsiders_asks_what_it_first_asked() {
    let mut scenario = under("adaptive");
    set(&mut scenario, "pricing.reconsider", 0.0);
    let still = run(&scenario, 1);
    set(&mut scenario, "pricing.reconsider", 0.5);
    assert!(
        !differing(&still, &run(&scenario, 1), usize::MAX, |t| t.indicator.name == "fee_mean").is_empty()
    );
}
