//! A regular way that nobody can take any more.

use super::Lever;
use crate::catalogue::{LeverText, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "close_pathway";

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "No more places on the pathways named and no more applications; those who have applied wait or \
                  give up. With a ramp, they close when it is complete.",
        paragraphs: "27, 41, 66",
        source: "assumption",
        targets: &[TargetKind::Pathways],
        parameters: &[],
        contradicts: &["open_pathway"],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    if weight >= 1.0 {
        for pathway in &policy.targets.pathways {
            conditions.pathway_places_per_year[pathway.index()] = 0.0;
        }
    }
}
