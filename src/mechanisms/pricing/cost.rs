//! Price-taking firms: the lowest price at which those who cover their cost can carry demand.

use super::market::{Clearing, Looks, Memory, Rules, Seller};
use super::root::{Bracket, THOROUGH, solve};
use super::search::choke;

/// Clears a market of price takers. Demand is taken to fall with the price.
pub(super) fn clear(
    rules: &Rules,
    looks: &mut Looks<'_, '_>,
    sellers: &[Seller],
    memory: &Memory,
    clearing: &mut Clearing,
) {
    let mut level = None;
    while let Some(cost) = next_cost(sellers, level) {
        let demand = looks.at(cost).demand;
        if supply(sellers, cost) >= demand {
            return match level {
                Some(below) if supply(sellers, below) >= demand => {
                    between(rules, looks, sellers, memory, (below, cost), clearing);
                }
                _ => sell(sellers, cost, demand, clearing),
            };
        }
        level = Some(cost);
    }
    if let Some(below) = level {
        let top = choke(below, supply(sellers, below), |price| looks.at(price));
        between(rules, looks, sellers, memory, (below, top), clearing);
    }
}

/// The price at which demand has fallen to the seats of those whose cost is at most `range.0`.
fn between(
    rules: &Rules,
    looks: &mut Looks<'_, '_>,
    sellers: &[Seller],
    memory: &Memory,
    range: (f64, f64),
    clearing: &mut Clearing,
) {
    let seats = supply(sellers, range.0);
    let start = memory.price.filter(|&price| price > range.0 && price < range.1);
    let root = solve(
        Bracket { low: range.0, high: range.1 },
        start.unwrap_or(0.5 * (range.0 + range.1)),
        rules.tolerance,
        THOROUGH,
        |price| {
            let response = looks.at(price);
            (seats - response.demand, -response.slope)
        },
    );
    clearing.settled = root.is_some();
    sell(sellers, root.map_or(range.1, |root| root.price), seats, clearing);
}

/// The lowest cost above a level among those who trade (USD a head).
fn next_cost(sellers: &[Seller], above: Option<f64>) -> Option<f64> {
    let costs = sellers.iter().filter(|seller| seller.trades()).map(|seller| seller.cost);
    costs.filter(|&cost| above.is_none_or(|level| cost > level)).reduce(f64::min)
}

/// Seats of all who cover their cost at a price (people in the period).
fn supply(sellers: &[Seller], price: f64) -> f64 {
    let willing = sellers.iter().filter(|seller| seller.trades() && seller.cost <= price);
    willing.map(|seller| seller.firms() * seller.seats).sum()
}

/// Fills cheaper firms first; those whose cost is the price share what is left by seats.
fn sell(sellers: &[Seller], price: f64, demand: f64, clearing: &mut Clearing) {
    clearing.post(price, demand);
    let below = |seller: &Seller| seller.trades() && seller.cost < price;
    let at = |seller: &Seller| seller.trades() && seller.cost == price;
    let cheaper: f64 = sellers.iter().filter(|s| below(s)).map(|s| s.firms() * s.seats).sum();
    let left = (demand - cheaper).max(0.0);
    let marginal = sellers.iter().filter(|s| at(s));
    let unlimited: f64 = marginal.clone().filter(|s| s.seats.is_infinite()).map(Seller::firms).sum();
    let seats: f64 = marginal.map(|s| s.firms() * s.seats).sum();
    for (sold, seller) in clearing.sold.iter_mut().zip(sellers) {
        *sold = if below(seller) {
            seller.seats
        } else if !at(seller) {
            0.0
        } else if unlimited == 0.0 {
            seller.seats * left / seats
        } else if seller.seats.is_infinite() {
            left / unlimited
        } else {
            0.0
        };
    }
}
