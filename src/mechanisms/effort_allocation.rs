//! Where a country's patrols go.

use std::collections::VecDeque;

use crate::catalogue::{Mechanism, Parameter};
use crate::units::WeeklyShare;
use crate::world::Scenario;

const NAME: &str = "effort_allocation";

/// The rule.
pub const RULE: Parameter = Parameter::word(
    NAME,
    "rule",
    "fixed",
    &["fixed", "proportional", "chasing", "intelligence", "optimised"],
)
.meaning(
    "how a country's patrol effort is given to its legs: as in the table, by last period's flow, after stops \
     per effort, after case files per effort, or so that what gets through is least where travellers answer",
)
.paragraphs("6, 27, 56");
/// How quickly chasing moves.
pub const LEARNING: Parameter = Parameter::number(NAME, "learning_rate", 0.3)
    .meaning("share of effort that is moved in a week under `chasing` and `intelligence`")
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
    summary: "Each country spreads a budget of patrol effort over its legs: fixed, in proportion to flow, chasing last \
              period's stops per effort, after case files, or optimised against travellers who answer.",
    text: "Each country has the sum B of its legs' effort in the tables, and keeps it exactly. `fixed`: as in \
           the tables. `proportional`: e = B·flow/Σ flow, with last period's flow. `chasing`: e ← (1 − η)·e + \
           η·B·z/Σ z with z = (stops + 0.001)/(e/B + floor), stops those of last period by patrols and posts, \
           η = 1 − (1 − learning_rate)^(days/7); judging by stops per effort keeps one leg from drawing \
           everything. `intelligence`: the same with the heads on the case files of the leg's firms in \
           place of stops; where nobody is on file, effort stays. `optimised`: cover c = e/extent = max(0, 1 − \
           U/v) with v last period's flow (every head counts alike), U such that Σ e = B: no leg on which more \
           gets through could be had by moving effort, the best answer to travellers who take the way that is \
           watched least for its worth; what is left when every leg that is used is covered goes by extent. An order is in place delay_days later, rounded to whole periods. Levers multiply what \
           allocation gives a leg, and so change a country's total.",
    paragraphs: "6, 27, 56",
    parameters: &[&RULE, &LEARNING, &FLOOR, &DELAY],
    without: Some("effort stays where the tables put it"),
};

/// What agencies know of each leg when they move effort.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// People who set out in the last period.
    pub flow: &'a [f64],
    /// Stops in the last period, by patrols and posts.
    pub stops: &'a [f64],
    /// Heads on the case files of its firms.
    pub files: &'a [f64],
}

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

    /// Orders for the next period by the country's rule, given what is known of each leg; what was
    /// ordered `delay_days` ago falls into place. Each country's total stays what it is.
    pub fn allocate(&mut self, scenario: &Scenario, known: &Known<'_>) {
        let rule = scenario.settings.word(&RULE);
        if rule == "fixed" || !scenario.with(NAME) {
            return;
        }
        let days = f64::from(scenario.calendar.period_days);
        for country in 0..scenario.countries.len() {
            let legs: Vec<usize> = (0..scenario.legs.len())
                .filter(|&l| scenario.legs[l].enforced_by.index() == country)
                .collect();
            match rule {
                "proportional" => share_out(&mut self.ordered, &legs, 1.0, |l| known.flow[l]),
                "optimised" => self.optimise(scenario, &legs, known.flow),
                "intelligence" if legs.iter().all(|&l| known.files[l] <= 0.0) => {}
                "intelligence" => self.chase(scenario, &legs, known.files, days),
                _ => self.chase(scenario, &legs, known.stops, days),
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

    /// Orders the cover of legs that leaves travellers no leg worth moving to.
    fn optimise(&mut self, scenario: &Scenario, legs: &[usize], flow: &[f64]) {
        let budget: f64 = legs.iter().map(|&l| self.ordered[l]).sum();
        let values: Vec<f64> = legs.iter().map(|&l| flow[l]).collect();
        let extents: Vec<f64> = legs.iter().map(|&l| scenario.legs[l].extent).collect();
        if values.iter().any(|&value| value > 0.0) {
            for (&l, effort) in legs.iter().zip(cover(&values, &extents, budget)) {
                self.ordered[l] = effort;
            }
        }
    }

    /// Moves a share of the effort to where stops (or files) per effort were high. Raw stops would
    /// feed on themselves and lock on one leg.
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

/// The effort on each leg by which what gets through, `value·(1 − effort/extent)`, is least where it
/// is most, with the budget spent exactly (benchmark R10 where all extents are 1).
fn cover(values: &[f64], extents: &[f64], budget: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).filter(|&l| values[l] > 0.0).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    let (mut extent, mut weight, mut level) = (0.0, 0.0, 0.0);
    for (n, &l) in order.iter().enumerate() {
        (extent, weight) = (extent + extents[l], weight + extents[l] / values[l]);
        level = ((extent - budget) / weight).max(0.0);
        if order.get(n + 1).is_none_or(|&next| values[next] <= level) {
            break;
        }
    }
    let covered = |l: usize| if values[l] > level { extents[l] * (1.0 - level / values[l]) } else { 0.0 };
    let effort: Vec<f64> = (0..values.len()).map(covered).collect();
    let left = budget - effort.iter().sum::<f64>();
    let total: f64 = extents.iter().sum();
    effort.iter().zip(extents).map(|(e, x)| (e + left * x / total).max(0.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cover_meets_the_closed_form_of_a_patrol_game() {
        // Benchmark R10: values 10, 8 and 4, two budgets; the third leg is worth using from 1.1 on.
        let near = |budget, expected: [f64; 3]| {
            let found = cover(&[10.0, 8.0, 4.0], &[1.0; 3], budget);
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-4), "{found:?}");
        };
        near(1.0, [0.555_56, 0.444_44, 0.0]);
        near(1.5, [0.684_21, 0.605_26, 0.210_53]);
        near(1.1, [0.6, 0.5, 0.0]);
        // A leg that takes twice the effort to cover, and more effort than there is to watch.
        let wide = cover(&[10.0, 8.0], &[1.0, 2.0], 1.0);
        assert!((10.0 * (1.0 - wide[0]) - 8.0 * (1.0 - wide[1] / 2.0)).abs() < 1e-9, "{wide:?}");
        near(6.0, [2.0, 2.0, 2.0]);
    }

    #[test]
    fn what_is_not_found_again_is_unlearned_by_the_same_share_each_time() {
        // Benchmark I7: 0.8 after three misses at a rate of 0.6.
        let mut effort = [0.8, 0.2];
        for _ in 0..3 {
            share_out(&mut effort, &[0, 1], 0.6, |l| l as f64);
        }
        assert!((effort[0] - 0.0512).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn a_countrys_budget_is_kept(efforts in prop::collection::vec(0.0..100.0_f64, 2..6), share in 0.0..1.0_f64) {
            let legs: Vec<usize> = (0..efforts.len()).collect();
            let mut moved = efforts.clone();
            share_out(&mut moved, &legs, share, |l| (l + 1) as f64);
            prop_assert!((moved.iter().sum::<f64>() - efforts.iter().sum::<f64>()).abs() < 1e-9);
            prop_assert!(moved.iter().all(|&e| e >= 0.0));
        }

        #[test]
        fn cover_spends_the_budget_whatever_is_watched(
            legs in prop::collection::vec((0.0..100.0_f64, 0.1..50.0_f64), 1..6), budget in 0.0..200.0_f64,
        ) {
            let (values, extents): (Vec<f64>, Vec<f64>) = legs.into_iter().unzip();
            let effort = cover(&values, &extents, budget);
            prop_assert!((effort.iter().sum::<f64>() - budget).abs() < 1e-9);
            prop_assert!(effort.iter().all(|&e| e >= 0.0));
        }
    }
}
