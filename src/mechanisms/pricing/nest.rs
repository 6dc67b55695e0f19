//! Price competition of differentiated firms: a product for each, in a nest of their own.
//!
//! In a cell the nest is worth `λ s ln Σ_i n_i exp((δ_i + U_i)/(λ s))`; each firm sets
//! `argmax (p_j − c_j) min(κ_j, D_j)` with the others' prices given. With `λ = 1` this is plain
//! logit over firms and outside options.

use super::demand::{Cell, Response};
use super::logistic::{BLOCK, exp_block, share_block};
use super::market::{Clearing, IDLE, Looks, Memory, Rules, Seller, lowest_cost};
use super::search::{Grid, PriceSetter, choke};
use super::view::View;
use crate::numeric::log_sum;

/// Prices looked at when nothing is known.
const POINTS: usize = 64;
/// Sweeps after which prices go only half the way to the best reply: without that, they may cycle
/// where groups differ.
const UNDAMPED: u32 = 20;

/// Working space of a nest, by cell; reused from market to market.
#[derive(Clone, Debug, Default)]
pub(super) struct Nest {
    /// What an offer at the lowest cost is worth by the scale of the nest: utilities are measured
    /// from there, so that their exponentials stay within range.
    reference: Vec<f64>,
    /// `A_i exp((δ_i + U_i)/(λ s) − reference)` at the present price, type by type.
    weights: Vec<f64>,
    /// Sum of the weights that one firm faces.
    rivals: Vec<f64>,
}

/// A market under way.
struct Game<'m, 'd, 'a> {
    rules: &'m Rules,
    looks: &'m mut Looks<'d, 'a>,
    sellers: &'m [Seller],
    prices: &'m mut Vec<f64>,
    nest: &'m mut Nest,
}

/// Clears a market of differentiated firms.
pub(super) fn clear(
    rules: &Rules,
    looks: &mut Looks<'_, '_>,
    sellers: &[Seller],
    memory: &mut Memory,
    nest: &mut Nest,
    clearing: &mut Clearing,
) {
    let Some(lowest) = lowest_cost(sellers) else { return };
    let is_warm = memory.prices.len() == sellers.len();
    if !is_warm {
        memory.prices.clear();
        memory.prices.extend(sellers.iter().map(|seller| seller.cost));
    }
    let mut game = Game { rules, looks, sellers, prices: &mut memory.prices, nest };
    game.weigh_all(lowest);
    clearing.settled = game.settle(is_warm);
    game.sell(clearing);
}

/// Clears a market of differentiated firms whose prices are given.
pub(super) fn sell_as_asked(
    rules: &Rules,
    looks: &mut Looks<'_, '_>,
    sellers: &[Seller],
    memory: &mut Memory,
    nest: &mut Nest,
    clearing: &mut Clearing,
) {
    let Some(lowest) = lowest_cost(sellers) else { return };
    memory.prices.clear();
    memory.prices.extend(sellers.iter().map(|seller| seller.asked.max(seller.cost)));
    let mut game = Game { rules, looks, sellers, prices: &mut memory.prices, nest };
    game.weigh_all(lowest);
    game.sell(clearing);
}

/// What the choice among differentiated firms is worth beyond one firm without a record that asks `price`
/// (USD): `λ s ln Σ exp((δ_j − w(p_j − price))/(λ s))`. `offers` are qualities and prices (USD), `weight` is
/// what a dollar of fee weighs, `scale` is that of the nest, `λ s` (USD).
#[must_use]
pub fn variety_usd(offers: &[(f64, f64)], price: f64, weight: f64, scale: f64) -> f64 {
    let worth = |&(quality, own): &(f64, f64)| (quality - weight * (own - price)) / scale;
    scale * log_sum(&offers.iter().map(worth).collect::<Vec<_>>())
}

impl Game<'_, '_, '_> {
    /// Sweeps until no price moves. Without an earlier market to start from, the first sweep
    /// searches all prices, and a last one does so again before the result is believed.
    fn settle(&mut self, is_warm: bool) -> bool {
        let mut thorough = !is_warm;
        for sweep in 0..self.rules.sweeps {
            let step = if sweep < UNDAMPED { 1.0 } else { 0.5 };
            let is_still = self.sweep(step, thorough) < self.rules.tolerance;
            if is_still && (is_warm || thorough) {
                return true;
            }
            thorough = is_still;
        }
        false
    }

    /// One sweep over the types in order; gives the greatest relative change of a price.
    fn sweep(&mut self, step: f64, thorough: bool) -> f64 {
        let mut greatest = 0.0_f64;
        for firm in 0..self.sellers.len() {
            if !self.sellers[firm].trades() {
                continue;
            }
            let old = self.prices[firm];
            let new = old + step * (self.best_reply(firm, thorough) - old);
            greatest = greatest.max((new - old).abs() / new.abs().max(f64::MIN_POSITIVE));
            self.prices[firm] = new;
            self.weigh(firm);
        }
        greatest
    }

    fn best_reply(&mut self, firm: usize, thorough: bool) -> f64 {
        self.sum_rivals(firm);
        let seller = &self.sellers[firm];
        let setter = PriceSetter { cost: seller.cost, seats: seller.seats };
        let (start, tolerance) = (self.prices[firm], 0.1 * self.rules.tolerance);
        let mut respond = |price| respond(self.rules, self.looks, seller, self.nest, price);
        if !thorough && let Some(price) = setter.best_near(start, tolerance, &mut respond) {
            return price;
        }
        let idle = IDLE * respond(seller.cost).demand;
        let top = choke(seller.cost, idle, &mut respond);
        setter.best_on(Grid { bottom: seller.cost, top, steps: POINTS }, tolerance, &mut respond)
    }

    /// Works out what every firm is worth to every cell at the present prices.
    fn weigh_all(&mut self, lowest: f64) {
        let cells = self.looks.demand.len();
        let reference = &mut self.nest.reference;
        reference.clear();
        reference.resize(cells, 0.0);
        let dissimilarity = self.rules.dissimilarity;
        self.looks.demand.each_band(lowest, |view, start, band| {
            for (value, cell) in reference[start..].iter_mut().zip(band) {
                *value = view.utility(cell).0 / (dissimilarity * cell.scale);
            }
        });
        self.nest.weights.clear();
        self.nest.weights.resize(self.sellers.len() * cells, 0.0);
        for firm in 0..self.sellers.len() {
            self.weigh(firm);
        }
    }

    /// The same for one type. Of those in a band who can't all pay, a rival counts by the share that can.
    fn weigh(&mut self, firm: usize) {
        let seller = &self.sellers[firm];
        let cells = self.looks.demand.len();
        let row = &mut self.nest.weights[firm * cells..][..cells];
        row.fill(0.0);
        if !seller.trades() {
            return;
        }
        let (reference, dissimilarity) = (&self.nest.reference, self.rules.dissimilarity);
        self.looks.demand.each_band(self.prices[firm], |view, start, band| {
            let row = &mut row[start..][..band.len()];
            for ((weight, cell), reference) in row.iter_mut().zip(band).zip(&reference[start..]) {
                *weight = utility(&view, cell, seller, dissimilarity).0 - reference;
            }
            exp_block(row);
            row.iter_mut().for_each(|weight| *weight *= view.able.share);
        });
    }

    /// Sums up what one firm faces: all other types, and the others of its own.
    fn sum_rivals(&mut self, firm: usize) {
        let cells = self.looks.demand.len();
        self.nest.rivals.clear();
        self.nest.rivals.resize(cells, 0.0);
        for (index, seller) in self.sellers.iter().enumerate().filter(|(_, seller)| seller.trades()) {
            let count = seller.firms() - if index == firm { 1.0 } else { 0.0 };
            for (sum, weight) in self.nest.rivals.iter_mut().zip(&self.nest.weights[index * cells..]) {
                *sum += count * weight;
            }
        }
    }

    /// Demand for each firm at the prices found.
    fn sell(&mut self, clearing: &mut Clearing) {
        let mut revenue = 0.0;
        let mut carried = 0.0;
        for (firm, seller) in self.sellers.iter().enumerate() {
            clearing.prices[firm] = self.prices[firm];
            if !seller.trades() {
                continue;
            }
            self.sum_rivals(firm);
            let response = respond(self.rules, self.looks, seller, self.nest, self.prices[firm]);
            clearing.sold[firm] = response.demand.min(seller.seats);
            clearing.demand += seller.firms() * response.demand;
            carried += seller.firms() * clearing.sold[firm];
            revenue += seller.firms() * clearing.sold[firm] * self.prices[firm];
        }
        let cheapest = lowest_cost(self.sellers);
        clearing.price = if carried > 0.0 { Some(revenue / carried) } else { cheapest };
    }
}

/// A firm's utility to a cell by the scale of the nest, `(δ + U)/(λ s)`, and its slope (per USD).
fn utility(view: &View, cell: &Cell<'_>, seller: &Seller, dissimilarity: f64) -> (f64, f64) {
    let (utility, slope) = view.utility(cell);
    let per_scale = 1.0 / (dissimilarity * cell.scale);
    ((utility + seller.quality) * per_scale, slope * per_scale)
}

/// Demand for one firm at a price, its rivals' weights given.
fn respond(rules: &Rules, looks: &mut Looks<'_, '_>, seller: &Seller, nest: &Nest, price: f64) -> Response {
    looks.count += 1;
    let mut total = Response::default();
    looks.demand.each_band(price, |view, start, band| {
        let mut taken = Response::default();
        for (block, cells) in band.chunks(BLOCK).enumerate() {
            let start = start + block * BLOCK;
            let faced = Faced { reference: &nest.reference[start..], rivals: &nest.rivals[start..] };
            add_block(rules.dissimilarity, cells, &view, seller, faced, &mut taken);
        }
        total.add(view.able, &taken);
    });
    total
}

/// What a firm faces in a block of cells.
#[derive(Clone, Copy)]
struct Faced<'n> {
    reference: &'n [f64],
    rivals: &'n [f64],
}

/// Adds up to [`BLOCK`] cells of a band: share of the firm in the nest times share of the nest.
fn add_block(
    dissimilarity: f64,
    cells: &[Cell<'_>],
    view: &View,
    seller: &Seller,
    faced: Faced<'_>,
    taken: &mut Response,
) {
    let (mut withins, mut nests, mut slopes) = ([0.0; BLOCK], [0.0; BLOCK], [0.0; BLOCK]);
    for (index, cell) in cells.iter().enumerate() {
        let (value, slope) = utility(view, cell, seller, dissimilarity);
        (withins[index], slopes[index]) = (value - faced.reference[index], slope);
    }
    exp_block(&mut withins[..cells.len()]);
    for (index, cell) in cells.iter().enumerate() {
        let sum = withins[index] + faced.rivals[index];
        withins[index] /= sum;
        nests[index] = dissimilarity * (faced.reference[index] + sum.ln()) - cell.rest / cell.scale;
    }
    share_block(&mut nests[..cells.len()]);
    for (index, cell) in cells.iter().enumerate() {
        add_cell(dissimilarity, cell.people, withins[index], nests[index], slopes[index], taken);
    }
}

/// Adds one cell, given the two shares and the slope of the firm's utility by the nest's scale.
#[inline]
fn add_cell(dissimilarity: f64, people: f64, within: f64, nest: f64, slope: f64, taken: &mut Response) {
    let taking = people * within * nest;
    let outer = dissimilarity * (1.0 - nest);
    let response = (1.0 - within) + within * outer;
    let bend = within * ((1.0 - within) * (outer - 1.0) - dissimilarity * within * nest * outer);
    taken.demand += taking;
    taken.slope += taking * response * slope;
    taken.curvature += taking * (response * response + bend) * slope * slope;
}
