//! Countries that show each other their files.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "intelligence_sharing";

const SHARE: Parameter = Parameter::number(NAME, "share", 0.7)
    .meaning("share of their files on an organisation that the countries named show each other")
    .unit("share")
    .range(0.2, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("4, 13, 43–45")
    .required();
const COMPLIANCE: Parameter = Parameter::number(NAME, "compliance", 0.7)
    .meaning("chance that a country answers another in a market period")
    .unit("probability")
    .range(0.3, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("8–9, 43–45");

const DELAY: Parameter = Parameter::number(NAME, "delay_days", 0.0)
    .meaning(
        "how long what one country holds takes to be known by another: none through a shared centre, days \
         through liaison officers, months by letter",
    )
    .unit("days")
    .range(0.0, 180.0)
    .limits(0.0, 3_650.0)
    .paragraphs("8–9, 43");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "The countries named, two or more, show each other what is on file about networks that work in \
                  several of them. It adds no investigators: combine it with prosecution_capacity.",
        paragraphs: "4, 8–9, 13, 43–45",
        source: "assumption",
        targets: &[TargetKind::Countries],
        parameters: &[&SHARE, &COMPLIANCE, &DELAY],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let [share, compliance, delay_days] = [&SHARE, &COMPLIANCE, &DELAY].map(|p| policy.settings.number(p));
    for holder in &policy.targets.countries {
        for viewer in policy.targets.countries.iter().filter(|viewer| *viewer != holder) {
            let pair = holder.index() * scenario.countries.len() + viewer.index();
            let sharing = &mut conditions.sharing[pair];
            (sharing.share, sharing.compliance) = (between(sharing.share, share, weight), compliance);
            sharing.delay_days = delay_days;
        }
    }
}
