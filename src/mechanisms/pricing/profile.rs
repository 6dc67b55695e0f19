//! What a market remembers of the prices below its own, to notice when a lower one would clear it.
//!
//! Where poor and rich buy from the same firms, the offer can reach demand at several prices; the
//! lowest counts. Newton's steps from the last price stay with the crossing that they know, so a
//! few prices below are kept, looked at again in turn, and more often when they come near.

use super::cournot::offered;
use super::demand::{Demand, Response};
use super::market::{Looks, Seller};
use super::search::Grid;

/// Prices that are kept of a scan.
const KEPT: usize = 16;
/// Prices that are looked at above the highest known, in a period, before a scan does so.
const RISE: usize = 16;
/// Offer by demand above which a price is looked at every period, and above which the market is
/// scanned.
const NEAR: (f64, f64) = (0.6, 0.995);
/// Relative change of a price's offer by demand since the last look that calls for a scan.
const STALE: f64 = 0.1;
/// The same change that is let pass: no danger comes from prices where hardly anything is offered.
const SMALL: f64 = 0.02;
/// What counts as just below a price, as a share of it.
const JUST_BELOW: f64 = 0.98;
/// By what share of the markup cost may fall below the lowest price that was scanned.
const DEEPER: f64 = 0.1;

/// A price and the demand there when it was last looked at.
#[derive(Clone, Copy, Debug)]
struct Point {
    price: f64,
    response: Response,
}

impl Point {
    /// What firms would offer there, by demand: 1 at a crossing.
    fn fill(&self, sellers: &[Seller]) -> f64 {
        offered(sellers, self.price, &self.response).0 / self.response.demand
    }
}

/// Prices below the market's own, ascending, none of which cleared it.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    grid: Grid,
    /// Grid step that is next to be looked at; 0: there was no scan.
    step: usize,
    /// Price up to which nothing crosses (USD).
    seen: f64,
    points: Vec<Point>,
    turn: usize,
}

impl Profile {
    /// Whether there was a scan that found a price.
    pub(super) fn is_known(&self) -> bool {
        self.step > 0
    }

    /// Nothing is known any more.
    pub(super) fn forget(&mut self) {
        self.step = 0;
        self.points.clear();
    }

    /// A scan of a grid begins.
    pub(super) fn begin(&mut self, grid: Grid) {
        self.points.clear();
        self.grid = grid;
        self.step = 1;
        self.seen = grid.bottom;
    }

    /// The price up to which nothing crosses (USD).
    pub(super) fn seen(&self) -> f64 {
        self.seen
    }

    /// The price to look at next: the grid's, or a kink of demand before that; `None` at the top.
    pub(super) fn next(&mut self, demand: &Demand<'_>) -> Option<f64> {
        while self.step <= self.grid.steps && self.grid.at(self.step) <= self.seen {
            self.step += 1;
        }
        let on_grid = (self.step <= self.grid.steps).then(|| self.grid.at(self.step))?;
        Some(on_grid.min(demand.kink_above(self.seen)))
    }

    /// A price that did not clear the market.
    pub(super) fn add(&mut self, price: f64, response: Response) {
        self.points.push(Point { price, response });
        self.seen = price;
    }

    /// Keeps the nearest miss of every stretch, and every price at which misses turn from nearer to
    /// farther or back.
    pub(super) fn thin(&mut self, sellers: &[Seller]) {
        let fills: Vec<f64> = self.points.iter().map(|point| point.fill(sellers)).collect();
        let stretch = fills.len().div_ceil(KEPT).max(1);
        let is_nearest = |index: usize| {
            let start = index - index % stretch;
            fills[start..].iter().take(stretch).all(|&fill| fill <= fills[index])
        };
        let is_turn =
            |index: usize| match (index.checked_sub(1).map(|below| fills[below]), fills.get(index + 1)) {
                (Some(below), Some(above)) => (fills[index] - below) * (above - fills[index]) <= 0.0,
                _ => true,
            };
        let mut index = 0;
        self.points.retain(|_| {
            index += 1;
            fills[index - 1] > NEAR.0 || is_nearest(index - 1) || is_turn(index - 1)
        });
    }

    /// Whether `price` is, by all that is known, the lowest that clears the market.
    pub(super) fn rules_out_lower(
        &mut self,
        price: f64,
        bottom: f64,
        sellers: &[Seller],
        looks: &mut Looks<'_, '_>,
    ) -> bool {
        self.grid.bottom - bottom <= DEEPER * (price - self.grid.bottom)
            && self.extend(price, sellers, looks)
            && self.refresh_in_turn(price, sellers, looks)
            && self.check_near(price, sellers, looks)
            && check_kinks(price, bottom, sellers, looks)
    }

    /// Looks at the prices between the highest known and a price that has risen.
    fn extend(&mut self, price: f64, sellers: &[Seller], looks: &mut Looks<'_, '_>) -> bool {
        for _ in 0..RISE {
            let Some(next) = self.next(looks.demand) else { return false };
            if next >= price {
                return true;
            }
            let point = Point { price: next, response: looks.at(next) };
            if point.fill(sellers) >= 1.0 {
                return false;
            }
            self.add(next, point.response);
            if self.points.len() > 4 * KEPT {
                self.thin(sellers);
            }
        }
        false
    }

    /// Looks again at one price, and whether it is still as it was.
    fn refresh_in_turn(&mut self, price: f64, sellers: &[Seller], looks: &mut Looks<'_, '_>) -> bool {
        if self.points.is_empty() {
            return true;
        }
        self.turn = (self.turn + 1) % self.points.len();
        let point = self.points[self.turn];
        let before = point.fill(sellers);
        let now = self.refresh(self.turn, sellers, looks);
        let change = (now - before).abs();
        point.price >= price || (now < 1.0 && (change <= SMALL || change <= STALE * before))
    }

    /// Looks again at every price that nearly clears the market, unless from there on the offer
    /// only draws nearer to demand up to the market's own price.
    fn check_near(&mut self, price: f64, sellers: &[Seller], looks: &mut Looks<'_, '_>) -> bool {
        let mut least_above = 1.0_f64;
        for index in (0..self.points.len()).rev() {
            if self.points[index].price >= price {
                continue;
            }
            let mut fill = self.points[index].fill(sellers);
            if fill > NEAR.0 && fill > least_above + SMALL {
                fill = self.refresh(index, sellers, looks);
                if fill > NEAR.1 {
                    return false;
                }
            }
            least_above = least_above.min(fill);
        }
        true
    }

    fn refresh(&mut self, index: usize, sellers: &[Seller], looks: &mut Looks<'_, '_>) -> f64 {
        let point = &mut self.points[index];
        point.response = looks.at(point.price);
        point.fill(sellers)
    }
}

/// Looks at the end of a band next below a price, and at a kink of demand just below it: an offer
/// that reaches demand there often falls behind again at once, since those who could just pay are
/// gone.
fn check_kinks(price: f64, bottom: f64, sellers: &[Seller], looks: &mut Looks<'_, '_>) -> bool {
    let kinks = [looks.demand.edge_below(price), looks.demand.kink_above(JUST_BELOW * price)];
    kinks.into_iter().filter(|kink| (bottom..price).contains(kink)).all(|kink| {
        let response = looks.at(kink);
        Point { price: kink, response }.fill(sellers) < 1.0
    })
}
