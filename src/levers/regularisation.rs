//! Status for people who have arrived.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "regularisation";

const SHARE: Parameter = Parameter::number(NAME, "regularised_share", 0.2)
    .meaning("share of those who arrive without regular status, from its day on, that get it there")
    .unit("share")
    .range(0.05, 0.6)
    .limits(0.0, 1.0)
    .paragraphs("61, 63")
    .required();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Regularisation in the countries named: some of those who arrive without regular status get it, earn and send \
                  home accordingly, and are not ordered home. It is known to all, and makes arriving worth more.",
        paragraphs: "61, 63",
        source: "assumption",
        targets: &[TargetKind::Countries],
        parameters: &[&SHARE],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    for country in &policy.targets.countries {
        let share = &mut conditions.regularised_share[country.index()];
        *share = between(*share, policy.settings.number(&SHARE), weight);
    }
}
