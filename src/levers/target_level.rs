//! Whom investigations aim at.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "target_level";

const DRIVERS: Parameter = Parameter::number(NAME, "drivers", f64::NAN)
    .meaning("weight of drivers among those arrested; as the parameter of `prosecution` unless set")
    .unit("weight")
    .range(0.0, 1.0)
    .limits(0.0, 1e3)
    .paragraphs("42–45");
const FACILITATORS: Parameter = Parameter::number(NAME, "facilitators", f64::NAN)
    .meaning("weight of facilitators among those arrested; as the parameter of `prosecution` unless set")
    .unit("weight")
    .range(0.0, 1.0)
    .limits(0.0, 1e3)
    .paragraphs("42–45");
const ORGANISERS: Parameter = Parameter::number(NAME, "organisers", f64::NAN)
    .meaning("weight of organisers among those arrested; as the parameter of `prosecution` unless set")
    .unit("weight")
    .range(0.0, 1.0)
    .limits(0.0, 1e3)
    .paragraphs("42–45");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Whom investigations of the countries named aim at: drivers, facilitators or organisers. It does \
                  not add investigations: combine it with prosecution_capacity.",
        paragraphs: "42–45",
        source: "assumption: how many of a level are arrested today is not in the facts",
        targets: &[TargetKind::Countries],
        parameters: &[&DRIVERS, &FACILITATORS, &ORGANISERS],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _: &Scenario, conditions: &mut Conditions) {
    let weights = [&DRIVERS, &FACILITATORS, &ORGANISERS].map(|parameter| policy.settings.number(parameter));
    for country in &policy.targets.countries {
        for (now, value) in conditions.arrest_weights[country.index()].iter_mut().zip(weights) {
            if value.is_finite() {
                *now = between(*now, value, weight);
            }
        }
    }
}
