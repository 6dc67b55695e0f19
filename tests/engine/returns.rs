//! People who are taken back, in the small world.

use wayfare::units::{Day, Probability};

use crate::common::*;

#[test]
fn being_taken_back_is_no_stop() {
    let mut scenario = stationary();
    // Whoever is stopped gives up, so that nobody is stopped twice, whatever happened after an arrival.
    for country in &mut scenario.countries {
        country.retry_probability = Some(Probability::NEVER);
    }
    let order = policy("readmission", Day(-400), &[("ordered_share", 1.0)]);
    let record = run(&with(&scenario, in_countries(order, &scenario, &["DLA"])), 1);
    assert!(total(&record, "attempts_repeat") > 100.0 && total(&record, "stopped") > 100.0);
    assert_eq!(total(&record, "stopped_twice"), 0.0);
}
