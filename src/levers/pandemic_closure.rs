//! A shock: borders close against a disease.

use super::border_effort::targeted_legs;
use super::{Lever, between, targets};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, PlaceId, Policy, Scenario};

const NAME: &str = "pandemic_closure";

const EFFORT: Parameter = Parameter::number(NAME, "patrol_intensity", 2.0)
    .meaning("patrol effort on legs that cross a border, as a multiple of what allocation gives them")
    .unit("multiplier")
    .range(1.0, 4.0)
    .limits(0.0, 50.0)
    .paragraphs("");
const PLACES: Parameter = Parameter::number(NAME, "pathway_factor", 0.1)
    .meaning("places on pathways that lead there, as a multiple")
    .unit("multiplier")
    .range(0.0, 0.6)
    .limits(0.0, 1.0)
    .paragraphs("");
const INCOME: Parameter = Parameter::number(NAME, "income_factor", 0.8)
    .meaning("income and day wages at places there, as a multiple")
    .unit("multiplier")
    .range(0.5, 1.0)
    .limits(0.0, 100.0)
    .paragraphs("");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "A shock: the countries named close their borders. Patrols are more, pathways there give few places, and there \
                  is less work. For a year without any passage use close_leg.",
        paragraphs: "41",
        source: "assumption",
        targets: &[TargetKind::Countries],
        parameters: &[&EFFORT, &PLACES, &INCOME],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let number = |parameter| between(1.0, policy.settings.number(parameter), weight);
    let country = |place: PlaceId| scenario.places[place.index()].country;
    for leg in targeted_legs(policy, scenario) {
        let about = &scenario.legs[leg.index()];
        if country(about.from) != country(about.to) {
            conditions.effort[leg.index()] *= number(&EFFORT);
        }
    }
    for (pathway, places) in scenario.pathways.iter().zip(&mut conditions.pathway_places_per_year) {
        if targets(policy, scenario, pathway.to) {
            *places *= number(&PLACES);
        }
    }
    for (place, income) in conditions.income.iter_mut().enumerate() {
        if targets(policy, scenario, PlaceId(place as u16)) {
            *income *= number(&INCOME);
        }
    }
}
