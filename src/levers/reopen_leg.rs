//! A way that can be taken again.

use super::Lever;
use crate::catalogue::{LeverText, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "reopen_leg";

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Opens legs that policies which started earlier, or on the same day further up in the file, have \
                  closed. With a ramp, they open when it is complete.",
        paragraphs: "56, 66",
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
            conditions.leg_open[leg.index()] = true;
        }
    }
}
