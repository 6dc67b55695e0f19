//! A world in which nothing changes does not drift, and the length of a market period is a matter
//! of computation.

use wayfare::outcomes::Record;
use wayfare::world::Scenario;

use crate::common::*;

fn sum(record: &Record, indicator: &str, months: std::ops::Range<usize>) -> f64 {
    let scope = wayfare::outcomes::Scope::Total;
    monthly(record, indicator, scope)[months].iter().sum()
}

/// Eight years of a world without policies and series, after two of warm-up.
fn long(persons_per_agent: f64) -> Scenario {
    let mut scenario = stationary();
    scenario.calendar.warm_up_days = 730;
    scenario.calendar.end = "2022-01-01".parse().unwrap();
    scenario.persons_per_agent = persons_per_agent;
    scenario
}

/// Years 5 to 8 against years 1 to 4 over ten seeds: the mean difference within 3.5 standard errors
/// of paired differences (t with 9 degrees of freedom: 7 in 1,000). Numbers of people, which vary less
/// than money and firms, also stay within 2 %.
#[test]
fn a_stationary_world_does_not_drift() {
    let scenario = long(2.0);
    let records: Vec<Record> = (1..=10).map(|seed| run(&scenario, seed)).collect();
    for indicator in
        ["attempts", "flow", "smuggler_revenue", "waiting_mean", "firms_mean", "arrivals_irregular"]
    {
        let change = |r: &Record| sum(r, indicator, 48..96) / sum(r, indicator, 0..48) - 1.0;
        let (mean, error) = mean_and_error(&records.iter().map(change).collect::<Vec<_>>());
        let people = ["attempts", "flow", "arrivals_irregular"].contains(&indicator);
        let small = mean.abs() < 3.5 * error && (!people || mean.abs() < 0.02);
        assert!(small, "{indicator} drifts: {mean:+.4} ± {error:.4}");
    }
}

/// Departures a year with market periods of half the length: the mean difference over twelve
/// paired seeds within three standard errors. Pathways are left out: with them some 1 % of attempts
/// remains between 7 days and 4, since queues are served and judged by the period.
#[test]
fn halving_the_market_period_leaves_departures_as_they_are() {
    let attempts = |period: u32| -> Vec<f64> {
        let mut scenario = without(stationary(), &["pathways"]);
        scenario.calendar.period_days = period;
        (1..=12).map(|seed| total(&run(&scenario, seed), "attempts")).collect()
    };
    let lengths = [14, 7, 4, 2];
    let counts = lengths.map(attempts);
    let mut faults = Vec::new();
    for (lengths, counts) in lengths.windows(2).zip(counts.windows(2)) {
        let differences: Vec<f64> = counts[0].iter().zip(&counts[1]).map(|(a, b)| b - a).collect();
        let ((mean, error), level) = (mean_and_error(&differences), mean_and_error(&counts[0]).0);
        eprintln!("{lengths:?} days: {mean:+.1} ± {error:.1} of {level:.0} attempts");
        if mean.abs() > 3.0 * error {
            faults.push(format!("{lengths:?} days: {mean:+.1} ± {error:.1} of {level:.0} attempts"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// One agent for several persons is a sample: without learning, levels stay and noise grows. With it
/// they do not quite: news comes in fewer and bigger pieces, and frightens more.
#[test]
fn fewer_agents_give_the_same_levels() {
    let attempts = |persons_per_agent: f64| -> Vec<f64> {
        let mut scenario = without(stationary(), &["information"]);
        scenario.persons_per_agent = persons_per_agent;
        (1..=12).map(|seed| total(&run(&scenario, seed), "attempts")).collect()
    };
    let (one, five) = (mean_and_error(&attempts(1.0)), mean_and_error(&attempts(5.0)));
    let error = one.1.hypot(five.1);
    assert!((one.0 - five.0).abs() < 3.0 * error, "{one:?} and {five:?}");
}

/// A firm is not judged on the period in which it opens and cannot sell yet, however long that is: with
/// periods of the length after which firms give up, trade goes on as with short ones.
#[test]
fn firms_sell_before_they_are_judged_on_what_they_sold() {
    let passengers = |period: u32| {
        let mut scenario = stationary();
        scenario.calendar.period_days = period;
        total(&run(&scenario, 1), "passengers")
    };
    let (weekly, monthly) = (passengers(7), passengers(28));
    assert!(monthly > 0.7 * weekly, "{monthly:.0} and {weekly:.0} passengers");
}
