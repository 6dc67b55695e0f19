//! A flood, a storm or a failed harvest.

use super::{Lever, between, targeted_communities, together};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "climate_event";

const INTENSITY: Parameter = Parameter::number(NAME, "intensity", 0.5)
    .meaning("how much of the community it hits: 0 none, 1 all")
    .unit("share")
    .range(0.1, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("26, 30")
    .required()
    .adds_up();
const LIVELIHOOD: Parameter = Parameter::number(NAME, "livelihood_factor", 0.9)
    .meaning("livelihood at home while its effects last, as a multiple")
    .unit("multiplier")
    .range(0.5, 1.0)
    .limits(0.0, 10.0)
    .paragraphs("26, 30");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "A shock: sudden harm by climate where communities live. More people come to want to leave, for \
                  some of whom staying is no option, while people have less to leave with.",
        paragraphs: "15, 26, 30",
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
        conditions.climate[c] = together(conditions.climate[c], intensity);
        conditions.livelihood_usd_year[c] *= livelihood;
    }
}
