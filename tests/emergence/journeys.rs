//! A network that sells the whole way sets one mark-up where masters of single legs set one each.

use wayfare::outcomes::{Record, Scope};
use wayfare::world::Scenario;

use crate::{load, run};

const SEEDS: std::ops::RangeInclusive<u64> = 1..=12;

fn records(scenario: &Scenario) -> Vec<Record> {
    SEEDS.map(|seed| run(scenario, seed)).collect()
}

fn mean(records: &[Record], indicator: &str) -> f64 {
    records.iter().map(|record| record.total(indicator, Scope::Total)).sum::<f64>() / records.len() as f64
}

#[test]
fn one_markup_for_the_whole_way_is_lower_than_two_and_more_people_arrive() {
    let (apart, whole) = (records(&load("journeys", "baseline")), records(&load("journeys", "journeys")));
    for indicator in
        ["journey_fee_mean", "arrivals_irregular", "smuggler_profit", "through_share", "through_fee_mean"]
    {
        println!("{indicator}: {:.3} apart, {:.3} as one", mean(&apart, indicator), mean(&whole, indicator));
    }
    let pairs = || apart.iter().zip(&whole);
    let of = |record: &Record, indicator: &str| record.total(indicator, Scope::Total);
    let lower = pairs().filter(|(a, b)| of(b, "journey_fee_mean") < of(a, "journey_fee_mean")).count();
    let more = pairs().filter(|(a, b)| of(b, "arrivals_irregular") > of(a, "arrivals_irregular")).count();
    println!("fee lower in {lower} of 12 pairs, arrivals higher in {more}");
    assert!(lower == 12 && more == 12);
    // Without the mechanism nothing is left of it, to the bit.
    let mut off = load("journeys", "journeys");
    off.without.push("through_offers");
    let (off, apart) = (run(&off, 1), &apart[0]);
    assert_eq!(of(&off, "journey_fee_mean").to_bits(), of(apart, "journey_fee_mean").to_bits());
    assert_eq!(of(&off, "arrivals_irregular"), of(apart, "arrivals_irregular"));
}
