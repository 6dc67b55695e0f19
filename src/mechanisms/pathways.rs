//! Regular ways: quotas, fees, papers, delay, refusal, and queues that are real queues.

use crate::catalogue::{Mechanism, Parameter};
use crate::world::{ConditionRule, Conditions, Motive, Scenario};

const NAME: &str = "pathways";

/// How often people who wait for an answer think again.
pub const REVIEW_RATE: Parameter = Parameter::number(NAME, "review_rate", 1.0 / 120.0)
    .meaning("how often somebody who waits in a queue thinks again, and may leave irregularly instead")
    .unit("1/day")
    .range(1.0 / 365.0, 1.0 / 30.0)
    .limits(0.0, 1.0)
    .paragraphs("28–29");
/// How quickly believed waits and refusals follow what applicants report.
pub const GAIN: Parameter = Parameter::number(NAME, "gain", 0.1)
    .meaning("how quickly believed waits and refusals follow what applicants report")
    .unit("share/week")
    .range(0.02, 0.3)
    .limits(0.0, 1.0)
    .paragraphs("28–29, 53");
/// What an application costs, accepted or not.
pub const APPLICATION_COST: Parameter = Parameter::number(NAME, "application_cost_usd", 60.0)
    .meaning("what an application costs whether it is granted or not; the fee falls due with the grant")
    .unit("USD")
    .range(20.0, 150.0)
    .limits(0.0, 1e5)
    .paragraphs("29, 36");
/// What a place costs the public.
pub const PUBLIC_COST: Parameter = Parameter::number(NAME, "public_cost_usd_place", 400.0)
    .meaning("what the public spends on an admission")
    .unit("USD")
    .range(100.0, 2_000.0)
    .limits(0.0, 1e6);

/// How firms see who may use a pathway.
pub const DEMAND_SEES: Parameter = Parameter::word(NAME, "demand_sees", "most", &["most", "each"])
    .meaning(
        "whether firms take what most people may use for what all may use, or tell those who meet a pathway's \
         conditions from those who do not (shares of pathways by lot, up to four of them at once)",
    )
    .paragraphs("27–29");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Who is eligible and has the papers may apply; places are released evenly over the year to a real queue; \
              people who wait may give up; what is believed of wait and refusal follows from reports.",
    text: "At home, people of the communities that a pathway names may apply if it has places, if they meet \
           its conditions (for life, with probability eligible_share; where it names a motive, that motive), if they hold a passport where one is \
           needed, and if they can pay application_cost_usd and the fee. Applying is worth −c + e^(−ρW)·[(1 − \
           r)·(θw − fee) + r·V°(home, m − c)], with c the application cost, r and W the believed chance of \
           refusal and wait, w the worth of the destination with regular status. Each market day \
           places_per_year·period/365.25 places are released; what is not given carries over, up to a year's \
           places, or one agent's if a year has fewer. The queue is served first come, by lot or richest first. An applicant who is reached is \
           refused with the pathway's probability, uses no place and decides anew, or pays the fee and arrives \
           processing_days later. Whoever waits looks again after an exponential time of mean 1/review_rate, \
           and leaves the queue unless the choice made then is this queue again or staying at home. Believed \
           refusal moves each period, by gain a week, to what the community's applicants met, believed wait \
           to the length of the queue over the places released a day, and the days of processing. \
           A pathway marked for_survivors is for those who were ever abused, kidnapped or made to carry on the \
           way, and open to them at home and at every place on the way. In values, and in firms' view of demand, \
           only pathways with eligible_share of at least 0.5 that are not for survivors, and \
           without a motive of their own, count; firms tell apart those who meet the conditions of pathways from \
           those who do not under demand_sees `each`. Where eligible_by is `worth`, those whose own θ is among \
           the highest eligible_share meet the conditions, and firms know it.",
    paragraphs: "27–29, 36, 41, 61–63, 66",
    parameters: &[&REVIEW_RATE, &GAIN, &APPLICATION_COST, &PUBLIC_COST, &DEMAND_SEES],
    without: Some("there is no regular way"),
};

/// The most pathways that a scenario may have: each is a bit of what [`eligible`] gives.
pub const MOST: usize = u64::BITS as usize;

/// The pathways for which a test of position and eligible share holds, a bit each.
#[must_use]
pub fn eligible(conditions: &Conditions, test: impl Fn(usize, f64) -> bool) -> u64 {
    let shares = conditions.pathway_eligible_share.iter().enumerate();
    shares.filter(|&(pathway, &share)| test(pathway, share)).fold(0, |bits, (pathway, _)| bits | 1 << pathway)
}

/// The pathways whose conditions most people meet: what values and firms count with.
#[must_use]
pub fn usually_eligible(scenario: &Scenario, conditions: &Conditions) -> u64 {
    eligible(conditions, |pathway, share| share >= 0.5 && is_general(scenario, pathway))
}

/// Whether a pathway is open whatever moves people, and to others than survivors.
fn is_general(scenario: &Scenario, pathway: usize) -> bool {
    let about = &scenario.pathways[pathway];
    about.motive.unwrap_or_default() == Motive::Economic && !about.for_survivors
}

/// The most pathways by lot whose users firms tell apart.
const MOST_LOTS: usize = 4;

/// How firms see people at a quantile of worth: shares of them, and the pathways that each share may use, a
/// bit each.
#[must_use]
pub fn seen(scenario: &Scenario, conditions: &Conditions, quantile: f64) -> Vec<(f64, u64)> {
    let by_worth = |pathway: usize| scenario.pathways[pathway].eligible_by == ConditionRule::Worth;
    let each = scenario.settings.word(&DEMAND_SEES) == "each";
    let lots: Vec<(usize, f64)> = conditions.pathway_eligible_share.iter().copied().enumerate().collect();
    let is_lot = |&(pathway, share): &(usize, f64)| {
        each && share > 0.0 && share < 1.0 && !by_worth(pathway) && is_general(scenario, pathway)
    };
    let lots: Vec<(usize, f64)> = lots.into_iter().filter(is_lot).take(MOST_LOTS).collect();
    let known = eligible(conditions, |pathway, share| {
        let worth = by_worth(pathway) && quantile > 1.0 - share;
        let usual = !by_worth(pathway) && share >= 0.5 && !lots.iter().any(|lot| lot.0 == pathway);
        (worth || usual) && is_general(scenario, pathway)
    });
    lots.into_iter().fold(vec![(1.0, known)], |seen, (pathway, share)| {
        let with = seen.iter().map(|&(part, bits)| (part * share, bits | 1 << pathway));
        with.chain(seen.iter().map(|&(part, bits)| (part * (1.0 - share), bits))).collect()
    })
}
