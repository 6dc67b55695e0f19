//! Care for clients, and what is known of each firm's record.

use crate::catalogue::{Mechanism, Parameter};
use crate::world::Scenario;

const NAME: &str = "reputation";

/// What care spares clients.
pub const CARE_FACTOR: Parameter = Parameter::number(NAME, "care_harm_factor", 0.5)
    .meaning("hazards of death, abuse and loss of the vehicle with a firm that takes care, as a multiple")
    .unit("multiplier")
    .range(0.3, 0.9)
    .limits(0.0, 1.0)
    .paragraphs("38–39");
/// What care costs.
pub const CARE_USD: Parameter = Parameter::number(NAME, "care_usd_head", 15.0)
    .meaning("what taking care costs a firm for each seat usually sold or client aboard")
    .unit("USD/head")
    .range(3.0, 60.0)
    .limits(0.0, 1e5)
    .paragraphs("38–40");
/// How much a record matters among firms that sell the same seat.
pub const WEIGHT: Parameter = Parameter::number(NAME, "record_weight", 0.5)
    .meaning("by how much clients shun a firm whose record is twice as bad as usual on the leg, at one fee")
    .unit("log-odds")
    .range(0.1, 1.5)
    .limits(0.0, 50.0)
    .paragraphs("38");
/// What it is worth where firms set their own fees.
pub const RECORD_USD: Parameter = Parameter::number(NAME, "record_usd", 100.0)
    .meaning("what such a record takes off the worth of a firm's offer, under `logit_bertrand`")
    .unit("USD")
    .range(20.0, 400.0)
    .limits(0.0, 1e6)
    .paragraphs("38");
/// How much worse a death is than abuse.
pub const DEATH_WEIGHT: Parameter = Parameter::number(NAME, "death_weight", 10.0)
    .meaning("a client's death in a firm's record, in clients abused")
    .unit("abuses")
    .range(3.0, 50.0)
    .limits(0.0, 1e6)
    .paragraphs("38");
/// How many clients make a record.
pub const STRENGTH: Parameter = Parameter::number(NAME, "record_strength", 30.0)
    .meaning("clients with the usual record of the leg that a firm nobody knows is taken to have had")
    .unit("clients")
    .range(10.0, 100.0)
    .limits(1e-6, 1e6)
    .paragraphs("38");
/// How quickly records are forgotten.
pub const RECORD_FORGET: Parameter = Parameter::number(NAME, "record_forget", 0.02)
    .meaning("share of a firm's record that is forgotten in a week")
    .unit("share/week")
    .range(0.005, 0.1)
    .limits(0.0, 1.0)
    .paragraphs("38");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Some firms take care of their clients: it costs them, and fewer are harmed. Clients tell of deaths and \
              abuse, and firms with a bad record are shunned.",
    text: "Acts where a kind of firm has a caring_share: each slot takes care with that probability, for \
           life. Care multiplies the hazards of death, abuse and loss of the vehicle by care_harm_factor and \
           costs care_usd_head. Whoever comes through, is stopped or is known to have died counts in the \
           record of the firm that carried him or her, at once: n clients, and k harms (1 for abuse, robbery \
           or a kidnapping, death_weight for a death). Both lose record_forget a week. With r̄ = Σk/Σn over \
           the firms that sell on the leg, a firm's record is ρ = (k + record_strength·r̄)/((n + \
           record_strength)·r̄), 1 if nobody was harmed. Where firms sell the same seat a passenger's chance \
           of coming to a firm is weighted by exp(−record_weight·(ρ − 1)); under logit_bertrand record_usd·(ρ \
           − 1) is taken off what its offer is worth. Records are common knowledge at the place.",
    paragraphs: "38–39",
    parameters: &[&CARE_FACTOR, &CARE_USD, &WEIGHT, &RECORD_USD, &DEATH_WEIGHT, &STRENGTH, &RECORD_FORGET],
    without: Some("some firms take care all the same, and nobody knows which"),
};

/// Whether records count in a scenario: where no firm takes care they would tell of chance only.
#[must_use]
pub fn acts(scenario: &Scenario) -> bool {
    scenario.with(NAME) && scenario.firm_types.iter().any(|kind| kind.caring_share.get() > 0.0)
}

/// The records of all firms.
#[derive(Clone, Debug, PartialEq)]
pub struct Records {
    /// By firm: clients and harms remembered.
    known: Vec<[f64; 2]>,
}

impl Records {
    /// Nothing is known of so many firms.
    #[must_use]
    pub fn new(firms: usize) -> Self {
        Self { known: vec![[0.0; 2]; firms] }
    }

    /// Clients of a firm tell, or are told of, each of so many harms.
    pub fn tell(&mut self, firm: usize, clients: f64, harms: f64) {
        let [known, harmed] = &mut self.known[firm];
        *known += clients;
        *harmed += clients * harms;
    }

    /// Records age by a period; the share is what is kept.
    pub fn age(&mut self, kept: f64) {
        self.known.iter_mut().flatten().for_each(|count| *count *= kept);
    }

    /// Harms a client among firms; 0 if nobody is known to have been harmed.
    #[must_use]
    pub fn usual(&self, firms: impl Iterator<Item = usize>) -> f64 {
        let add = |[n, k]: [f64; 2], firm: usize| [n + self.known[firm][0], k + self.known[firm][1]];
        let [clients, harmed] = firms.fold([0.0; 2], add);
        if harmed > 0.0 { harmed / clients } else { 0.0 }
    }

    /// A firm's record in multiples of what is usual, above 0, with a first belief worth `strength` clients.
    #[must_use]
    pub fn relative(&self, firm: usize, usual: f64, strength: f64) -> f64 {
        let [clients, harmed] = self.known[firm];
        (harmed + strength * usual) / ((clients + strength) * usual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_relative_to_the_leg_and_starts_as_usual() {
        let mut records = Records::new(3);
        let of = |records: &Records, firm| records.relative(firm, records.usual(0..3), 10.0);
        assert_eq!(records.usual(0..3), 0.0);
        (0..40).for_each(|i| records.tell(0, 1.0, f64::from(i % 2)));
        records.tell(1, 40.0, 0.0);
        assert_eq!(of(&records, 2), 1.0, "who is not known is taken to be as usual");
        assert!((of(&records, 0) - (20.0 + 2.5) / (50.0 * 0.25)).abs() < 1e-12);
        assert!((of(&records, 1) - 2.5 / (50.0 * 0.25)).abs() < 1e-12);
        records.age(0.0);
        assert_eq!(records.usual(0..3), 0.0);
    }
}
