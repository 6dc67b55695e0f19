//! Claim 6: who pays for a rise of the smugglers' cost, by conduct and by what people can do instead.

use wayfare::catalogue::Value;
use wayfare::outcomes::Scope;

use crate::{load, parameter, run, set};

/// By how much the law raises the mean fee in a world of `pass-through`.
fn rise_of_fee(before: &str, after: &str) -> f64 {
    let fee = |name| run(&load("pass-through", name), 1).total("fee_mean", Scope::Total);
    fee(after) - fee(before)
}

/// Fees before and after a trip has become dearer, where demand is a straight line. (All fees of those who
/// arrived: the mean fee of a leg counts what was received within the horizon, and part of the first and last
/// weeks' fees falls outside it.)
fn fees_on_a_line(conduct: &str, firms: u32) -> [f64; 2] {
    ["baseline", "dearer"].map(|name| {
        let mut scenario = load("linear", name);
        scenario.firm_types[0].slots = firms;
        set(&mut scenario, parameter("pricing.conduct"), Value::Word(conduct.into()));
        run(&scenario, 1).total("journey_fee_mean", Scope::Total)
    })
}

#[test]
fn where_demand_is_a_straight_line_n_firms_pass_on_n_over_n_plus_one() {
    let [cost, dearer] = fees_on_a_line("cost", 1);
    // What the journey is worth to those who gain most: twice the mean of worth, less three days.
    let most = 2.0 * 3_500.0 * (1.0 - (-0.25_f64 * 5.0).exp()) / 0.25 - 3.0 * 1_500.0 / 365.0;
    for firms in [1, 2, 3, 10] {
        let [before, after] = fees_on_a_line("cournot", firms);
        let n = f64::from(firms);
        let (passed_on, expected) = ((after - before) / (dearer - cost), (most + n * cost) / (n + 1.0));
        println!("{firms} firms: fee {before:.1} (theory {expected:.1}), passed on {passed_on:.4}");
        assert!((passed_on - n / (n + 1.0)).abs() < 0.001, "{firms} firms pass on {passed_on}");
        assert!((before / expected - 1.0).abs() < 0.001, "{before} in place of {expected}");
    }
}

/// By what share the law lowers the number of passengers, sold to at cost.
fn fewer_passengers(attachment: f64) -> f64 {
    let [before, after] = ["at-cost", "at-cost-law"].map(|name| {
        let mut scenario = load("pass-through", name);
        for name in ["route_choice.home_attachment", "route_choice.fleeing_attachment"] {
            set(&mut scenario, parameter(name), Value::Number(attachment));
        }
        run(&scenario, 1).total("passengers", Scope::Total)
    });
    1.0 - after / before
}

#[test]
fn more_firms_pass_on_more_of_a_rise_in_cost() {
    // Where money limits people demand is no straight line, and less is passed on than n/(n + 1).
    let in_full = rise_of_fee("at-cost", "at-cost-law");
    let [one, three, ten] = [("one", "one-law"), ("baseline", "law"), ("ten", "ten-law")]
        .map(|(before, after)| rise_of_fee(before, after) / in_full);
    println!("passed on by 1, 3 and 10 firms: {one:.3} {three:.3} {ten:.3}");
    assert!(0.2 < one && one < three && three < ten && ten < 1.02, "{one:.3} {three:.3} {ten:.3}");
}

#[test]
fn flow_falls_less_where_staying_is_no_option() {
    let (free, forced) = (fewer_passengers(4.0), fewer_passengers(-4.0));
    println!("fewer passengers: {free:.4} who can stay, {forced:.4} who cannot");
    assert!(forced < 0.9 * free, "{forced:.4} against {free:.4}");
}
