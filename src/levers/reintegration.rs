//! Support for people who were sent home.

use super::{Lever, targeted_communities};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "reintegration";

const SUPPORT: Parameter = Parameter::number(NAME, "support_usd", 1_500.0)
    .meaning("worth of the support for somebody who was sent home and stays")
    .unit("USD/person")
    .range(500.0, 3_000.0)
    .limits(0.0, 1e6)
    .paragraphs("18–19")
    .adds_up();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Reintegration: support at home for people of the places or countries named who were sent back \
                  and stay. What is paid counts as public cost.",
        paragraphs: "18–19, 50",
        source: "assumption",
        targets: &[TargetKind::Places, TargetKind::Countries],
        parameters: &[&SUPPORT],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    for community in targeted_communities(policy, scenario) {
        conditions.reintegration_usd[community] += weight * policy.settings.number(&SUPPORT);
    }
}
