//! Whom pressure leaves in the trade (claim 2).

use wayfare::outcomes::Scope;

use crate::{load, mean_and_error, run};

const SEEDS: std::ops::RangeInclusive<u64> = 1..=12;

/// Index of concentration, share of networks and number of firms, mean over seeds.
fn trade(folder: &str, name: &str) -> [f64; 3] {
    let scenario = load(folder, name);
    let records: Vec<_> = SEEDS.map(|seed| run(&scenario, seed)).collect();
    ["hhi", "network_share", "firms_mean"].map(|what| {
        mean_and_error(&records.iter().map(|r| r.total(what, Scope::Total)).collect::<Vec<_>>()).0
    })
}

/// The half of claim 2 that fails, kept so that it is seen if it changes: arrests of organisers raise
/// concentration too, and the share of networks less than arrests of drivers do.
#[test]
fn arrests_of_organisers_raise_concentration_as_well() {
    let [before, drivers, organisers] =
        ["baseline", "drivers", "organisers"].map(|name| trade("arrests", name));
    println!("hhi, share of networks, firms: {before:?}, drivers {drivers:?}, organisers {organisers:?}");
    assert!(organisers[0] > drivers[0] && drivers[0] > before[0]);
    assert!(organisers[1] - before[1] < 0.7 * (drivers[1] - before[1]));
}

/// Nor does it change where firms can consolidate; and firms that have grown survive the arrest of a driver,
/// so that networks gain less by it.
#[test]
fn consolidation_rescues_neither_half() {
    let [before, drivers, organisers] =
        ["baseline", "drivers", "organisers"].map(|name| trade("consolidation", name));
    println!("hhi, share of networks, firms: {before:?}, drivers {drivers:?}, organisers {organisers:?}");
    assert!(organisers[0] > drivers[0] && drivers[0] > before[0]);
    let alone = trade("arrests", "drivers")[1] - trade("arrests", "baseline")[1];
    assert!(drivers[1] - before[1] < 0.5 * alone, "{drivers:?} {before:?} {alone}");
}

/// A law leaves fewer firms where they can consolidate, and those that grow are not networks alone.
#[test]
fn under_a_law_fewer_and_larger_firms_are_left() {
    let law = load("consolidation", "law");
    let mut apart = law.clone();
    apart.without.push("consolidation");
    let sum = |scenario, what: &str| {
        SEEDS.map(|seed| run(scenario, seed).total(what, Scope::Total)).sum::<f64>() / 12.0
    };
    let [together, alone] = [&law, &apart].map(|scenario| sum(scenario, "firms_mean"));
    println!("{together:.1} firms under the law, {alone:.1} without consolidation");
    assert!(together < 0.9 * alone, "{together} and {alone}");
    assert!(sum(&law, "vehicles_added") > 10.0 && sum(&law, "crews_rehired") > 10.0);
    assert!(sum(&law, "network_share") < 0.5);
}
