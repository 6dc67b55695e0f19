//! Countries that become one area of free movement.

use super::Lever;
use crate::catalogue::{LeverText, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: "free_movement",
        meaning: "The countries named become one area of free movement while it is in force, as soon as any of it is: holders \
                  of papers may travel the open legs between them (also where one asks no visa of the other's people), \
                  and people with regular status in one may go and live in another. Other members of their areas are \
                  not part of it.",
        paragraphs: "36, 57–61",
        source: "as in the European Union for people from Ukraine; that all of it holds from its first day is an assumption",
        targets: &[TargetKind::Countries],
        parameters: &[],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, _weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let member = |place: crate::world::PlaceId| {
        policy.targets.countries.contains(&scenario.places[place.index()].country)
    };
    for (leg, lawful) in scenario.legs.iter().zip(&mut conditions.lawful) {
        *lawful |= !leg.clandestine && member(leg.from) && member(leg.to);
    }
}
