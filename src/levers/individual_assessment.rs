//! Cases are looked into before people are sent home.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "individual_assessment";

const ASSESSED: Parameter = Parameter::number(NAME, "assessed_share", 0.8)
    .meaning("share of people to be sent home whose case is looked into")
    .unit("share")
    .range(0.2, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("19, 51");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Individual assessment before return, by the countries named: some of those who flee are found \
                  to need protection.",
        paragraphs: "19, 51",
        source: "assumption",
        targets: &[TargetKind::Countries],
        parameters: &[&ASSESSED],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    let share = policy.settings.number(&ASSESSED);
    for country in &policy.targets.countries {
        let before = &mut conditions.assessed_share[country.index()];
        *before = between(*before, share.max(*before), weight);
    }
}
