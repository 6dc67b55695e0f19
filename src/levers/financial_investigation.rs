//! Cases whose money is followed.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "financial_investigation";

const FOLLOWED: Parameter = Parameter::number(NAME, "followed_share", 0.3)
    .meaning("share of the cases on file in which the money is followed, too")
    .unit("share")
    .range(0.05, 0.8)
    .limits(0.0, 1.0)
    .paragraphs("2, 40, 46")
    .required();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Financial investigations beside criminal ones in the countries named: assets of smugglers are \
                  taken, and moving proceeds costs them more. Files grow by stopped convoys only.",
        paragraphs: "2, 8, 40, 46",
        source: "assumption: the paper says that they are few, not how many",
        targets: &[TargetKind::Countries],
        parameters: &[&FOLLOWED],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _: &Scenario, conditions: &mut Conditions) {
    for country in &policy.targets.countries {
        let now = &mut conditions.financial_investigation[country.index()];
        *now = between(*now, policy.settings.number(&FOLLOWED), weight);
    }
}
