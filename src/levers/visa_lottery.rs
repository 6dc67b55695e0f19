//! Visas by lot for those who never set out irregularly.

use super::Lever;
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "visa_lottery";

const PLACES: Parameter = Parameter::number(NAME, "places_per_year", 500.0)
    .meaning("places a year on the pathway, on top of those it has")
    .unit("1/year")
    .range(100.0, 20_000.0)
    .limits(0.0, 1e9)
    .paragraphs("50")
    .required()
    .adds_up();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "A lottery on the pathways named, for people who never set out irregularly, in exchange for the return of \
                  others: the pathway is given by lot and closed to everybody else while it is in force.",
        paragraphs: "50",
        source: "assumption",
        targets: &[TargetKind::Pathways],
        parameters: &[&PLACES],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    for pathway in policy.targets.pathways.iter().map(|pathway| pathway.index()) {
        conditions.pathway_places_per_year[pathway] += weight * policy.settings.number(&PLACES);
        conditions.pathway_never_tried[pathway] = true;
    }
}
