//! Help for people in distress.

use super::border_effort::targeted_legs;
use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "search_and_rescue";

const SAVED: Parameter = Parameter::number(NAME, "saved_share", 0.3)
    .meaning(
        "share of the hazard of death, and of losing the vehicle or boat with all aboard, that it takes away",
    )
    .unit("share")
    .range(0.1, 0.7)
    .limits(0.0, 1.0)
    .paragraphs("12, 44")
    .required();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Search and rescue on the legs named, or on those that the countries named control. Whether more \
                  people come where fewer die is left to what they learn.",
        paragraphs: "12, 44, 67",
        source: "B26–B27, A29 for rescues; the share saved is an assumption",
        targets: &[TargetKind::Legs, TargetKind::Countries],
        parameters: &[&SAVED],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let left = between(1.0, 1.0 - policy.settings.number(&SAVED), weight);
    for leg in targeted_legs(policy, scenario) {
        conditions.rescue_leaves[leg.index()] *= left;
    }
}
