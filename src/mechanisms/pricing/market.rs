//! The terms of a market: who sells, by which rules, and what came out.

use super::demand::{Demand, Response};
use super::profile::Profile;

/// How firms set prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conduct {
    /// Price-taking firms: the lowest price at which those who cover their cost can carry demand.
    Cost,
    /// Price competition with one product: the second-lowest cost, or the monopoly price if lower.
    Bertrand,
    /// Competition in seats.
    Cournot,
    /// Price competition with a product for each firm.
    LogitBertrand,
    /// A product for each firm, at a price that it finds by trial.
    Adaptive,
}

impl Conduct {
    /// The conduct with this name in a scenario file.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "cost" => Some(Self::Cost),
            "bertrand" => Some(Self::Bertrand),
            "cournot" => Some(Self::Cournot),
            "logit_bertrand" => Some(Self::LogitBertrand),
            "adaptive" => Some(Self::Adaptive),
            _ => None,
        }
    }
}

/// What holds for every market of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// How firms set prices.
    pub conduct: Conduct,
    /// Relative change of price below which a market counts as settled.
    pub tolerance: f64,
    /// Sweeps over differentiated firms before a market counts as unsettled.
    pub sweeps: u32,
    /// Dissimilarity of differentiated firms in their nest, `λ`, above 0 and at most 1.
    pub dissimilarity: f64,
}

/// Firms of equal cost, seats and quality in one market.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seller {
    /// Unit cost (USD a head).
    pub cost: f64,
    /// Seats of one firm for the period; may be infinite.
    pub seats: f64,
    /// Quality `δ` (USD), added to the utility of the offer; differentiated firms only.
    pub quality: f64,
    /// What it asks (USD a head), under `adaptive`; at least its cost counts.
    pub asked: f64,
    /// How many identical firms; each decides alone.
    pub count: u32,
}

impl Seller {
    /// Whether there is such a firm and it has a seat to sell.
    pub(super) fn trades(&self) -> bool {
        self.count > 0 && self.seats > 0.0
    }

    /// The number of firms.
    pub(super) fn firms(&self) -> f64 {
        f64::from(self.count)
    }
}

/// The lowest cost of those who trade (USD a head); `None` if nobody does.
pub(super) fn lowest_cost(sellers: &[Seller]) -> Option<f64> {
    sellers.iter().filter(|seller| seller.trades()).map(|seller| seller.cost).reduce(f64::min)
}

/// What a market remembers from one period to the next, so that it need not search again.
///
/// It changes how fast a price is found, not which: a market that has not been cleared before
/// starts from the empty memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The price last found (USD).
    pub(super) price: Option<f64>,
    /// The prices last found of differentiated firms, by type (USD).
    pub(super) prices: Vec<f64>,
    /// What the market looked like below that price.
    pub(super) profile: Profile,
    /// What posted bribes last added to the fee (USD); 0 where none were.
    pub(super) posted: f64,
}

impl Memory {
    /// The price last found (USD); `None` before the first.
    #[must_use]
    pub fn price(&self) -> Option<f64> {
        self.price
    }
}

/// What came out of a market; made once and written over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clearing {
    /// The price (USD), of differentiated firms the mean over passengers; `None`: no firm, closed.
    pub price: Option<f64>,
    /// The price of each type of firm (USD). A type that sells nothing has the market's price.
    pub prices: Vec<f64>,
    /// People carried by **one** firm of each type in the period.
    pub sold: Vec<f64>,
    /// People who want to travel at these prices in the period.
    pub demand: f64,
    /// Whether the price was found to the tolerance.
    pub settled: bool,
    /// How many times demand was worked out, over all groups.
    pub evaluations: u32,
}

impl Clearing {
    /// Nothing sold at no price by so many types of firms.
    pub(super) fn close(&mut self, types: usize) {
        self.price = None;
        self.demand = 0.0;
        self.settled = true;
        self.evaluations = 0;
        for column in [&mut self.prices, &mut self.sold] {
            column.clear();
            column.resize(types, 0.0);
        }
    }

    /// One price for all.
    pub(super) fn post(&mut self, price: f64, demand: f64) {
        self.price = Some(price);
        self.demand = demand;
        self.prices.fill(price);
    }
}

/// A demand curve that is looked at: counts the looks, and remembers the last.
#[derive(Debug)]
pub(super) struct Looks<'d, 'a> {
    pub(super) demand: &'d Demand<'a>,
    pub(super) count: u32,
    last: (f64, Response),
}

/// Share of the deciders below which a market has no demand to speak of.
pub(super) const IDLE: f64 = 1e-6;

impl<'d, 'a> Looks<'d, 'a> {
    pub(super) fn new(demand: &'d Demand<'a>) -> Self {
        Self { demand, count: 0, last: (f64::NAN, Response::default()) }
    }

    /// Demand at a price (USD).
    pub(super) fn at(&mut self, price: f64) -> Response {
        if self.last.0 != price {
            self.count += 1;
            self.last = (price, self.demand.response(price));
        }
        self.last.1
    }

    /// Demand at a price that is a Newton step of less than the tolerance away from the last look.
    pub(super) fn beside(&self, price: f64) -> Response {
        self.last.1.moved(price - self.last.0)
    }

    /// Demand below which nobody would open a market (people).
    pub(super) fn idle(&self) -> f64 {
        IDLE * self.demand.people()
    }
}
