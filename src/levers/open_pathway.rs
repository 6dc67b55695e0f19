//! A regular pathway, opened or widened to a stated size and quality.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "open_pathway";

const PLACES: Parameter = Parameter::number(NAME, "places_per_year", 0.0)
    .meaning("places a year, over all who may use it")
    .unit("1/year")
    .range(100.0, 100_000.0)
    .limits(0.0, 1e9)
    .paragraphs("63")
    .required();
const FEE: Parameter = Parameter::number(NAME, "fee_usd", f64::NAN)
    .meaning("what it costs an applicant, travel included; as in the table unless set")
    .unit("USD")
    .range(50.0, 1_500.0)
    .limits(0.0, 1e6)
    .paragraphs("29, 66");
const DAYS: Parameter = Parameter::number(NAME, "processing_days", f64::NAN)
    .meaning("days from the grant of a place to the end of the journey; as in the table unless set")
    .unit("days")
    .range(14.0, 180.0)
    .limits(0.0, 3650.0)
    .paragraphs("29, 36");
const REFUSAL: Parameter = Parameter::number(NAME, "refusal_probability", f64::NAN)
    .meaning("chance of refusal; as in the table unless set")
    .unit("probability")
    .range(0.02, 0.6)
    .limits(0.0, 1.0)
    .paragraphs("28");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Opens a regular pathway of the case, or sets its size, fee, speed and chance of refusal. What \
                  people believe of it follows from what applicants report.",
        paragraphs: "27–29, 41, 61–63, 66",
        source: "assumption",
        targets: &[TargetKind::Pathways],
        parameters: &[&PLACES, &FEE, &DAYS, &REFUSAL],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    let set = |column: &mut Vec<f64>, parameter: &Parameter| {
        let value = policy.settings.number(parameter);
        if value.is_finite() {
            for pathway in &policy.targets.pathways {
                let before = column[pathway.index()];
                column[pathway.index()] =
                    if before.is_finite() { between(before, value, weight) } else { value };
            }
        }
    };
    set(&mut conditions.pathway_places_per_year, &PLACES);
    set(&mut conditions.pathway_fee_usd, &FEE);
    set(&mut conditions.pathway_days, &DAYS);
    set(&mut conditions.pathway_refusal, &REFUSAL);
}
