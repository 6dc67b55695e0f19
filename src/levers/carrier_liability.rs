//! Carriers answer for whom they take.

use super::border_effort::targeted_legs;
use super::{Lever, together};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "carrier_liability";

const CHECKED: Parameter = Parameter::number(NAME, "refused_share", 0.8)
    .meaning("share of people without papers whom carriers refuse")
    .unit("share")
    .range(0.3, 0.98)
    .limits(0.0, 1.0)
    .paragraphs("6")
    .required();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Carriers are held liable: on the legs named, or those that the countries named control, that cross a border \
                  with a carrier (not on foot or on a track, and not hidden), people who travel alone without papers are \
                  refused.",
        paragraphs: "6, 11",
        source: "assumption",
        targets: &[TargetKind::Legs, TargetKind::Countries],
        parameters: &[&CHECKED],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    for leg in targeted_legs(policy, scenario) {
        let refused = &mut conditions.carriers_refuse[leg.index()];
        *refused = together(*refused, weight * policy.settings.number(&CHECKED));
    }
}
