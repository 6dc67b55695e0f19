//! Protection for all who come, without a cap.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "temporary_protection";

const DAYS: Parameter = Parameter::number(NAME, "processing_days", 14.0)
    .meaning("days from the application to the end of the journey")
    .unit("days")
    .range(1.0, 60.0)
    .limits(0.0, 3_650.0)
    .paragraphs("57–60");
const FEE: Parameter = Parameter::number(NAME, "fee_usd", 150.0)
    .meaning("what the journey costs a person")
    .unit("USD")
    .range(20.0, 600.0)
    .limits(0.0, 1e6)
    .paragraphs("57–60");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Temporary protection on the pathways named: as many places as people, no refusal, no papers asked. As soon as \
                  any of it is in force there is no cap; days, fee and refusal follow the ramp.",
        paragraphs: "57–61",
        source: "as in the European Union for people from Ukraine; days and cost of travel are assumptions",
        targets: &[TargetKind::Pathways],
        parameters: &[&DAYS, &FEE],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    for pathway in policy.targets.pathways.iter().map(|pathway| pathway.index()) {
        conditions.pathway_places_per_year[pathway] = f64::INFINITY;
        conditions.pathway_papers_needed[pathway] = false;
        let days = &mut conditions.pathway_days[pathway];
        *days = between(*days, policy.settings.number(&DAYS), weight);
        let fee = &mut conditions.pathway_fee_usd[pathway];
        *fee = between(*fee, policy.settings.number(&FEE), weight);
        conditions.pathway_refusal[pathway] *= 1.0 - weight;
    }
}
