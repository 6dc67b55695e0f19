//! More places on a regular pathway.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "expand_quota";

const FACTOR: Parameter = Parameter::number(NAME, "places_factor", 2.0)
    .meaning("places a year, as a multiple of those in force")
    .unit("multiplier")
    .range(1.0, 10.0)
    .limits(0.0, 1e4)
    .paragraphs("63, 66");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Multiplies the places of regular pathways.",
        paragraphs: "41, 63, 66",
        source: "assumption",
        targets: &[TargetKind::Pathways],
        parameters: &[&FACTOR],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    let factor = between(1.0, policy.settings.number(&FACTOR), weight);
    for pathway in &policy.targets.pathways {
        conditions.pathway_places_per_year[pathway.index()] *= factor;
    }
}
