//! Claim 12: how much a territory tax lowers flow depends on what people value.

use wayfare::catalogue::Value;
use wayfare::outcomes::Scope;

use crate::{load, parameter, run, set};

/// By what share a high tax on the usual road lowers the number of people who set out: those who set
/// out again after they were sent home are left aside, since their purse decides.
fn fewer_journeys(attachment: f64) -> f64 {
    let [before, after] = ["baseline", "high-tax"].map(|name| {
        let mut scenario = load("tax", name);
        for name in ["route_choice.home_attachment", "route_choice.fleeing_attachment"] {
            set(&mut scenario, parameter(name), Value::Number(attachment));
        }
        let record = run(&scenario, 1);
        let journeys = |indicator: &str| record.total(indicator, Scope::Total);
        journeys("attempts") - journeys("attempts_repeat")
    });
    1.0 - after / before
}

#[test]
fn flow_falls_less_under_a_tax_where_staying_is_no_option() {
    let (free, forced) = (fewer_journeys(4.0), fewer_journeys(-4.0));
    println!("fewer journeys: {free:.4} who can stay, {forced:.4} who cannot");
    assert!(forced < 0.5 * free && free > 0.02, "{forced:.4} against {free:.4}");
}
