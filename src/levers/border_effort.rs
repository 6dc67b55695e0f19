//! More or fewer patrols, and posts that stop people or let them pass.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, LegId, Policy, Scenario};

const NAME: &str = "border_effort";

const PATROL_INTENSITY: Parameter = Parameter::number(NAME, "patrol_intensity", 1.0)
    .meaning("patrol effort on the legs, as a multiple of what allocation gives them")
    .unit("multiplier")
    .range(0.5, 5.0)
    .limits(0.0, 50.0)
    .paragraphs("6, 41");
const POST_EFFECTIVENESS: Parameter = Parameter::number(NAME, "post_effectiveness", f64::NAN)
    .meaning(
        "chance that a post stops somebody irregular who has not bought passage; as in the table unless set",
    )
    .unit("probability")
    .range(0.0, 0.6)
    .limits(0.0, 1.0)
    .paragraphs("6, 56");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Border control: the effort of patrols on legs, and how far posts stop people who have \
                  neither papers nor an arrangement.",
        paragraphs: "6, 11, 41, 56, 66",
        source: "assumption: control acts through the chance of being stopped, nothing else",
        targets: &[TargetKind::Legs, TargetKind::Countries],
        parameters: &[&PATROL_INTENSITY, &POST_EFFECTIVENESS],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let intensity = policy.settings.number(&PATROL_INTENSITY);
    let effectiveness = policy.settings.number(&POST_EFFECTIVENESS);
    for leg in targeted_legs(policy, scenario) {
        let l = leg.index();
        conditions.effort[l] *= between(1.0, intensity, weight);
        if effectiveness.is_finite() {
            conditions.post_effectiveness[l] =
                between(conditions.post_effectiveness[l], effectiveness, weight);
        }
    }
}

/// The legs that a policy names, and those that its countries control.
pub(super) fn targeted_legs(policy: &Policy, scenario: &Scenario) -> Vec<LegId> {
    let targets = &policy.targets;
    let by_country = |leg: &LegId| targets.countries.contains(&scenario.legs[leg.index()].enforced_by);
    (0..scenario.legs.len() as u16)
        .map(LegId)
        .filter(|leg| targets.legs.contains(leg) || by_country(leg))
        .collect()
}
