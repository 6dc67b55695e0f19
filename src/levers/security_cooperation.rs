//! Help for a partner's border control.

use super::border_effort::targeted_legs;
use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "security_cooperation";

const EFFORT: Parameter = Parameter::number(NAME, "patrol_intensity", 1.5)
    .meaning("patrol effort on the partner's legs, as a multiple of what allocation gives them")
    .unit("multiplier")
    .range(1.0, 3.0)
    .limits(0.0, 50.0)
    .paragraphs("8–9, 48");
const COMMITMENT: Parameter = Parameter::number(NAME, "commitment", 0.5)
    .meaning("what the partner's will to enforce gains, in log-odds (state_interest)")
    .unit("log-odds")
    .range(0.0, 2.0)
    .limits(-10.0, 10.0)
    .paragraphs("34, 48")
    .adds_up();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Security cooperation with the countries named: means for patrols, and a reason to use them.",
        paragraphs: "8–9, 34, 48",
        source: "assumption",
        targets: &[TargetKind::Countries],
        parameters: &[&EFFORT, &COMMITMENT],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    for leg in targeted_legs(policy, scenario) {
        conditions.effort[leg.index()] *= between(1.0, policy.settings.number(&EFFORT), weight);
    }
    for country in &policy.targets.countries {
        conditions.commitment[country.index()] += weight * policy.settings.number(&COMMITMENT);
    }
}
