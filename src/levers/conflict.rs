//! War, persecution or violence at home.

use super::{Lever, between, targeted_communities, together};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "conflict";

const INTENSITY: Parameter = Parameter::number(NAME, "intensity", 0.5)
    .meaning("how much of the community is exposed to it: 0 none, 1 all")
    .unit("share")
    .range(0.1, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("22, 26, 32")
    .required()
    .adds_up();
const LIVELIHOOD: Parameter = Parameter::number(NAME, "livelihood_factor", 1.0)
    .meaning("livelihood at home while it lasts, as a multiple")
    .unit("multiplier")
    .range(0.5, 1.0)
    .limits(0.0, 10.0)
    .paragraphs("26");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "A shock: conflict, persecution or violence where communities live. More people come to want to \
                  leave, and for most of them staying is no option.",
        paragraphs: "22, 26, 32, 62",
        source: "assumption",
        targets: &[TargetKind::Places, TargetKind::Countries],
        parameters: &[&INTENSITY, &LIVELIHOOD],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let intensity = policy.settings.number(&INTENSITY) * weight;
    let livelihood = between(1.0, policy.settings.number(&LIVELIHOOD), weight);
    for c in targeted_communities(policy, scenario) {
        conditions.conflict[c] = together(conditions.conflict[c], intensity);
        conditions.livelihood_usd_year[c] *= livelihood;
    }
}
