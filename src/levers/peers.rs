//! News of the way from those who went, helped to tell it at home.

use super::{Lever, targeted_communities};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "peers";

const REPORTS: Parameter = Parameter::number(NAME, "reports_per_week", 50.0)
    .meaning("what reaches a community a week about each leg, in reports of a journey, before it is trusted or not")
    .unit("reports/week")
    .range(5.0, 500.0)
    .limits(0.0, 1e6)
    .paragraphs("53, 55")
    .adds_up();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "A programme in which people who went tell the communities at the places or in the countries named what \
                  the ways are like: how many die and are abused. How far they are believed is a matter of mechanism \
                  information (`peer_trust`).",
        paragraphs: "53, 55",
        source: "assumption; returnees who talked to peers in Dakar lowered intentions (Tjaden and Dunsch)",
        targets: &[TargetKind::Places, TargetKind::Countries],
        parameters: &[&REPORTS],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    for c in targeted_communities(policy, scenario) {
        conditions.peer_reports_per_week[c] += policy.settings.number(&REPORTS) * weight;
    }
}
