//! Passports: their price, the bribe beside it, and the delay; and forged papers, quick and cheap, that
//! a control may find out.

use crate::catalogue::{Mechanism, Parameter};
use crate::random::{Key, Purpose};
use crate::world::Scenario;

const NAME: &str = "papers";

/// How much less an official asks of somebody with papers.
pub const DEMAND_FACTOR: Parameter = Parameter::number(NAME, "demand_factor", 0.4)
    .meaning("what a post asks of somebody alone with valid papers, as a share of what it asks of others")
    .unit("share")
    .range(0.1, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("36–37");
/// How long a post holds up somebody with papers who does not pay.
pub const DELAY: Parameter = Parameter::number(NAME, "post_delay_days", 1.0)
    .meaning("how long a post holds up somebody with valid papers who does not pay")
    .unit("days")
    .range(0.2, 4.0)
    .limits(0.0, 60.0)
    .paragraphs("37");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "A passport can be had at home, at a price, with a bribe and after months; with it one can travel alone \
              inside a free-movement area and apply for pathways that need it. Forged papers are quick and cheap, \
              and may be found out.",
    text: "At home, whoever has no passport may get one; that is worth −price − bribe + e^(−ρ·delay)·V°(home, \
           with papers, m − price − bribe). It comes after the delay, and then the person decides again. \
           Holders travel with papers on legs that are not clandestine and lie inside one country or between \
           countries of one free-movement area: patrols and posts do not stop them, but posts ask for money \
           (demand_factor of what others are asked) and hold up those who do not pay (post_delay_days). On all \
           other legs they travel like those without. Stateless people (stateless_share of a community) can get \
           no passport, unless document_access reaches them: for life, by a keyed draw. Wherever a country has a \
           forger (forger_price_usd), somebody without papers may buy forged ones and leave with them after \
           forger_days, on the legs that papers allow; whoever holds some may go on with them. Every post, and a \
           carrier that asks for papers, finds them out with the forgery_detection of the country that controls \
           the leg, by a keyed draw; they are lost then, and the person is treated as one without papers. A way \
           with forged papers is worth what a way alone is, with what the community believes of being found out \
           on that leg, price and delay in place of patrols, V° with papers where it leads, and V° without where \
           one is taken. It counts as irregular.",
    paragraphs: "5–6, 28, 36–37, 42",
    parameters: &[&DEMAND_FACTOR, &DELAY],
    without: Some("nobody can get a passport, and nobody forges one; those who hold one at first keep it"),
};

/// Whether somebody in a scenario forges papers.
#[must_use]
pub fn are_forged(scenario: &Scenario) -> bool {
    scenario.with(NAME) && scenario.countries.iter().any(|country| country.forger_price_usd.is_some())
}

/// Whether a control finds out forged papers; each control of a leg has its own number.
#[must_use]
pub fn is_found_out(detection: f64, control: u64, journey: Key) -> bool {
    journey.purpose(Purpose::Forgery).of(control).happens(detection)
}

/// Whether access to papers that is open to a share of stateless people reaches one of them.
#[must_use]
pub fn reaches(share: f64, person: Key) -> bool {
    person.purpose(Purpose::Statelessness).of(1).happens(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_control_finds_out_its_share_by_itself() {
        let n = 40_000;
        let found = |control: u64| (0..n).filter(move |&i| is_found_out(0.3, control, Key::root(3).of(i)));
        for control in [0, 1, u64::MAX] {
            let share = found(control).count() as f64 / n as f64;
            assert!((share - 0.3).abs() < 4.0 * (0.21 / n as f64).sqrt(), "{control}: {share}");
        }
        let both = found(0).filter(|&i| is_found_out(0.3, 1, Key::root(3).of(i))).count() as f64 / n as f64;
        assert!((both - 0.09).abs() < 0.006, "{both}");
    }

    #[test]
    fn who_is_reached_stays_reached_when_more_are() {
        for i in 0..2_000 {
            let person = Key::root(4).of(i);
            assert!(!reaches(0.2, person) || reaches(0.5, person));
        }
    }
}
