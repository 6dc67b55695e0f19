//! Those whom enforcement affects are asked and take part.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "community_consultation";

const SHARE: Parameter = Parameter::number(NAME, "consulted_share", 0.5)
    .meaning("share of the communities affected that are consulted")
    .unit("share")
    .range(0.1, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("56, 66");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Consultation of communities on the way, in the countries named: they comply more with enforcement, or \
                  less, by the sign of consultation_effect.",
        paragraphs: "56, 66",
        source: "assumption: the paper names consent and says no size",
        targets: &[TargetKind::Countries],
        parameters: &[&SHARE],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    let share = policy.settings.number(&SHARE);
    for country in &policy.targets.countries {
        let before = &mut conditions.consulted_share[country.index()];
        *before = between(*before, share.max(*before), weight);
    }
}
