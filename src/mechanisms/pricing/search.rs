//! Searches that take nothing for granted: grids of prices, and the best price of one firm on them.

use super::demand::Response;
use super::root::{Bracket, THOROUGH, solve};

/// Prices between two ends, the closer the nearer they are to the lower: a few rich people can
/// put the upper end hundreds of markups away.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Grid {
    pub(super) bottom: f64,
    pub(super) top: f64,
    pub(super) steps: usize,
}

impl Grid {
    /// The price at a step: `bottom + (top − bottom)(step/steps)²` (USD).
    pub(super) fn at(&self, step: usize) -> f64 {
        let way = step as f64 / self.steps as f64;
        self.bottom + (self.top - self.bottom) * way * way
    }
}

/// Doublings of a price before demand counts as not to be choked off.
const DOUBLINGS: u32 = 60;
/// Halvings that bring the choke price within a thirtieth.
const HALVINGS: u32 = 5;

/// A price (USD) above `bottom`, at most a little higher than needed for demand to fall to `idle`.
pub(super) fn choke(bottom: f64, idle: f64, mut demand: impl FnMut(f64) -> Response) -> f64 {
    let mut low = bottom;
    let mut top = bottom + bottom.abs().max(1.0);
    for _ in 0..DOUBLINGS {
        if demand(top).demand <= idle {
            break;
        }
        low = top;
        top += top - bottom;
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + top);
        if demand(middle).demand <= idle {
            top = middle;
        } else {
            low = middle;
        }
    }
    top
}

/// A firm that sets its price.
#[derive(Clone, Copy, Debug)]
pub(super) struct PriceSetter {
    /// USD a head.
    pub(super) cost: f64,
    /// People in the period.
    pub(super) seats: f64,
}

impl PriceSetter {
    /// Revenue above cost (USD in the period).
    fn profit(&self, price: f64, response: &Response) -> f64 {
        (price - self.cost) * response.demand.min(self.seats)
    }

    /// Negative where a higher price would earn more, with slope: first-order condition
    /// `D + (p − c)D' = 0`, and no price at which more would come than there are seats.
    fn overpricing(&self, price: f64, response: &Response) -> (f64, f64) {
        let markup = price - self.cost;
        if response.demand > self.seats {
            return (self.seats - response.demand, -response.slope);
        }
        (-(response.demand + markup * response.slope), -(2.0 * response.slope + markup * response.curvature))
    }

    /// The best price (USD) near `start`, by the first-order condition; `None` if that leads nowhere.
    pub(super) fn best_near(
        &self,
        start: f64,
        tolerance: f64,
        mut demand: impl FnMut(f64) -> Response,
    ) -> Option<f64> {
        const ATTEMPTS: u32 = 10;
        let bracket = Bracket { low: self.cost, high: f64::INFINITY };
        solve(bracket, start, tolerance, ATTEMPTS, |price| self.overpricing(price, &demand(price)))
            .map(|root| root.price)
    }

    /// The best price (USD) on a grid, then between its neighbours there by the first-order
    /// condition (golden section would stop at half the digits).
    pub(super) fn best_on(&self, grid: Grid, tolerance: f64, mut demand: impl FnMut(f64) -> Response) -> f64 {
        let mut best = (0, 0.0);
        for step in 1..=grid.steps {
            let price = grid.at(step);
            let profit = self.profit(price, &demand(price));
            if profit > best.1 {
                best = (step, profit);
            }
        }
        let (step, profit) = best;
        let price = grid.at(step);
        if step == grid.steps && self.overpricing(price, &demand(price)).0 < 0.0 {
            return price;
        }
        let bracket =
            Bracket { low: grid.at(step.saturating_sub(1)), high: grid.at((step + 1).min(grid.steps)) };
        let polished =
            solve(bracket, price, tolerance, THOROUGH, |price| self.overpricing(price, &demand(price)));
        match polished {
            Some(root) if self.profit(root.price, &demand(root.price)) >= profit => root.price,
            _ => price,
        }
    }
}
