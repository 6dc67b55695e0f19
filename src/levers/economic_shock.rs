//! A crisis or a boom, at home or where people would go.

use super::{Lever, between, targeted_communities, targets};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, PlaceId, Policy, Scenario};

const NAME: &str = "economic_shock";

const LIVELIHOOD: Parameter = Parameter::number(NAME, "livelihood_factor", 1.0)
    .meaning("what communities there live on while it lasts, as a multiple")
    .unit("multiplier")
    .range(0.6, 1.3)
    .limits(0.0, 10.0)
    .paragraphs("15, 26");
const INCOME: Parameter = Parameter::number(NAME, "income_factor", 1.0)
    .meaning("what migrants earn there while it lasts, day wages and income alike, as a multiple")
    .unit("multiplier")
    .range(0.5, 1.5)
    .limits(0.0, 10.0)
    .paragraphs("25–26");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "A shock: livelihoods of the communities at the places or in the countries named, and what \
                  migrants can earn there, rise or fall.",
        paragraphs: "15, 25–26",
        source: "assumption",
        targets: &[TargetKind::Places, TargetKind::Countries],
        parameters: &[&LIVELIHOOD, &INCOME],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let livelihood = between(1.0, policy.settings.number(&LIVELIHOOD), weight);
    let income = between(1.0, policy.settings.number(&INCOME), weight);
    for c in targeted_communities(policy, scenario) {
        conditions.livelihood_usd_year[c] *= livelihood;
    }
    for (p, multiple) in conditions.income.iter_mut().enumerate() {
        if targets(policy, scenario, PlaceId(p as u16)) {
            *multiple *= income;
        }
    }
}
