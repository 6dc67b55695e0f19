//! Other work for those who live from smuggling.

use super::Lever;
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "alternative_livelihood";

const INCOME: Parameter = Parameter::number(NAME, "income_usd_week", 60.0)
    .meaning("what the other work pays on top of what a smuggler could earn formally before")
    .unit("USD/week")
    .range(20.0, 200.0)
    .limits(0.0, 1e5)
    .paragraphs("39, 49, 56")
    .required()
    .adds_up();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Work for those who live from smuggling at the places named: it raises what a firm's people give \
                  up by smuggling, so that some do not enter and some leave.",
        paragraphs: "39, 49, 56, 64–67",
        source: "A19 for a conversion grant of EUR 2,000 a head; the income it leads to is an assumption",
        targets: &[TargetKind::Places],
        parameters: &[&INCOME],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    let income = policy.settings.number(&INCOME) * weight;
    for place in &policy.targets.places {
        conditions.formal_income_usd_week[place.index()] += income;
    }
}
