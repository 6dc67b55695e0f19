//! A shock: organised crime takes hold of legs.

use super::border_effort::targeted_legs;
use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "crime_takeover";

const TAX: Parameter = Parameter::number(NAME, "territory_tax_usd", 125.0)
    .meaning("what it takes for letting pass")
    .unit("USD/head")
    .range(10.0, 1_300.0)
    .limits(0.0, 1e5)
    .source("C62 (USD 125), CD46 (USD 10), C17 (USD 850–1,300)")
    .paragraphs("27");
const KIDNAP: Parameter = Parameter::number(NAME, "kidnap_risk", 0.0)
    .meaning("chance that one person is kidnapped for ransom on the way; as in the table if that is higher")
    .unit("probability")
    .range(0.0, 0.1)
    .limits(0.0, 1.0)
    .paragraphs("27");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "A shock: organised crime takes hold of legs and asks a tax of whoever passes; kidnapping for \
                  ransom may come with it.",
        paragraphs: "27",
        source: "C62, C17, CD46 for the tax; the risk of kidnapping is an assumption",
        targets: &[TargetKind::Legs, TargetKind::Countries],
        parameters: &[&TAX, &KIDNAP],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    for leg in targeted_legs(policy, scenario) {
        let l = leg.index();
        let (tax, risk) = (conditions.territory_tax_usd[l], conditions.kidnap_risk[l]);
        conditions.territory_tax_usd[l] = between(tax, policy.settings.number(&TAX), weight);
        conditions.kidnap_risk[l] = between(risk, policy.settings.number(&KIDNAP).max(risk), weight);
    }
}
