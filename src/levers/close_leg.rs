//! A way that nobody can take any more.

use super::Lever;
use crate::catalogue::{LeverText, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "close_leg";

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Legs that cannot be set out on while it is in force; those already under way go on. \
                  With a ramp, they close when it is complete.",
        paragraphs: "27, 56, 66",
        source: "assumption",
        targets: &[TargetKind::Legs],
        parameters: &[],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    if weight >= 1.0 {
        for leg in &policy.targets.legs {
            conditions.leg_open[leg.index()] = false;
        }
    }
}
