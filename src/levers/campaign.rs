//! News of danger from those who would rather people stayed.

use super::{Lever, targeted_communities};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "campaign";

const REPORTS: Parameter = Parameter::number(NAME, "reports_per_week", 50.0)
    .meaning("what reaches a community a week about each leg, in reports of a journey, before it is trusted or not")
    .unit("reports/week")
    .range(5.0, 500.0)
    .limits(0.0, 1e6)
    .paragraphs("52–54")
    .adds_up();
const EXAGGERATION: Parameter = Parameter::number(NAME, "exaggeration", 1.0)
    .meaning("the chance of death that it speaks of, as a multiple of what the chance is")
    .unit("multiplier")
    .range(0.5, 5.0)
    .limits(0.0, 1000.0)
    .paragraphs("54–55");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "An awareness campaign about death on the way, for the communities at the places or in the \
                  countries named. How far it is believed is a matter of mechanism information.",
        paragraphs: "14, 52–55",
        source: "assumption; experiments find small effects of either sign",
        targets: &[TargetKind::Places, TargetKind::Countries],
        parameters: &[&REPORTS, &EXAGGERATION],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let reports = policy.settings.number(&REPORTS) * weight;
    let deaths = reports * policy.settings.number(&EXAGGERATION);
    for c in targeted_communities(policy, scenario) {
        let campaign = &mut conditions.campaign[c];
        campaign.reports_per_week += reports;
        campaign.exaggerated_reports_per_week += deaths;
    }
}
