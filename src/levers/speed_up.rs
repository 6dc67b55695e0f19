//! Faster regular pathways and faster papers.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "speed_up";

const FACTOR: Parameter = Parameter::number(NAME, "delay_factor", 0.5)
    .meaning("delays, as a multiple of those in force")
    .unit("multiplier")
    .range(0.1, 1.0)
    .limits(0.0, 100.0)
    .paragraphs("29, 36");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Multiplies the delay of pathways (aimed at pathways) and of passports (aimed at countries).",
        paragraphs: "29, 36, 66",
        source: "assumption",
        targets: &[TargetKind::Pathways, TargetKind::Countries],
        parameters: &[&FACTOR],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    let factor = between(1.0, policy.settings.number(&FACTOR), weight);
    for pathway in &policy.targets.pathways {
        conditions.pathway_days[pathway.index()] *= factor;
    }
    for country in &policy.targets.countries {
        conditions.passport_days[country.index()] *= factor;
    }
}
