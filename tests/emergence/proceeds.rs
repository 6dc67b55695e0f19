//! Money that is followed: who loses, and who pays (paragraphs 40 and 46).

use wayfare::outcomes::{Record, Scope};

use crate::{load, mean_and_error, run};

const PAIRS: u64 = 8;

fn total(record: &Record, indicator: &str) -> f64 {
    record.total(indicator, Scope::Total)
}

/// Pairs of runs without and with the policy, some mechanisms off.
fn pairs(off: &[&'static str]) -> Vec<[Record; 2]> {
    let scenarios = ["baseline", "follow"].map(|name| {
        let mut scenario = load("proceeds", name);
        scenario.without.extend(off);
        scenario
    });
    (1..=PAIRS).map(|seed| [0, 1].map(|s| run(&scenarios[s], seed))).collect()
}

/// Mean and standard error of a difference.
fn gap(pairs: &[[Record; 2]], indicator: &str) -> (f64, f64) {
    let gaps: Vec<f64> =
        pairs.iter().map(|[before, after]| total(after, indicator) - total(before, indicator)).collect();
    mean_and_error(&gaps)
}

#[test]
fn networks_lose_more_than_their_share_and_passengers_pay_most_of_what_moving_costs() {
    let pairs = pairs(&[]);
    let mean = |indicator: &str| {
        mean_and_error(&pairs.iter().map(|[_, after]| total(after, indicator)).collect::<Vec<_>>()).0
    };
    let lost = mean("assets_taken_networks") / mean("assets_taken");
    let (fee, fee_error) = gap(&pairs, "fee_mean");
    let (profit, profit_error) = gap(&pairs, "smuggler_profit");
    let (passengers, passengers_error) = gap(&pairs, "passengers");
    let moving = mean("fee_proceeds");
    println!("networks: {:.2} of passengers, {lost:.2} of what is taken", mean("network_share"));
    println!("fee {fee:+.2} ± {fee_error:.2}, moving proceeds {moving:.2}");
    println!("profit {profit:+.0} ± {profit_error:.0}, passengers {passengers:+.0} ± {passengers_error:.0}");
    assert!(lost > 1.5 * mean("network_share"));
    assert!(fee > 3.0 * fee_error && fee < moving);
    assert!(profit < -3.0 * profit_error);
}

#[test]
fn without_the_money_trail_nothing_of_it_is_left() {
    for [before, after] in pairs(&["money_trail"]) {
        for indicator in ["fee_mean", "smuggler_profit", "passengers", "assets_taken"] {
            assert_eq!(
                total(&before, indicator).to_bits(),
                total(&after, indicator).to_bits(),
                "{indicator}"
            );
        }
    }
}
