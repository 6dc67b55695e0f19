//! What communities and smugglers believe, and from whom they learn it.

use crate::agents::{Batch, Belief, Beliefs, CAUSES, Cause, Manner};
use crate::catalogue::{Mechanism, Parameter};
use crate::units::WeeklyShare;
use crate::world::{Leg, Mode, Scenario};

mod campaign;
mod peers;

pub use campaign::add_campaigns;
pub use peers::{PEER_TRUST, TRUST_OTHER, TRUST_RETURNEE, add_peers, hear_from_others};

const NAME: &str = "information";

/// How far a campaign is believed.
pub const CAMPAIGN_TRUST: Parameter = Parameter::number(NAME, "campaign_trust", 0.05)
    .meaning("weight of a campaign's report, where a report of somebody who went has the weight of trust")
    .unit("trials/report")
    .range(0.0, 0.2)
    .limits(0.0, 1.0)
    .paragraphs("52–54");
/// What it loses without an alternative.
pub const CAMPAIGN_DOUBT: Parameter = Parameter::number(NAME, "campaign_doubt", 0.5)
    .meaning("share of that weight that is lost where no regular pathway is open to the community")
    .unit("share")
    .range(0.0, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("55");

/// Forgetting.
pub const FORGET: Parameter = Parameter::number(NAME, "forget", 0.06)
    .meaning("share of what is known that is forgotten in a week")
    .unit("share/week")
    .range(0.02, 0.15)
    .limits(0.0, 1.0)
    .paragraphs("53–55");
/// Trust in those who went.
pub const TRUST: Parameter = Parameter::number(NAME, "trust", 0.3)
    .meaning("weight of one report by somebody who went")
    .unit("trials")
    .range(0.05, 1.0)
    .limits(0.0, 100.0)
    .paragraphs("53");
/// Trust in smugglers.
pub const TRUST_SMUGGLER: Parameter = Parameter::number(NAME, "trust_smuggler", 0.1)
    .meaning("weight of a smuggler's report of one of his passengers' journeys")
    .unit("trials")
    .range(0.0, 0.5)
    .limits(0.0, 100.0)
    .paragraphs("38");
/// Bias of smugglers.
pub const BIAS: Parameter = Parameter::number(NAME, "smuggler_bias", 0.5)
    .meaning("share of bad events that smugglers leave out")
    .unit("share")
    .range(0.0, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("38, 53");
/// How long news takes.
pub const NEWS_DAYS: Parameter = Parameter::number(NAME, "news_days", 21.0)
    .meaning("days until news of a journey's leg is heard at home")
    .unit("days")
    .range(7.0, 60.0)
    .limits(0.0, 3650.0)
    .whole()
    .paragraphs("53");
/// Whether deaths become known.
pub const DEATHS_KNOWN: Parameter = Parameter::number(NAME, "deaths_known", 0.5)
    .meaning("chance that a death on the way becomes known at home")
    .unit("probability")
    .range(0.1, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("53–55");
/// Selective attention.
pub const SELECTIVITY: Parameter = Parameter::number(NAME, "selectivity", 0.0)
    .meaning("how much less a batch of reports counts that contradicts what the community already leans to")
    .unit("share")
    .range(0.0, 0.5)
    .limits(0.0, 1.0)
    .paragraphs("53");
/// Strength of first beliefs.
pub const PRIOR_STRENGTH: Parameter = Parameter::number(NAME, "prior_strength", 20.0)
    .meaning("how many trials first beliefs are worth")
    .unit("trials")
    .range(5.0, 300.0)
    .limits(0.01, 1e6)
    .paragraphs("53");
/// First belief of being stopped.
pub const PRIOR_STOP: Parameter = Parameter::number(NAME, "prior_stop", 0.10)
    .meaning("first belief of being stopped on a leg that crosses a border; a fifth of it elsewhere")
    .unit("probability")
    .range(0.02, 0.3)
    .limits(0.0, 1.0);
/// First belief of dying.
pub const PRIOR_DEATH: Parameter = Parameter::number(NAME, "prior_death", 0.01)
    .meaning("first belief of dying on a desert track; twice at sea, a tenth on a road")
    .unit("probability")
    .range(0.002, 0.05)
    .limits(0.0, 1.0)
    .paragraphs("54");
/// First belief of being abused.
pub const PRIOR_ABUSE: Parameter = Parameter::number(NAME, "prior_abuse", 0.10)
    .meaning("first belief of being abused or robbed on a leg")
    .unit("probability")
    .range(0.02, 0.3)
    .limits(0.0, 1.0);
/// How prior means drift to what is known of similar legs.
pub const POOL: Parameter = Parameter::number(NAME, "pool", 0.1)
    .meaning("how quickly the first belief of a leg moves to what is known of legs of the same kind")
    .unit("share/week")
    .range(0.02, 0.3)
    .limits(0.0, 1.0);
/// How quickly believed fees and bribes follow what is heard.
pub const GAIN: Parameter = Parameter::number(NAME, "gain", 0.3)
    .meaning("how quickly believed fees and bribes follow what is heard")
    .unit("share/week")
    .range(0.1, 0.6)
    .limits(0.0, 1.0)
    .paragraphs("53");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Communities hold beliefs per leg and manner; they learn from those who went and, less, from smugglers \
              who leave bad news out, and forget. Smugglers hold beliefs per leg from their own convoys.",
    text: "For each community, leg and manner, and each cause c (stopped, died, abused), belief is p = (k + \
           σ·prior)/(n + σ), with σ = prior_strength, n trials and k events heard of. Each period n and k are \
           multiplied by (1 − forget)^(days/7), and the batch of reports that is due is added. Somebody whose \
           leg has ended reports it once, to the own community, worth trust trials, and is heard on the first \
           market day more than news_days later; a death is heard of with probability deaths_known. A smuggler \
           adds a report of the same passenger worth trust_smuggler trials, its events times (1 − \
           smuggler_bias). A batch counts 1 − selectivity if its share of stops lies on the other side of the \
           first prior than the present belief. The prior moves, by pool a week, to what is known of all legs \
           of the same mode and manner, so that a leg that nobody takes is judged anew. Believed fees and \
           bribes move by gain a week to the mean heard. First priors depend on the kind of leg only: \
           prior_stop if it crosses a border and a fifth of it elsewhere; prior_death × 2 at sea, × 1 on \
           tracks and on foot, × 0.1 otherwise; prior_abuse. The smugglers of a leg hold the same belief of \
           being stopped, with every vehicle as one trial, known on the next market day. Who was stopped and sent \
           home tells of that leg once more there, worth trust_returnee trials; what other communities hear counts \
           trust_other of what the own people report. Campaigns and peers speak of what is so, each report worth \
           campaign_trust and peer_trust.",
    paragraphs: "14, 38, 52–55",
    parameters: &[
        &FORGET,
        &TRUST,
        &TRUST_SMUGGLER,
        &BIAS,
        &NEWS_DAYS,
        &DEATHS_KNOWN,
        &SELECTIVITY,
        &PRIOR_STRENGTH,
        &PRIOR_STOP,
        &PRIOR_DEATH,
        &PRIOR_ABUSE,
        &POOL,
        &GAIN,
        &CAMPAIGN_TRUST,
        &CAMPAIGN_DOUBT,
        &PEER_TRUST,
        &TRUST_RETURNEE,
        &TRUST_OTHER,
    ],
    without: Some("everybody keeps the first beliefs"),
};

/// What somebody goes by who is advised on the way: belief, the more of it replaced by what is so the
/// more people are reached. Where nobody learns anything, advice reaches nobody.
#[must_use]
pub fn advised(learns: bool, believed: f64, true_chance: f64, told: f64) -> f64 {
    if learns { believed + told * (true_chance - believed) } else { believed }
}

/// What everybody believes before any news: by the kind of leg, not by the leg.
#[must_use]
pub fn first_beliefs(
    scenario: &Scenario,
    manners: &'static [Manner],
    bribe: impl Fn(usize, Manner) -> f64,
) -> Beliefs {
    let mut beliefs = Beliefs {
        legs: scenario.legs.len(),
        manners,
        strength: scenario.settings.number(&PRIOR_STRENGTH),
        people: vec![Belief::default(); scenario.communities.len() * scenario.legs.len() * manners.len()],
        smugglers: scenario.legs.iter().map(|leg| first_belief(scenario, leg)).collect(),
        pathways: Vec::new(),
    };
    for community in 0..scenario.communities.len() {
        for (l, leg) in scenario.legs.iter().enumerate() {
            for &manner in manners {
                let position = beliefs.index(community, l, manner);
                let mut belief = first_belief(scenario, leg);
                belief.bribe = bribe(l, manner);
                beliefs.people[position] = belief;
            }
        }
        let of_pathway = |p: &crate::world::Pathway| (p.believed_refusal.get(), p.believed_wait_days);
        beliefs.pathways.extend(scenario.pathways.iter().map(of_pathway));
    }
    beliefs
}

fn first_belief(scenario: &Scenario, leg: &Leg) -> Belief {
    let number = |parameter| scenario.settings.number(parameter);
    let crosses = scenario.places[leg.from.index()].country != scenario.places[leg.to.index()].country;
    let stop = number(&PRIOR_STOP) * if crosses { 1.0 } else { 0.2 };
    let death = number(&PRIOR_DEATH) * terrain(leg.mode);
    let prior = [stop, death, number(&PRIOR_ABUSE)];
    Belief { prior, side: prior, ..Belief::default() }
}

/// How first beliefs of dying differ by the kind of way, as multiples of those for a desert track.
fn terrain(mode: Mode) -> f64 {
    match mode {
        Mode::Sea => 2.0,
        Mode::Track | Mode::Foot => 1.0,
        Mode::Road | Mode::Rail | Mode::River | Mode::Air => 0.1,
    }
}

/// Weights with which reports are heard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hearing {
    /// Of somebody who went (trials a report).
    pub trust: f64,
    /// Of a smuggler.
    pub trust_smuggler: f64,
    /// Share of bad events that smugglers leave out.
    pub bias: f64,
    /// Chance that a death becomes known.
    pub deaths_known: f64,
    /// Of somebody who was sent home, about the leg that ended the journey.
    pub trust_returnee: f64,
}

impl Hearing {
    /// Reads the parameters of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let number = |parameter| scenario.settings.number(parameter);
        // Whoever stands for several persons reports for all of them.
        let heads = scenario.persons_per_agent;
        Self {
            trust: heads * number(&TRUST),
            trust_smuggler: heads * number(&TRUST_SMUGGLER),
            bias: number(&BIAS),
            deaths_known: number(&DEATHS_KNOWN),
            trust_returnee: heads * number(&TRUST_RETURNEE),
        }
    }

    /// Adds the report of one who went to a batch.
    pub fn report(&self, batch: &mut Batch, events: [bool; CAUSES], fee: Option<f64>, bribe: f64) {
        batch.trials += self.trust;
        for (sum, happened) in batch.events.iter_mut().zip(events) {
            *sum += if happened { self.trust } else { 0.0 };
        }
        if let Some(fee) = fee {
            batch.fees.0 += fee;
            batch.fees.1 += 1.0;
        }
        batch.bribes.0 += bribe;
        batch.bribes.1 += 1.0;
    }

    /// Adds what somebody who was stopped on a leg and sent home tells of it there.
    pub fn returnee_report(&self, batch: &mut Batch, abused: bool) {
        let abuse = if abused { self.trust_returnee } else { 0.0 };
        let events = [self.trust_returnee, 0.0, abuse];
        batch.add(&Batch { trials: self.trust_returnee, events, ..Batch::default() }, 1.0);
    }

    /// Adds what a smuggler says of the same journey.
    pub fn smuggler_report(&self, batch: &mut Batch, events: [bool; CAUSES]) {
        batch.trials += self.trust_smuggler;
        for (sum, happened) in batch.events.iter_mut().zip(events) {
            *sum += if happened { self.trust_smuggler * (1.0 - self.bias) } else { 0.0 };
        }
    }
}

/// The rates at which beliefs move, for one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learning {
    kept: f64,
    gain: f64,
    pool: f64,
    selectivity: f64,
}

impl Learning {
    /// Reads the parameters of a scenario, for its length of period.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let days = f64::from(scenario.calendar.period_days);
        let over = |parameter| WeeklyShare(scenario.settings.number(parameter)).over(days);
        Self {
            kept: 1.0 - over(&FORGET),
            gain: over(&GAIN),
            pool: over(&POOL),
            selectivity: scenario.settings.number(&SELECTIVITY),
        }
    }
}

/// Beliefs after the news of a period: communities first, then smugglers, then what is known of
/// legs of one kind.
pub fn learn(
    scenario: &Scenario,
    learning: &Learning,
    beliefs: &mut Beliefs,
    people: &[Batch],
    smugglers: &[Batch],
) {
    let strength = beliefs.strength;
    for (belief, batch) in beliefs.people.iter_mut().zip(people) {
        hear(belief, batch, learning, strength);
    }
    for (belief, batch) in beliefs.smugglers.iter_mut().zip(smugglers) {
        hear(belief, batch, learning, strength);
    }
    for community in 0..scenario.communities.len() {
        pool(scenario, learning, beliefs, community);
    }
}

fn hear(belief: &mut Belief, batch: &Batch, learning: &Learning, strength: f64) {
    let before: [f64; CAUSES] = std::array::from_fn(|c| belief.chance_at(c, strength));
    belief.trials *= learning.kept;
    belief.events.iter_mut().for_each(|events| *events *= learning.kept);
    if batch.trials > 0.0 {
        let weight = attention(belief, batch, learning.selectivity, before);
        belief.trials += weight * batch.trials;
        for (known, heard) in belief.events.iter_mut().zip(batch.events) {
            *known += weight * heard;
        }
    }
    follow(&mut belief.fee, batch.fees, learning.gain);
    follow(&mut belief.bribe, batch.bribes, learning.gain);
}

/// A batch counts less if its mean contradicts the side of the first belief on which the community
/// already stands. Batches are judged whole: judging report by report would bias beliefs for ever.
fn attention(belief: &Belief, batch: &Batch, selectivity: f64, before: [f64; CAUSES]) -> f64 {
    let stop = Cause::Stop as usize;
    let leans = before[stop] - belief.side[stop];
    let says = batch.events[stop] / batch.trials - belief.side[stop];
    if leans * says < 0.0 { 1.0 - selectivity } else { 1.0 }
}

fn follow(believed: &mut f64, heard: (f64, f64), gain: f64) {
    if heard.1 > 0.0 {
        *believed += gain * (heard.0 / heard.1 - *believed);
    }
}

/// First beliefs move to what is known of legs of the same mode and manner, so that a leg which
/// nobody takes is judged anew.
fn pool(scenario: &Scenario, learning: &Learning, beliefs: &mut Beliefs, community: usize) {
    for mode in MODES {
        for &manner in beliefs.manners {
            let alike = || (0..scenario.legs.len()).filter(|&l| scenario.legs[l].mode == mode);
            let (mut events, mut trials) = ([0.0; CAUSES], 0.0);
            for l in alike() {
                let belief = &beliefs.people[beliefs.index(community, l, manner)];
                trials += belief.trials;
                events.iter_mut().zip(belief.events).for_each(|(sum, e)| *sum += e);
            }
            for l in alike() {
                let position = beliefs.index(community, l, manner);
                let strength = beliefs.strength;
                beliefs.people[position].pool(events, trials, strength, learning.pool);
            }
        }
    }
}

const MODES: [Mode; 7] = [Mode::Foot, Mode::Road, Mode::Track, Mode::Rail, Mode::River, Mode::Sea, Mode::Air];

impl Belief {
    fn chance_at(&self, cause: usize, strength: f64) -> f64 {
        (self.events[cause] + self.prior[cause] * strength) / (self.trials + strength)
    }

    fn pool(&mut self, events: [f64; CAUSES], trials: f64, strength: f64, share: f64) {
        for ((prior, side), events) in self.prior.iter_mut().zip(self.side).zip(events) {
            let pooled = (events + side * strength) / (trials + strength);
            *prior += share * (pooled - *prior);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STILL: Learning = Learning { kept: 1.0, gain: 0.5, pool: 0.0, selectivity: 0.0 };

    fn belief(prior: f64) -> Belief {
        Belief { prior: [prior; CAUSES], side: [prior; CAUSES], ..Belief::default() }
    }

    #[test]
    fn three_events_in_twelve_trials_give_the_beta_mean() {
        // Benchmark I5: alpha 2, beta 0.5, that is a prior of 0.8 worth 2.5 trials.
        let mut known = belief(0.8);
        let batch = Batch { trials: 12.0, events: [3.0; CAUSES], ..Batch::default() };
        hear(&mut known, &batch, &STILL, 2.5);
        assert!((known.chance(Cause::Stop, 2.5) - 5.0 / 14.5).abs() < 1e-12);
    }

    #[test]
    fn what_is_not_refreshed_is_forgotten_towards_the_first_belief() {
        let mut known = belief(0.1);
        hear(&mut known, &Batch { trials: 50.0, events: [50.0; CAUSES], ..Batch::default() }, &STILL, 20.0);
        let high = known.chance(Cause::Death, 20.0);
        let forgetful = Learning { kept: 0.5, ..STILL };
        (0..40).for_each(|_| hear(&mut known, &Batch::default(), &forgetful, 20.0));
        assert!(high > 0.7 && (known.chance(Cause::Death, 20.0) - 0.1).abs() < 1e-6);
    }

    #[test]
    fn selective_attention_discounts_a_batch_on_the_other_side() {
        let open = Learning { selectivity: 0.0, ..STILL };
        let closed = Learning { selectivity: 0.5, ..STILL };
        let leaning = Belief { events: [10.0, 0.0, 0.0], trials: 20.0, ..belief(0.2) };
        let calm = Batch { trials: 20.0, ..Batch::default() };
        let (mut a, mut b) = (leaning, leaning);
        hear(&mut a, &calm, &open, 20.0);
        hear(&mut b, &calm, &closed, 20.0);
        assert!(b.chance(Cause::Stop, 20.0) > a.chance(Cause::Stop, 20.0));
    }
}
