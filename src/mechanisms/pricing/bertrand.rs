//! Price competition with one product.

use super::market::{Clearing, Looks, Memory, Rules, Seller};
use super::search::{Grid, PriceSetter, choke};

/// Prices looked at when nothing is known, and when the market was cleared before.
const POINTS: (usize, usize) = (64, 12);

/// Clears a market of price setters: `min(c₍₂₎, argmax (p − c₍₁₎)D(p))` over prices up to `c₍₂₎`.
pub(super) fn clear(
    rules: &Rules,
    looks: &mut Looks<'_, '_>,
    sellers: &[Seller],
    memory: &Memory,
    clearing: &mut Clearing,
) {
    let Some((lowest, firms, second)) = two_lowest(sellers) else { return };
    let price = if firms > 1 { lowest } else { monopoly(rules, looks, lowest, second, memory) };
    let demand = looks.at(price).demand;
    clearing.post(price, demand);
    for (sold, seller) in clearing.sold.iter_mut().zip(sellers) {
        if seller.trades() && seller.cost == lowest {
            *sold = (demand / f64::from(firms)).min(seller.seats);
        }
    }
}

/// The best price of the only firm at the lowest cost, which loses everything above `second`.
fn monopoly(rules: &Rules, looks: &mut Looks<'_, '_>, lowest: f64, second: f64, memory: &Memory) -> f64 {
    let idle = looks.idle();
    if looks.at(lowest).demand <= idle {
        return lowest;
    }
    let firm = PriceSetter { cost: lowest, seats: f64::INFINITY };
    let known = memory.price.filter(|price| *price > lowest);
    if let Some(start) = known.filter(|start| second > 2.0 * start)
        && let Some(price) = firm.best_near(start, rules.tolerance, |price| looks.at(price))
    {
        return price.min(second);
    }
    let (steps, top) = match known {
        Some(price) if second <= 2.0 * price => (POINTS.1, second),
        _ => (POINTS.0, choke(lowest, idle, |price| looks.at(price)).min(second)),
    };
    firm.best_on(Grid { bottom: lowest, top, steps }, rules.tolerance, |price| looks.at(price))
}

/// The lowest cost, how many firms have it, and the next cost above it (infinite if there is none).
fn two_lowest(sellers: &[Seller]) -> Option<(f64, u32, f64)> {
    let lowest = super::market::lowest_cost(sellers)?;
    let trading = sellers.iter().filter(|seller| seller.trades());
    let firms = trading.clone().filter(|seller| seller.cost == lowest).map(|seller| seller.count).sum();
    let above = trading.map(|seller| seller.cost).filter(|&cost| cost > lowest);
    Some((lowest, firms, above.fold(f64::INFINITY, f64::min)))
}
