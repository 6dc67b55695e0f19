//! Employers and workers are brought together.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "labour_matching";

const SHARE: Parameter = Parameter::number(NAME, "eligible_share", 0.1)
    .meaning("share of people who meet a pathway's conditions, where that is more than the table says")
    .unit("share")
    .range(0.02, 0.5)
    .limits(0.0, 1.0)
    .paragraphs("63")
    .required();
const DELAY: Parameter = Parameter::number(NAME, "delay_factor", 0.7)
    .meaning("days of processing, as a multiple of those in force")
    .unit("multiplier")
    .range(0.3, 1.0)
    .limits(0.0, 100.0)
    .paragraphs("29, 63");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Matching for the pathways named: more people meet their conditions (a contract, a diploma that counts), and \
                  offices are quicker. It adds no places.",
        paragraphs: "29, 63",
        source: "assumption",
        targets: &[TargetKind::Pathways],
        parameters: &[&SHARE, &DELAY],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    for pathway in policy.targets.pathways.iter().map(|pathway| pathway.index()) {
        let share = &mut conditions.pathway_eligible_share[pathway];
        *share = between(*share, policy.settings.number(&SHARE).max(*share), weight);
        conditions.pathway_days[pathway] *= between(1.0, policy.settings.number(&DELAY), weight);
    }
}
