//! Where a country's patrols go.

use std::collections::VecDeque;

use crate::catalogue::{Mechanism, Parameter};
use crate::units::WeeklyShare;
use crate::world::Scenario;

const NAME: &str = "effort_allocation";

/// The rule.
pub const RULE: Parameter = Parameter::word(NAME, "rule", "fixed", &["fixed", "proportional", "chasing"])
    .meaning("how a country's patrol effort is given to its legs: as in the table, by last period's flow, or after detections per effort")
    .paragraphs("6, 27, 56");
/// How quickly chasing moves.
pub const LEARNING: Parameter = Parameter::number(NAME, "learning_rate", 0.3)
    .meaning("share of effort that is moved in a week under `chasing`")
    .unit("share/week")
    .range(0.1, 0.7)
    .limits(0.0, 1.0)
    .paragraphs("56");
/// Floor that keeps the yield of unwatched legs finite.
pub const FLOOR: Parameter = Parameter::number(NAME, "floor", 0.05)
    .meaning("share of a country's effort that is added to a leg's when its yield is judged")
    .unit("share")
    .range(0.02, 0.15)
    .limits(1e-6, 1.0);
/// Delay.
pub const DELAY: Parameter = Parameter::number(NAME, "delay_days", 14.0)
    .meaning("days until moved effort is in place")
    .unit("days")
    .range(0.0, 90.0)
    .limits(0.0, 3650.0)
    .paragraphs("56");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Each country spreads a budget of patrol effort over its legs: fixed, in proportion to flow, or chasing \
              last period's detections per effort.",
    text: "Each country has the sum B of its legs' effort in the tables, and keeps it exactly. `fixed`: as in \
           the tables. `proportional`: e = B·flow/Σ flow, with last period's flow. `chasing`: e ← (1 − η)·e + \
           η·B·z/Σ z with z = (stops + 0.001)/(e/B + floor), stops those of last period by patrols and posts, \
           η = 1 − (1 − learning_rate)^(days/7); judging by stops per effort keeps one leg from drawing \
           everything. An order is in place delay_days later, rounded to whole periods. Levers multiply what \
           allocation gives a leg, and so change a country's total.",
    paragraphs: "6, 27, 56",
    parameters: &[&RULE, &LEARNING, &FLOOR, &DELAY],
    without: Some("effort stays where the tables put it"),
};

/// Patrol effort by leg (officer-days/week), and orders that are not yet in place.
#[derive(Clone, Debug, PartialEq)]
pub struct Effort {
    /// In place.
    pub now: Vec<f64>,
    /// By the last order.
    ordered: Vec<f64>,
    /// Orders to come, oldest first.
    pending: VecDeque<Vec<f64>>,
}

impl Effort {
    /// The tables' effort.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let now: Vec<f64> = scenario.legs.iter().map(|leg| leg.effort).collect();
        Self { ordered: now.clone(), now, pending: VecDeque::new() }
    }

    /// Orders for the next period by the country's rule, given last period's flow and stops by leg;
    /// what was ordered `delay_days` ago falls into place. Each country's total stays what it is.
    pub fn allocate(&mut self, scenario: &Scenario, flow: &[f64], stops: &[f64]) {
        let rule = scenario.settings.word(&RULE);
        if rule == "fixed" || !scenario.with(NAME) {
            return;
        }
        let days = f64::from(scenario.calendar.period_days);
        for country in 0..scenario.countries.len() {
            let legs: Vec<usize> =
                (0..flow.len()).filter(|&l| scenario.legs[l].enforced_by.index() == country).collect();
            match rule {
                "proportional" => share_out(&mut self.ordered, &legs, 1.0, |l| flow[l]),
                _ => self.chase(scenario, &legs, stops, days),
            }
        }
        let periods = (scenario.settings.number(&DELAY) / days).round() as usize;
        self.pending.push_back(self.ordered.clone());
        while self.pending.len() > periods {
            if let Some(order) = self.pending.pop_front() {
                self.now = order;
            }
        }
    }

    /// Moves a share of the effort to where stops per effort were high. Raw stops would feed on
    /// themselves and lock on one leg.
    fn chase(&mut self, scenario: &Scenario, legs: &[usize], stops: &[f64], days: f64) {
        let budget: f64 = legs.iter().map(|&l| self.ordered[l]).sum();
        let floor = scenario.settings.number(&FLOOR);
        let moved = WeeklyShare(scenario.settings.number(&LEARNING)).over(days);
        let in_place = self.now.clone();
        let yields = |l: usize| (stops[l] + 1e-3) / (in_place[l] / budget.max(1e-300) + floor);
        share_out(&mut self.ordered, legs, moved, yields);
    }
}

/// Moves `share` of the legs' total effort in proportion to `weight`, the total kept exactly.
fn share_out(effort: &mut [f64], legs: &[usize], share: f64, weight: impl Fn(usize) -> f64) {
    let total: f64 = legs.iter().map(|&l| weight(l)).sum();
    let budget: f64 = legs.iter().map(|&l| effort[l]).sum();
    if total > 0.0 {
        for &l in legs {
            effort[l] = (1.0 - share) * effort[l] + share * budget * weight(l) / total;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_countrys_budget_is_kept(efforts in prop::collection::vec(0.0..100.0_f64, 2..6), share in 0.0..1.0_f64) {
            let legs: Vec<usize> = (0..efforts.len()).collect();
            let mut moved = efforts.clone();
            share_out(&mut moved, &legs, share, |l| (l + 1) as f64);
            prop_assert!((moved.iter().sum::<f64>() - efforts.iter().sum::<f64>()).abs() < 1e-9);
            prop_assert!(moved.iter().all(|&e| e >= 0.0));
        }
    }
}
