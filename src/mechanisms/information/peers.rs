//! News from people like oneself: those who went and tell about it at home, and other communities.

use super::NAME;
use crate::agents::{Batch, Beliefs, CAUSES, Cause, Manner};
use crate::catalogue::Parameter;
use crate::units::DAYS_PER_WEEK;
use crate::world::{Conditions, Scenario};

/// Trust in people who tell at home what they saw.
pub const PEER_TRUST: Parameter = Parameter::number(NAME, "peer_trust", 0.3)
    .meaning("weight of a report by somebody who went and tells it at home in a programme (lever `peers`); as `trust` at first")
    .unit("trials/report")
    .range(0.05, 1.0)
    .limits(0.0, 100.0)
    .paragraphs("53, 55");
/// Trust in those who were sent home.
pub const TRUST_RETURNEE: Parameter = Parameter::number(NAME, "trust_returnee", 0.0)
    .meaning("weight of what somebody who was stopped and sent home tells there of that leg, beside the report that everybody gives of it")
    .unit("trials")
    .range(0.0, 1.0)
    .limits(0.0, 100.0)
    .paragraphs("53");
/// Trust in other communities.
pub const TRUST_OTHER: Parameter = Parameter::number(NAME, "trust_other", 0.0)
    .meaning("weight of what other communities hear, as a share of what the own people report")
    .unit("share")
    .range(0.0, 0.3)
    .limits(0.0, 1.0)
    .paragraphs("53");

/// Adds what is heard from other communities to each community's news of the period.
pub fn hear_from_others(scenario: &Scenario, news: &mut [Batch]) {
    let trust = scenario.settings.number(&TRUST_OTHER);
    let communities = scenario.communities.len();
    if trust <= 0.0 || communities < 2 {
        return;
    }
    let ways = news.len() / communities;
    if scenario.communities.iter().any(|community| community.hears.is_some()) {
        return hear_from_neighbours(scenario, trust, ways, news);
    }
    for way in 0..ways {
        let mut all = Batch::default();
        (0..communities).for_each(|c| all.add(&news[c * ways + way], 1.0));
        for c in 0..communities {
            let own = news[c * ways + way];
            let batch = &mut news[c * ways + way];
            batch.add(&all, trust);
            batch.add(&own, -trust);
        }
    }
}

/// The same where some communities hear certain others only.
fn hear_from_neighbours(scenario: &Scenario, trust: f64, ways: usize, news: &mut [Batch]) {
    let reported = news.to_vec();
    for (c, community) in scenario.communities.iter().enumerate() {
        let hears = |other: &usize| {
            community.hears.as_ref().is_none_or(|heard| heard.iter().any(|id| id.index() == *other))
        };
        for other in (0..scenario.communities.len()).filter(|other| *other != c).filter(hears) {
            for way in 0..ways {
                news[c * ways + way].add(&reported[other * ways + way], trust);
            }
        }
    }
}

/// Adds what peers tell in programmes: that chances of death and abuse on a leg are what they are
/// (`chances`), and of being stopped what is believed already.
pub fn add_peers(
    scenario: &Scenario,
    conditions: &Conditions,
    beliefs: &Beliefs,
    chances: impl Fn(usize, Manner) -> (f64, f64),
    news: &mut [Batch],
) {
    let weeks = f64::from(scenario.calendar.period_days) / DAYS_PER_WEEK;
    let trust = scenario.settings.number(&PEER_TRUST);
    for (community, &reports) in conditions.peer_reports_per_week.iter().enumerate() {
        if reports <= 0.0 {
            continue;
        }
        let trials = reports * weeks * trust;
        for leg in 0..scenario.legs.len() {
            for &manner in beliefs.manners {
                let (death, abuse) = chances(leg, manner);
                let told = [beliefs.chance(community, leg, manner, Cause::Stop), death, abuse];
                let events: [f64; CAUSES] = told.map(|share| share * trials);
                let batch = Batch { trials, events, ..Batch::default() };
                news[beliefs.index(community, leg, manner)].add(&batch, 1.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_add_up_with_their_weights() {
        let mut batch = Batch { trials: 1.0, fees: (100.0, 1.0), ..Batch::default() };
        batch.add(
            &Batch { trials: 4.0, events: [2.0, 1.0, 0.0], fees: (300.0, 2.0), ..Batch::default() },
            0.5,
        );
        assert_eq!((batch.trials, batch.events), (3.0, [1.0, 0.5, 0.0]));
        assert_eq!(batch.fees, (250.0, 2.0));
    }
}
