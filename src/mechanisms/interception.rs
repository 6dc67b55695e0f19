//! Patrols on legs, drawn per convoy, and posts in order along them.

use crate::agents::Manner;
use crate::catalogue::{Mechanism, Parameter};
use crate::random::{Key, Purpose};
use crate::world::{Conditions, Mode, Scenario};

const NAME: &str = "interception";

/// Hazard at full watch.
pub const WATCH: Parameter = Parameter::number(NAME, "watch", 1.0)
    .meaning(
        "hazard of being stopped on a leg that is watched over all its extent, for a fully visible convoy",
    )
    .unit("hazard/leg")
    .range(0.5, 2.0)
    .limits(0.0, 100.0)
    .paragraphs("6, 41");
/// Visibility of people alone.
pub const ALONE: Parameter = Parameter::number(NAME, "detectability_alone", 0.5)
    .meaning("how visible somebody alone is to a patrol")
    .unit("share")
    .range(0.2, 1.0)
    .limits(0.0, 10.0)
    .paragraphs("6");
/// Visibility of a smuggler's convoy.
pub const SMUGGLED: Parameter = Parameter::number(NAME, "detectability_smuggled", 1.0)
    .meaning("how visible a smuggler's vehicle on the usual way is to a patrol")
    .unit("share")
    .range(0.5, 1.5)
    .limits(0.0, 10.0)
    .paragraphs("6");
/// Visibility on clandestine ways.
pub const CLANDESTINE: Parameter = Parameter::number(NAME, "detectability_clandestine", 0.4)
    .meaning("how visible a convoy on a clandestine way is, as a share of that on the usual way")
    .unit("share")
    .range(0.1, 0.8)
    .limits(0.0, 10.0)
    .paragraphs("56");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Patrols stop whole convoys, the more the more effort a leg gets for its extent; posts along the leg \
              stop those who have neither papers nor an arrangement.",
    text: "The hazard of meeting a patrol over a whole leg is H = watch·effort·multiple/extent·detectability, \
           times detectability_clandestine on a clandestine leg; effort comes from effort_allocation, multiple \
           from levers. One keyed exponential E a convoy decides: it is stopped after the fraction E/H of the \
           leg if that is below 1 and comes before the loss of the vehicle. Somebody alone is a convoy of one; \
           holders of papers on a lawful leg are not stopped. The N posts stand at fractions 1/(N + 1), 2/(N + \
           1) … and are passed in order up to that point: where the official takes a bribe the convoy passes, \
           else it is stopped with post_effectiveness, by a keyed draw of convoy and post; somebody with \
           papers is held up instead, for post_delay_days, if money was asked. On the day on which a convoy is \
           stopped its people are taken to the leg's stopped_to and, by the rule of the country that controls \
           the leg, let go, detained first, sent home or protected. By one draw the vehicle is \
           seized with seizure_probability (the firm loses its worth) and the crew sentenced with \
           sentence_probability (the firm loses the penalty); either counts as an arrest.",
    paragraphs: "3–6, 33, 41",
    parameters: &[&WATCH, &ALONE, &SMUGGLED, &CLANDESTINE],
    without: Some("nobody is stopped, by patrols or by posts"),
};

/// The hazard of meeting a patrol on each leg, by manner, over the whole leg.
#[derive(Clone, Debug, PartialEq)]
pub struct Patrols {
    alone: Vec<f64>,
    smuggled: Vec<f64>,
}

impl Patrols {
    /// The hazards in force: `watch · effort / extent · detectability`.
    #[must_use]
    pub fn new(scenario: &Scenario, conditions: &Conditions, effort: &[f64]) -> Self {
        let number = |parameter| scenario.settings.number(parameter);
        let on = if scenario.with(NAME) { number(&WATCH) } else { 0.0 };
        let hazard = |l: usize, visible: f64| {
            let leg = &scenario.legs[l];
            let hidden = if leg.clandestine { number(&CLANDESTINE) } else { 1.0 };
            on * effort[l] * conditions.effort[l] / leg.extent.max(1e-9) * visible * hidden
        };
        let legs = 0..scenario.legs.len();
        Self {
            alone: legs.clone().map(|l| hazard(l, number(&ALONE))).collect(),
            smuggled: legs.map(|l| hazard(l, number(&SMUGGLED))).collect(),
        }
    }

    /// The part of a leg after which a patrol stops a convoy; above 1: it does not.
    ///
    /// Holders of papers who travel openly are not stopped by patrols.
    #[inline]
    #[must_use]
    pub fn meets_at(&self, leg: usize, manner: Manner, convoy: Key) -> f64 {
        let hazard = match manner {
            Manner::WithPapers | Manner::Forged => return f64::INFINITY,
            Manner::Alone => self.alone[leg],
            Manner::Smuggled => self.smuggled[leg],
        };
        convoy.purpose(Purpose::Patrol).first_event(hazard)
    }

    /// The same for a smuggler's convoy under an escort that takes away the share `cover` of the hazard.
    #[must_use]
    pub fn meets_escorted_at(&self, leg: usize, cover: f64, convoy: Key) -> f64 {
        convoy.purpose(Purpose::Patrol).first_event(self.smuggled[leg] * (1.0 - cover))
    }
}

/// The place of a post along its leg, from 0 to 1.
#[inline]
#[must_use]
pub fn post_at(post: usize, posts: usize) -> f64 {
    (post + 1) as f64 / (posts + 1) as f64
}

/// Whether a post stops a convoy that has not bought passage.
#[inline]
#[must_use]
pub fn post_stops(
    scenario: &Scenario,
    conditions: &Conditions,
    leg: usize,
    post: usize,
    convoy: Key,
) -> bool {
    scenario.with(NAME)
        && convoy.purpose(Purpose::Post).of(post as u64).happens(conditions.post_effectiveness[leg])
}

/// Whether a carrier refuses somebody alone without papers: on legs that cross a border in the open,
/// by other means than on foot or on a track.
#[must_use]
pub fn carrier_refuses(scenario: &Scenario, conditions: &Conditions, leg: usize, person: Key) -> bool {
    let about = &scenario.legs[leg];
    let crosses = scenario.places[about.from.index()].country != scenario.places[about.to.index()].country;
    let carried = !matches!(about.mode, Mode::Foot | Mode::Track) && !about.clandestine;
    let refused = conditions.carriers_refuse[leg];
    scenario.with(NAME) && crosses && carried && person.purpose(Purpose::Carrier).happens(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_that_patrols_stop_follows_the_hazard() {
        let patrols = Patrols { alone: vec![0.1], smuggled: vec![0.2] };
        let n = 40_000;
        for (manner, hazard) in [(Manner::Alone, 0.1_f64), (Manner::Smuggled, 0.2)] {
            let stopped = (0..n).filter(|&i| patrols.meets_at(0, manner, Key::root(2).of(i)) < 1.0).count();
            let expected = 1.0 - (-hazard).exp();
            let error = (expected * (1.0 - expected) / n as f64).sqrt();
            assert!((stopped as f64 / n as f64 - expected).abs() < 4.0 * error);
        }
        assert!(patrols.meets_at(0, Manner::WithPapers, Key::root(2)).is_infinite());
    }

    #[test]
    fn posts_stand_at_even_parts_of_the_leg() {
        assert_eq!([post_at(0, 3), post_at(1, 3), post_at(2, 3)], [0.25, 0.5, 0.75]);
    }
}
