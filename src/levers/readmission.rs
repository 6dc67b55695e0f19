//! Agreements on the return of people who have arrived.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "readmission";

const SHARE: Parameter = Parameter::number(NAME, "ordered_share", 0.2)
    .meaning("share of those who arrive without regular status, from its day on, that is ordered home")
    .unit("share")
    .range(0.05, 0.6)
    .limits(0.0, 1.0)
    .paragraphs("50–51")
    .required();
const INCENTIVE: Parameter = Parameter::number(NAME, "incentive_usd", 0.0)
    .meaning("what the country of origin gets for taking somebody back")
    .unit("USD/person")
    .range(0.0, 5_000.0)
    .limits(0.0, 1e7)
    .paragraphs("50–51")
    .adds_up();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Readmission: the destination countries named order people home who arrive without regular status; whether \
                  countries of origin take them back is left to what these have to lose. Incentives count as public \
                  cost.",
        paragraphs: "18, 50–51",
        source: "assumption",
        targets: &[TargetKind::Countries],
        parameters: &[&SHARE, &INCENTIVE],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    for country in policy.targets.countries.iter().map(|country| country.index()) {
        let share = &mut conditions.readmission_share[country];
        *share = between(*share, policy.settings.number(&SHARE), weight);
        conditions.readmission_incentive_usd[country] += weight * policy.settings.number(&INCENTIVE);
    }
}
