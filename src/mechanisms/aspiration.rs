//! Coming to want to leave: an event that leads to one decision.

use rand_distr::{Distribution, Poisson};

use crate::catalogue::{Mechanism, Parameter};
use crate::random::{Key, Purpose};
use crate::units::{DAYS_PER_YEAR, Day};
use crate::world::{Community, Conditions, Scenario};

const NAME: &str = "aspiration";

/// How much the majorant stream of candidates exceeds the tables' rates.
pub const MAJORANT: Parameter = Parameter::number(NAME, "majorant", 2.0)
    .meaning("rate of the fixed stream of candidates, as a multiple of the tables' hazard; thinning reaches no higher")
    .unit("multiplier")
    .range(1.5, 4.0)
    .limits(1.0, 100.0)
    .paragraphs("22–26");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "In each community people come to want to leave at a hazard; whoever does decides once.",
    text: "A community of N people with hazard λ a year has, on each day, a Poisson number of candidates with mean \
           N·λ·majorant/365.25, keyed by community and day. Candidate i is one in fact if a keyed uniform draw is \
           below multiple(t)/majorant, where multiple(t) is the community's series and any lever on it. So the same \
           potential people exist in every scenario, and a lever that lowers the hazard takes some away and moves \
           nobody else. A candidate decides once, on that day; `stay` ends the spell.",
    paragraphs: "22–26, 29–32",
    parameters: &[&MAJORANT],
    without: None,
};

/// People who come to want to leave, expected a day in a community.
#[must_use]
pub fn expected_per_day(scenario: &Scenario, conditions: &Conditions, community: usize) -> f64 {
    let multiple = conditions.aspiration[community].min(scenario.settings.number(&MAJORANT));
    base_per_day(&scenario.communities[community]) * multiple / scenario.persons_per_agent
}

fn base_per_day(community: &Community) -> f64 {
    community.population * community.aspiration_per_year / DAYS_PER_YEAR
}

/// The identities of those who come to want to leave on a day: a thinning of the majorant stream.
pub fn candidates(
    scenario: &Scenario,
    conditions: &Conditions,
    run: Key,
    community: usize,
    day: Day,
) -> impl Iterator<Item = u64> + use<> {
    let majorant = scenario.settings.number(&MAJORANT);
    let mean = base_per_day(&scenario.communities[community]) * majorant / scenario.persons_per_agent;
    let subject = run.of(community as u64).of(day.0 as u64);
    let keep = conditions.aspiration[community] / majorant;
    let number = poisson(mean, subject.purpose(Purpose::Candidates));
    (0..number)
        .filter(move |&i| subject.of(i).purpose(Purpose::Thinning).happens(keep))
        .map(move |i| subject.of(i).bits())
}

fn poisson(mean: f64, key: Key) -> u64 {
    Poisson::new(mean).map_or(0, |law| law.sample(&mut key.generator()) as u64)
}
