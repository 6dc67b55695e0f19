//! Following the money: what is taken from firms, and what it costs them to move what they earn.

use crate::catalogue::{Mechanism, Parameter};
use crate::world::{Conditions, Scenario};

const NAME: &str = "money_trail";

/// What moving proceeds costs where nobody follows them.
pub const MOVING: Parameter = Parameter::number(NAME, "moving_share", 0.0)
    .meaning(
        "share of fees that moving them costs where nobody follows them, beyond what trips are taken to cost",
    )
    .unit("share")
    .range(0.0, 0.05)
    .limits(0.0, 0.5)
    .paragraphs("40, 46");
/// What it costs more where every case is followed.
pub const WATCHED: Parameter = Parameter::number(NAME, "watched_share", 0.1)
    .meaning("share of fees that moving them costs more where the money of every case is followed")
    .unit("share")
    .range(0.02, 0.25)
    .limits(0.0, 0.5)
    .paragraphs("40, 46");
/// How often tracing leads to assets.
pub const TRACED: Parameter = Parameter::number(NAME, "traced_per_week", 0.002)
    .meaning("times a week and head on a firm's file that its money is found, where every case is followed")
    .unit("1/week/head")
    .range(0.0005, 0.01)
    .limits(0.0, 1e3)
    .paragraphs("40, 46");
/// What is taken of what is found.
pub const TAKEN: Parameter = Parameter::number(NAME, "taken_share", 0.5)
    .meaning("share of a firm's money that is taken when it is found")
    .unit("share")
    .range(0.1, 0.9)
    .limits(0.0, 1.0)
    .paragraphs("8, 46");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Where the money of cases is followed, moving proceeds costs firms more, and assets are taken from \
              those that are on file.",
    text: "A country follows the money of a share φ of the cases that it has on file (column \
           `financial_investigation`, 0 if blank). On its legs moving proceeds costs firms the share \
           moving_share + watched_share·φ of the fees that they receive; it is paid each period, and is part of \
           the unit cost, so that it reaches fees only through prices. In a period the money of an active firm \
           with file F is found with the hazard φ·traced_per_week·F·weeks, what partners show counted; \
           taken_share of its till, the receipts of the period included, goes to the State. Those with more \
           convoys have more on file, and those with more in their tills lose more; nothing else tells networks \
           from others. Losses are no part of the unit cost, since what is taken was earned before; they act \
           through the till and through profit, on whether a firm stays.",
    paragraphs: "2, 8, 40, 46",
    parameters: &[&MOVING, &WATCHED, &TRACED, &TAKEN],
    without: Some("nobody follows money, and moving it costs nothing"),
};

/// Where money is followed in a period, by leg.
#[derive(Clone, Debug, PartialEq)]
pub struct Trail {
    moving_share: Vec<f64>,
    found_per_week: Vec<f64>,
    taken_share: f64,
}

impl Trail {
    /// What follows from the shares of cases whose money is followed.
    #[must_use]
    pub fn new(scenario: &Scenario, conditions: &Conditions) -> Self {
        let number = |parameter| scenario.settings.number(parameter);
        let (moving, watched, traced) = (number(&MOVING), number(&WATCHED), number(&TRACED));
        let on = f64::from(u8::from(scenario.with(NAME)));
        let followed: Vec<f64> = scenario
            .legs
            .iter()
            .map(|leg| conditions.financial_investigation[leg.enforced_by.index()])
            .collect();
        Self {
            moving_share: followed.iter().map(|share| on * (moving + watched * share)).collect(),
            found_per_week: followed.iter().map(|share| on * traced * share).collect(),
            taken_share: number(&TAKEN),
        }
    }

    /// What moving fees costs a firm on a leg, as a share of them.
    #[must_use]
    pub fn moving_share(&self, leg: usize) -> f64 {
        self.moving_share[leg]
    }

    /// How often a firm's money is found on a leg (1/week/head on its file).
    #[must_use]
    pub fn found_per_week(&self, leg: usize) -> f64 {
        self.found_per_week[leg]
    }

    /// What is taken of what a firm has (USD): nothing of what it owes.
    #[must_use]
    pub fn taken(&self, cash_usd: f64) -> f64 {
        self.taken_share * cash_usd.max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_what_is_there_is_taken_and_nothing_of_debts() {
        let trail = Trail { moving_share: vec![0.1], found_per_week: vec![0.01], taken_share: 0.5 };
        assert_eq!([trail.taken(80_000.0), trail.taken(15_000.0)], [40_000.0, 7_500.0]);
        assert_eq!(trail.taken(-100.0), 0.0);
    }
}
