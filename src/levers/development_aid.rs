//! Money for livelihoods at home: projects and jobs, or support paid to people.

use super::{Lever, targeted_communities};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "development_aid";

const PROJECTS: Parameter = Parameter::number(NAME, "projects_usd_person_year", 0.0)
    .meaning("spent on projects and jobs, which raise what people earn later, by mechanism development")
    .unit("USD/person/year")
    .range(0.0, 50.0)
    .limits(0.0, 1e5)
    .source("¶49 for a programme's size; the spending a person is an assumption")
    .paragraphs("14–15, 49, 64–65")
    .adds_up();
const SUPPORT: Parameter = Parameter::number(NAME, "support_usd_person_year", 0.0)
    .meaning("paid out to people, which raises what they live on at once")
    .unit("USD/person/year")
    .range(0.0, 300.0)
    .limits(0.0, 1e5)
    .paragraphs("14–15, 49")
    .adds_up();

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Aid for the communities at the places or in the countries named. Its cost, the sum for every \
                  inhabitant, counts as public spending by itself.",
        paragraphs: "14–15, 49, 64–67",
        source: "assumption: aid acts on departures only through livelihoods",
        targets: &[TargetKind::Places, TargetKind::Countries],
        parameters: &[&PROJECTS, &SUPPORT],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let projects = policy.settings.number(&PROJECTS) * weight;
    let support = policy.settings.number(&SUPPORT) * weight;
    for c in targeted_communities(policy, scenario) {
        conditions.aid_usd_person_year[c] += projects;
        conditions.livelihood_usd_year[c] += support;
        conditions.public_cost_usd_year += (projects + support) * scenario.communities[c].population;
    }
}
