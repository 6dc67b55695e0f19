//! Advice on the way.

use super::{Lever, together};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "information_service";

const REACHED: Parameter = Parameter::number(NAME, "reached_share", 0.5)
    .meaning("how far what people believe of the dangers of the ways on from there gives way to what is so")
    .unit("share")
    .range(0.1, 0.9)
    .limits(0.0, 1.0)
    .paragraphs("55");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Information services at the places named: people who decide there know better how deadly, and how rife with \
                  abuse, each way on is. Beliefs at home stay as they are.",
        paragraphs: "55",
        source: "assumption",
        targets: &[TargetKind::Places],
        parameters: &[&REACHED],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    for place in &policy.targets.places {
        let told = &mut conditions.told_share[place.index()];
        *told = together(*told, weight * policy.settings.number(&REACHED));
    }
}
