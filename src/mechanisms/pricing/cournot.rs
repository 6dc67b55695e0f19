//! Competition in seats.
//!
//! With everybody else's quantity given, a firm sells `q_j = min(κ_j, (p − c_j)(−D'(p)))`; the price
//! is the lowest at which what all want to sell reaches what is demanded.

use super::demand::Response;
use super::market::{Clearing, Looks, Memory, Rules, Seller, lowest_cost};
use super::profile::Profile;
use super::root::{Bracket, Root, THOROUGH, solve};
use super::search::{Grid, choke};

/// Prices looked at when nothing is known.
const SCAN: usize = 256;
/// Looks after which the last price is given up as a start.
const ATTEMPTS: u32 = 8;

/// Clears a market of firms that compete in seats.
pub(super) fn clear(
    rules: &Rules,
    looks: &mut Looks<'_, '_>,
    sellers: &[Seller],
    memory: &mut Memory,
    clearing: &mut Clearing,
) {
    let Some(bottom) = lowest_cost(sellers) else { return };
    if let Some((price, response)) = refine(rules, looks, sellers, memory, bottom) {
        return sell(sellers, price, &response, clearing);
    }
    let idle = looks.idle();
    if looks.at(bottom).demand <= idle {
        return clearing.post(bottom, 0.0);
    }
    let top = choke(bottom, idle, |price| looks.at(price));
    let grid = Grid { bottom, top, steps: SCAN };
    let root = scan(rules, looks, sellers, grid, &mut memory.profile);
    clearing.settled = root.is_some();
    let (price, response) = match root {
        Some(root) => (root.price, response_at(looks, root)),
        None => (top, looks.at(top)),
    };
    sell(sellers, price, &response, clearing);
}

/// The price found from the last one, if it can be trusted to be the lowest crossing.
fn refine(
    rules: &Rules,
    looks: &mut Looks<'_, '_>,
    sellers: &[Seller],
    memory: &mut Memory,
    bottom: f64,
) -> Option<(f64, Response)> {
    let start = memory.price.filter(|&price| price > bottom && memory.profile.is_known())?;
    let bracket = Bracket { low: bottom, high: f64::INFINITY };
    let root =
        solve(bracket, start, rules.tolerance, ATTEMPTS, |price| excess(sellers, price, &looks.at(price)))?;
    let response = response_at(looks, root);
    let lively = response.demand > looks.idle();
    let first = lively && memory.profile.rules_out_lower(root.price, bottom, sellers, looks);
    first.then_some((root.price, response))
}

/// The first crossing, seen from the lowest price, on the grid and on both sides of every kink of
/// demand; leaves a profile of what lies below.
fn scan(
    rules: &Rules,
    looks: &mut Looks<'_, '_>,
    sellers: &[Seller],
    grid: Grid,
    profile: &mut Profile,
) -> Option<Root> {
    profile.begin(grid);
    while let Some(price) = profile.next(looks.demand) {
        let response = looks.at(price);
        if excess(sellers, price, &response).0 < 0.0 {
            profile.add(price, response);
            continue;
        }
        profile.thin(sellers);
        let bracket = Bracket { low: profile.seen(), high: price };
        return solve(bracket, price, rules.tolerance, THOROUGH, |price| {
            excess(sellers, price, &looks.at(price))
        });
    }
    profile.forget();
    None
}

/// Demand at a root that was just found.
fn response_at(looks: &mut Looks<'_, '_>, root: Root) -> Response {
    if root.closed { looks.at(root.price) } else { looks.beside(root.price) }
}

/// What one firm wants to sell at a price (people in the period), and the slope of that.
fn wanted(seller: &Seller, price: f64, response: &Response) -> (f64, f64) {
    let markup = price - seller.cost;
    let quantity = markup * -response.slope;
    if markup <= 0.0 || quantity <= 0.0 {
        (0.0, 0.0)
    } else if quantity >= seller.seats {
        (seller.seats, 0.0)
    } else {
        (quantity, -response.slope - markup * response.curvature)
    }
}

/// What all firms want to sell at a price (people in the period), and the slope of that.
pub(super) fn offered(sellers: &[Seller], price: f64, response: &Response) -> (f64, f64) {
    sellers.iter().fold((0.0, 0.0), |(quantity, slope), seller| {
        let (more, steeper) = wanted(seller, price, response);
        (quantity + seller.firms() * more, slope + seller.firms() * steeper)
    })
}

/// By how much the offer exceeds demand, and the slope of that.
fn excess(sellers: &[Seller], price: f64, response: &Response) -> (f64, f64) {
    let (quantity, slope) = offered(sellers, price, response);
    (quantity - response.demand, slope - response.slope)
}

/// Shares demand by what firms want to sell. The sums are equal up to the tolerance, except where
/// the offer jumps past demand.
fn sell(sellers: &[Seller], price: f64, response: &Response, clearing: &mut Clearing) {
    clearing.post(price, response.demand);
    let (quantity, _) = offered(sellers, price, response);
    let scale = if quantity > 0.0 { response.demand / quantity } else { 0.0 };
    for (sold, seller) in clearing.sold.iter_mut().zip(sellers) {
        *sold = (scale * wanted(seller, price, response).0).min(seller.seats);
    }
}
