//! The one way to clear a market, for the engine and the benchmarks alike.

use super::demand::Demand;
use super::market::{Clearing, Conduct, Looks, Memory, Rules, Seller, lowest_cost};
use super::nest::Nest;
use super::{bertrand, cost, cournot, nest};

/// Clears markets by the rules of a run. Holds working space only: no result depends on what it
/// was used for before.
#[derive(Clone, Debug)]
pub struct Solver {
    /// What holds for every market.
    pub rules: Rules,
    nest: Nest,
    trial: Trial,
}

/// Working space for looking at a market with an entrant in it.
#[derive(Clone, Debug, Default)]
struct Trial {
    sellers: Vec<Seller>,
    memory: Memory,
    clearing: Clearing,
}

/// What a potential firm would earn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Prospect {
    /// Less than the threshold, certainly, without solving the market: at most this (USD in the period).
    AtMost(f64),
    /// So much, at this price, in the market solved with the entrant in it.
    Solved {
        /// Revenue above unit cost, `(p' − c)·q'` (USD in the period).
        profit: f64,
        /// The entrant's price, `p'` (USD).
        price: f64,
    },
}

impl Prospect {
    /// The profit (USD in the period), or the bound that is below the threshold.
    #[must_use]
    pub fn profit(self) -> f64 {
        match self {
            Self::AtMost(profit) | Self::Solved { profit, .. } => profit,
        }
    }
}

impl Solver {
    /// A solver with empty working space.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self { rules, nest: Nest::default(), trial: Trial::default() }
    }

    /// Finds prices and quantities for one market and period.
    ///
    /// `memory` belongs to the market and is carried from period to period; `clearing` is written
    /// over. Without a firm that has seats, the market is closed and the memory stays as it is.
    pub fn clear(
        &mut self,
        demand: &Demand<'_>,
        sellers: &[Seller],
        memory: &mut Memory,
        clearing: &mut Clearing,
    ) {
        clear(&self.rules, &mut self.nest, demand, sellers, memory, clearing);
    }

    /// What `entrant` (one firm, whatever its `count`) would earn in the market with it in it,
    /// above unit cost and before fixed cost. `memory` is that of the market without it, after it
    /// was cleared on the same demand.
    ///
    /// One more firm can only lower the price of a homogeneous product. So where even the present
    /// price and all demand at its own cost would not earn it `threshold` (USD in the period), the
    /// market is not solved.
    pub fn profit_with_entrant(
        &mut self,
        demand: &Demand<'_>,
        sellers: &[Seller],
        entrant: Seller,
        memory: &Memory,
        threshold: f64,
    ) -> Prospect {
        let most = self.most_profit(demand, sellers, &entrant, memory);
        if most < threshold {
            return Prospect::AtMost(most);
        }
        let trial = &mut self.trial;
        trial.sellers.clear();
        trial.sellers.extend_from_slice(sellers);
        trial.sellers.push(Seller { count: 1, ..entrant });
        trial.memory.clone_from(memory);
        if trial.memory.prices.len() == sellers.len() {
            trial.memory.prices.push(memory.price.unwrap_or(entrant.cost).max(entrant.cost));
        }
        let Trial { sellers, memory, clearing } = trial;
        clear(&self.rules, &mut self.nest, demand, sellers, memory, clearing);
        let price = clearing.prices.last().copied().unwrap_or(entrant.cost);
        let sold = clearing.sold.last().copied().unwrap_or(0.0);
        Prospect::Solved { profit: (price - entrant.cost) * sold, price }
    }

    /// A bound on what an entrant can earn (USD in the period); infinite if nothing is known.
    fn most_profit(&self, demand: &Demand<'_>, sellers: &[Seller], entrant: &Seller, memory: &Memory) -> f64 {
        let one_product = !matches!(self.rules.conduct, Conduct::LogitBertrand | Conduct::Adaptive);
        let is_open = one_product && lowest_cost(sellers).is_some();
        match memory.price.filter(|_| is_open) {
            Some(price) if price <= entrant.cost => 0.0,
            Some(price) => {
                let carried = entrant.seats.min(demand.response(entrant.cost).demand);
                (price - entrant.cost) * carried
            }
            None => f64::INFINITY,
        }
    }
}

fn clear(
    rules: &Rules,
    nest: &mut Nest,
    demand: &Demand<'_>,
    sellers: &[Seller],
    memory: &mut Memory,
    clearing: &mut Clearing,
) {
    clearing.close(sellers.len());
    let Some(lowest) = lowest_cost(sellers) else { return };
    if demand.is_empty() {
        return clearing.post(lowest, 0.0);
    }
    let mut looks = Looks::new(demand);
    match rules.conduct {
        Conduct::Cost => cost::clear(rules, &mut looks, sellers, memory, clearing),
        Conduct::Bertrand => bertrand::clear(rules, &mut looks, sellers, memory, clearing),
        Conduct::Cournot => cournot::clear(rules, &mut looks, sellers, memory, clearing),
        Conduct::LogitBertrand => nest::clear(rules, &mut looks, sellers, memory, nest, clearing),
        Conduct::Adaptive => nest::sell_as_asked(rules, &mut looks, sellers, memory, nest, clearing),
    }
    clearing.evaluations = looks.count;
    memory.price = clearing.price;
}
