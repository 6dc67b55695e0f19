//! Cheaper regular pathways.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "cut_fee";

const FACTOR: Parameter = Parameter::number(NAME, "fee_factor", 0.5)
    .meaning("the fee of a pathway, as a multiple of that in force")
    .unit("multiplier")
    .range(0.1, 1.0)
    .limits(0.0, 100.0)
    .paragraphs("29, 66");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Multiplies the fees of regular pathways.",
        paragraphs: "29, 36, 66",
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
        conditions.pathway_fee_usd[pathway.index()] *= factor;
    }
}
