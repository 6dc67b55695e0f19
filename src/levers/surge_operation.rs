//! A joint operation for a time.

use super::border_effort::targeted_legs;
use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "surge_operation";

const EFFORT: Parameter = Parameter::number(NAME, "effort_factor", 2.0)
    .meaning("patrol effort on the legs, as a multiple")
    .unit("multiplier")
    .range(1.0, 5.0)
    .limits(0.0, 50.0)
    .paragraphs("43–45");
const INVESTIGATION: Parameter = Parameter::number(NAME, "investigation_factor", 2.0)
    .meaning("capacity of investigation of the countries named, as a multiple")
    .unit("multiplier")
    .range(1.0, 10.0)
    .limits(0.0, 1e3)
    .paragraphs("43–45");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "A joint operation: more patrols on the legs named, or on those that the countries named control, \
                  and more investigators in the countries. Give it an end (`to`).",
        paragraphs: "43–45",
        source: "assumption",
        targets: &[TargetKind::Countries, TargetKind::Legs],
        parameters: &[&EFFORT, &INVESTIGATION],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    for leg in targeted_legs(policy, scenario) {
        conditions.effort[leg.index()] *= between(1.0, policy.settings.number(&EFFORT), weight);
    }
    for country in &policy.targets.countries {
        let factor = policy.settings.number(&INVESTIGATION);
        conditions.investigation[country.index()] *= between(1.0, factor, weight);
    }
}
