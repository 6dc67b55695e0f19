//! Bribes that officials post with a view to demand, solved together with the market.

use super::clearing::Solver;
use super::demand::Demand;
use super::market::{Clearing, IDLE, Memory, Seller, lowest_cost};
use super::root::{Bracket, THOROUGH, solve};

/// Doublings of what bribes add to the fee before demand counts as not to be choked off.
const DOUBLINGS: u32 = 60;

impl Solver {
    /// Clears a market in which so many officials (or groups of them) each set what they take of a
    /// head, all at once and given the mark-up of firms: together they add `X` to every firm's cost,
    /// with `X = N·D/(−D')` at the price that follows (market-clearing rules, section 3).
    ///
    /// Returns `X` (USD a head), found by secants through clearings, in a bracket; `sellers` are left
    /// with it in their cost. Without such officials, or without a firm, it is 0 and the market is
    /// cleared as ever.
    pub fn clear_with_posted(
        &mut self,
        demand: &Demand<'_>,
        sellers: &mut [Seller],
        officials: f64,
        memory: &mut Memory,
        clearing: &mut Clearing,
    ) -> f64 {
        let Some(lowest) = lowest_cost(sellers).filter(|_| officials > 0.0 && !demand.is_empty()) else {
            self.clear(demand, sellers, memory, clearing);
            return 0.0;
        };
        let tolerance = self.rules.tolerance;
        let own: Vec<f64> = sellers.iter().map(|seller| seller.cost).collect();
        let mut overcharging = |added: f64, memory: &mut Memory| {
            raise(sellers, &own, added);
            self.clear(demand, sellers, memory, clearing);
            let response = demand.response(clearing.price.unwrap_or(lowest + added));
            match response.demand > IDLE * demand.people() {
                true => added * -response.slope - officials * response.demand,
                false => f64::INFINITY,
            }
        };
        let mut high = if memory.posted > 0.0 { 1.02 * memory.posted } else { lowest.abs().max(1.0) };
        for _ in 0..DOUBLINGS {
            if overcharging(high, memory) >= 0.0 {
                break;
            }
            high *= 2.0;
        }
        let mut last = (0.0, f64::NAN);
        let secant = |added: f64| {
            let value = overcharging(added, memory);
            let slope = (value - last.1) / (added - last.0);
            last = (added, value);
            // From or to where nobody travels there is no slope.
            (value, if slope.is_finite() { slope } else { f64::NAN })
        };
        let root = solve(Bracket { low: 0.0, high }, 0.98 * high, tolerance, THOROUGH, secant);
        let added = root.map_or(high, |root| root.price);
        raise(sellers, &own, added);
        self.clear(demand, sellers, memory, clearing);
        memory.posted = added;
        added
    }
}

fn raise(sellers: &mut [Seller], own: &[f64], added: f64) {
    for (seller, cost) in sellers.iter_mut().zip(own) {
        seller.cost = cost + added;
    }
}
