//! Help to go home for people on the way.

use super::{Lever, targets};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, PlaceId, Policy, Scenario};

const NAME: &str = "voluntary_return";

const GRANT: Parameter = Parameter::number(NAME, "grant_usd", 1_000.0)
    .meaning("paid to somebody on the way who goes home, travel included")
    .unit("USD/person")
    .range(200.0, 3_000.0)
    .limits(0.0, 1e6)
    .paragraphs("18–19")
    .adds_up();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Assisted voluntary return from the places named, or those of the countries named: whoever turns \
                  back there gets a grant. What is paid counts as public cost.",
        paragraphs: "18–19",
        source: "assumption",
        targets: &[TargetKind::Places, TargetKind::Countries],
        parameters: &[&GRANT],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    for (place, grant) in conditions.return_grant_usd.iter_mut().enumerate() {
        if targets(policy, scenario, PlaceId(place as u16)) {
            *grant += weight * policy.settings.number(&GRANT);
        }
    }
}
