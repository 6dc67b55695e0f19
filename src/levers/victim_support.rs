//! Help for people who were abused.

use super::{Lever, targets};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, PlaceId, Policy, Scenario};

const NAME: &str = "victim_support";

const SUPPORT: Parameter = Parameter::number(NAME, "support_usd", 300.0)
    .meaning("worth of the help for somebody who was abused, robbed or kidnapped on the leg that led there")
    .unit("USD/person")
    .range(100.0, 2_000.0)
    .limits(0.0, 1e6)
    .paragraphs("12, 45, 67")
    .adds_up();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Support for people who come abused to the places named, or to those of the countries named. What is paid \
                  counts as public cost.",
        paragraphs: "12, 45, 67",
        source: "assumption",
        targets: &[TargetKind::Places, TargetKind::Countries],
        parameters: &[&SUPPORT],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    for (place, support) in conditions.victim_support_usd.iter_mut().enumerate() {
        if targets(policy, scenario, PlaceId(place as u16)) {
            *support += weight * policy.settings.number(&SUPPORT);
        }
    }
}
