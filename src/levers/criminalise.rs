//! A law against smuggling, from the day on which it is enforced.

use super::{Lever, between, border_effort::targeted_legs};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "criminalise";

const PENALTY: Parameter = Parameter::number(NAME, "penalty_usd", 25_000.0)
    .meaning("what a sentence costs a smuggler, time in prison included, in money")
    .unit("USD")
    .range(5_000.0, 80_000.0)
    .limits(0.0, 1e7)
    .paragraphs("33, 42");
const SENTENCE: Parameter = Parameter::number(NAME, "sentence_probability", 0.3)
    .meaning("chance that a stopped crew is sentenced")
    .unit("probability")
    .range(0.02, 0.6)
    .limits(0.0, 1.0)
    .paragraphs("33");
const SEIZURE: Parameter = Parameter::number(NAME, "seizure_probability", 0.8)
    .meaning("chance that a stopped vehicle is seized")
    .unit("probability")
    .range(0.3, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("40");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Penalties for smuggling. The dates are those of enforcement, not of adoption. It does not \
                  itself add patrols or posts: combine it with border_effort.",
        paragraphs: "4, 8–10, 33, 42, 56",
        source: "A17, A18, A32 for the Niger; the worth of a sentence in money is an assumption",
        targets: &[TargetKind::Countries, TargetKind::Legs],
        parameters: &[&PENALTY, &SENTENCE, &SEIZURE],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let penalty = policy.settings.number(&PENALTY);
    let sentence = policy.settings.number(&SENTENCE);
    let seizure = policy.settings.number(&SEIZURE);
    for leg in targeted_legs(policy, scenario) {
        let l = leg.index();
        conditions.penalty_usd[l] = between(conditions.penalty_usd[l], penalty, weight);
        conditions.sentence_probability[l] = between(conditions.sentence_probability[l], sentence, weight);
        conditions.seizure_probability[l] = between(conditions.seizure_probability[l], seizure, weight);
    }
}
