//! Drought, lost soil, a rising sea.

use super::{Lever, between, targeted_communities};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "slow_climate";

const LIVELIHOOD: Parameter = Parameter::number(NAME, "livelihood_factor", 0.9)
    .meaning(
        "livelihood at home when the change is complete, as a multiple; ramp_days says how long that takes",
    )
    .unit("multiplier")
    .range(0.6, 1.0)
    .limits(0.0, 10.0)
    .paragraphs("26, 30");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "A shock that comes slowly: climate wears down what people live on. It gives more reason to \
                  leave and less to leave with.",
        paragraphs: "15, 30",
        source: "assumption",
        targets: &[TargetKind::Places, TargetKind::Countries],
        parameters: &[&LIVELIHOOD],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let livelihood = between(1.0, policy.settings.number(&LIVELIHOOD), weight);
    for c in targeted_communities(policy, scenario) {
        conditions.livelihood_usd_year[c] *= livelihood;
    }
}
