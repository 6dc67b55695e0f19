//! Papers that are harder to forge, and controls that see it.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "document_security";

const DETECTION: Parameter = Parameter::number(NAME, "detection", 0.3)
    .meaning("chance that a control finds out forged papers; as in the table if that is higher")
    .unit("probability")
    .range(0.1, 0.8)
    .limits(0.0, 1.0)
    .paragraphs("5, 42");
const PRICE: Parameter = Parameter::number(NAME, "price_factor", 2.0)
    .meaning("a forger's price, as a multiple")
    .unit("multiplier")
    .range(1.0, 5.0)
    .limits(0.01, 100.0)
    .paragraphs("5, 36");
const DAYS: Parameter = Parameter::number(NAME, "delay_factor", 2.0)
    .meaning("how long a forger takes, as a multiple")
    .unit("multiplier")
    .range(1.0, 10.0)
    .limits(0.01, 100.0)
    .paragraphs("5, 36");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Secure documents in the countries named: their controls find out more forged papers, and their forgers \
                  take more money and time. Where nobody forges papers it changes nothing.",
        paragraphs: "5–6, 42",
        source: "assumption",
        targets: &[TargetKind::Countries],
        parameters: &[&DETECTION, &PRICE, &DAYS],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    let number = |parameter| policy.settings.number(parameter);
    for country in policy.targets.countries.iter().map(|country| country.index()) {
        let found = &mut conditions.forgery_detection[country];
        *found = between(*found, number(&DETECTION).max(*found), weight);
        conditions.forger_price_usd[country] *= between(1.0, number(&PRICE), weight);
        conditions.forger_days[country] *= between(1.0, number(&DAYS), weight);
    }
}
