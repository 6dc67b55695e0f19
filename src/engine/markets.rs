//! Markets clear, place by place: everybody who decides there is demand, every active firm a seller.
//!
//! Offers at one place compete with each other, so their prices are found in turn until none moves.
//! Places are independent within a period: what lies further on enters by belief.

use super::asking::asked;
use super::consolidation::fixed_cost;
use super::crowd::{Crowd, Group};
use super::entry::{look_key, looks, open, reservation, trip};
use super::fixed::Fixed;
use super::justice::tied;
use super::reputation::{pull, quality, usual, worse};
use super::situations::fee_terms;
use super::state::State;
use super::through;
use crate::agents::{CostParts, Offer, Seller};
use crate::mechanisms::entry_exit;
use crate::mechanisms::pricing::{self, Clearing, Conduct, Demand, Memory, Rules, Solver, variety_usd};
use crate::mechanisms::route_choice::Way;
use crate::numeric::LogSums;
use crate::random::Purpose;
use crate::units::WeeklyShare;
use crate::world::Scenario;

/// Finds all prices of the period; then potential firms look.
pub(super) fn clear_all(fixed: &Fixed, state: &mut State) {
    let mut solver = Solver::new(rules(fixed.scenario));
    for place in 0..fixed.scenario.places.len() {
        let legs: Vec<usize> = fixed.legs_from[place]
            .iter()
            .copied()
            .filter(|&l| fixed.scenario.legs[l].smuggled && state.conditions.leg_open[l])
            .collect();
        let journeys = through::for_sale(fixed, state, place);
        close_markets(fixed, state, place);
        if !legs.is_empty() {
            clear_place(fixed, state, place, &legs, journeys, &mut solver);
        }
    }
}

fn conduct(scenario: &Scenario) -> Conduct {
    Conduct::named(scenario.settings.word(&pricing::CONDUCT)).unwrap_or(Conduct::Cournot)
}

/// Dissimilarity of firms in their nest; `None` where all sell the same seat.
fn nested(scenario: &Scenario) -> Option<f64> {
    let differ = matches!(conduct(scenario), Conduct::LogitBertrand | Conduct::Adaptive);
    differ.then(|| scenario.settings.number(&pricing::DISSIMILARITY))
}

fn rules(scenario: &Scenario) -> Rules {
    let settings = &scenario.settings;
    Rules {
        conduct: conduct(scenario),
        tolerance: settings.number(&pricing::TOLERANCE),
        sweeps: settings.number(&pricing::SWEEPS) as u32,
        dissimilarity: settings.number(&pricing::DISSIMILARITY),
    }
}

fn close_markets(fixed: &Fixed, state: &mut State, place: usize) {
    for market in through::markets_at(fixed, place) {
        let offer = &mut state.offers[market];
        offer.last_fee_usd = offer.fee_usd.or(offer.last_fee_usd);
        offer.fee_usd = None;
        offer.sellers.clear();
        offer.sold.clear();
    }
    for &leg in &fixed.legs_from[place] {
        state.posts.post(leg, None);
    }
}

fn clear_place(
    fixed: &Fixed,
    state: &mut State,
    place: usize,
    legs: &[usize],
    journeys: Vec<(usize, Vec<Selling>)>,
    solver: &mut Solver,
) {
    let markets: Vec<usize> = legs.iter().copied().chain(journeys.iter().map(|journey| journey.0)).collect();
    let mut memories: Vec<Memory> =
        markets.iter().map(|&market| std::mem::take(&mut state.memories[market])).collect();
    let (clearings, posted, entrants, mean_money) = {
        let of_legs = legs.iter().map(|&leg| sellers(fixed, state, leg));
        let sellers: Vec<Vec<Selling>> =
            of_legs.chain(journeys.into_iter().map(|journey| journey.1)).collect();
        let has_seats = |(_, sellers): &(&usize, &Vec<Selling>)| sellers.iter().any(|s| s.terms.seats > 0.0);
        let served: Vec<usize> = markets.iter().zip(&sellers).filter(has_seats).map(|(&m, _)| m).collect();
        let crowd = Crowd::at(fixed, state, place, &served);
        let setting = |&market: &usize| market_leg(fixed, market).map(|leg| state.posts.setting_prices(leg));
        let ways: Vec<Vec<Option<&Way>>> = markets.iter().map(|&market| crowd.ways(market)).collect();
        let rests: Vec<Vec<f64>> =
            markets.iter().zip(&ways).map(|(&market, ways)| crowd.rests(state, market, ways)).collect();
        let stopped: Vec<Vec<Vec<f64>>> = markets.iter().map(|&market| crowd.stopped_rows(market)).collect();
        let demand = |k: usize| crowd.demand(&ways[k], &rests[k], &stopped[k]);
        let demands = (0..markets.len()).map(demand).collect();
        let mut market = Market {
            ways,
            rests,
            demands,
            crowd,
            markets: &markets,
            sellers,
            clearings: vec![Clearing::default(); markets.len()],
            posting: markets.iter().map(|market| setting(market).unwrap_or(0.0)).collect(),
            posted: vec![None; markets.len()],
            sums: LogSums::default(),
        };
        market.settle(solver, &mut memories);
        let entrants = market.entrants(solver, state, &memories);
        (market.clearings, market.posted, entrants, market.crowd.mean_money())
    };
    state.mean_money[place] = mean_money.unwrap_or(state.mean_money[place]);
    for (k, &market) in markets.iter().enumerate() {
        state.memories[market] = std::mem::take(&mut memories[k]);
        state.tally.markets_unsettled += u64::from(!clearings[k].settled);
        if let Some(leg) = market_leg(fixed, market) {
            post_bribes(fixed, state, leg, posted[k]);
        }
        post(fixed, state, market, &clearings[k], posted[k].unwrap_or(0.0));
    }
    for firm in entrants {
        open(fixed, state, firm);
    }
}

/// Officials publish what they take, given what it adds to every firm's cost a head: of a fee that falls
/// due on arrival not all is received.
fn post_bribes(fixed: &Fixed, state: &mut State, leg: usize, added: Option<f64>) {
    let received = pricing::received(fixed.numbers.advance_share, state.beliefs.smugglers_stop(leg));
    state.posts.post(leg, added.map(|usd| usd * received));
}

/// The leg that a market sells; `None` if it is a journey over several.
fn market_leg(fixed: &Fixed, market: usize) -> Option<usize> {
    through::journey_of(fixed, market).is_none().then_some(market)
}

/// A firm and its terms as the market sees them.
#[derive(Clone, Copy)]
pub(super) struct Selling {
    pub(super) firm: usize,
    pub(super) terms: pricing::Seller,
    /// What its record makes of the share of clients that it expects, where all sell the same seat.
    pub(super) pull: f64,
    /// What a head costs on the firm's own leg.
    pub(super) parts: CostParts,
}

/// Who sells in a market: a leg's firms, or organisations by their first firms.
fn sellers_in(fixed: &Fixed, state: &State, market: usize) -> Vec<Selling> {
    match through::journey_of(fixed, market) {
        Some(journey) => through::sellers(fixed, state, journey),
        None => sellers(fixed, state, market),
    }
}

fn sellers(fixed: &Fixed, state: &State, leg: usize) -> Vec<Selling> {
    let working = state.firms.active(leg).filter(|&firm| state.justice.working(firm) > 0.0);
    let (differ, usual) = (conduct(fixed.scenario) == Conduct::LogitBertrand, usual(fixed, state, leg));
    let of = |firm| {
        let (mut selling, worse) = (selling(fixed, state, firm), worse(fixed, state, firm, usual));
        selling.terms.quality = if differ { quality(fixed, worse) } else { 0.0 };
        selling.pull = if differ { 1.0 } else { pull(fixed, worse) };
        selling
    };
    working.map(of).collect()
}

fn selling(fixed: &Fixed, state: &State, firm: usize) -> Selling {
    let weeks = f64::from(fixed.numbers.period_days) / 7.0;
    let trip = trip(fixed, state, firm, tied(state, firm));
    let (cost, parts) = (pricing::unit_cost(&trip), pricing::cost_parts(&trip));
    let seats = through::seats_per_week(fixed, state, firm) * weeks * state.justice.working(firm);
    let asked = asked(fixed, state, firm, cost);
    let terms = pricing::Seller { cost, seats, quality: 0.0, asked, count: 1 };
    Selling { firm, terms, pull: 1.0, parts }
}

/// Publishes what came out: the offer, and what people at the place can now choose. Bribes that officials
/// post add so much to every firm's cost (USD/head).
fn post(fixed: &Fixed, state: &mut State, market: usize, clearing: &Clearing, added_usd: f64) {
    let days = f64::from(fixed.numbers.period_days);
    let step = WeeklyShare(fixed.scenario.settings.number(&pricing::ADJUST)).over(days);
    let Some(found) = clearing.price else { return };
    let price = state.offers[market].last_fee_usd.map_or(found, |last| last + step * (found - last));
    let sellers: Vec<Selling> = sellers_in(fixed, state, market);
    let posted = market_leg(fixed, market).map_or(0.0, |leg| state.posts.posted_together(leg));
    for Selling { firm, parts, .. } in &sellers {
        state.firms.all[*firm].cost_parts = CostParts { bribes: parts.bribes + posted, ..*parts };
    }
    let records = offers(&sellers, &clearing.prices, found);
    let offers =
        sellers.iter().zip(&clearing.sold).zip(&clearing.prices).filter(|((_, sold), _)| **sold > 0.0);
    let sellers: Vec<Seller> = offers
        .map(|((selling, &expected), &own)| Seller {
            firm: selling.firm as u32,
            cost_usd: selling.terms.cost + added_usd,
            price_usd: price + (own - found),
            expected: expected * selling.pull,
            seats_left: selling.terms.seats,
        })
        .collect();
    let sold = vec![0.0; sellers.len()];
    state.offers[market] = Offer { fee_usd: Some(price), last_fee_usd: Some(price), sellers, sold };
    offer_to_all(fixed, state, market, price, (&records, found));
}

/// Quality and price (USD) of every firm that has seats; those whose price is not known ask `usual`.
fn offers(sellers: &[Selling], prices: &[f64], usual: f64) -> Vec<(f64, f64)> {
    let with_seats = sellers.iter().enumerate().filter(|(_, selling)| selling.terms.seats > 0.0);
    let of = |(j, s): (usize, &Selling)| (s.terms.quality, prices.get(j).copied().unwrap_or(usual));
    with_seats.map(of).collect()
}

/// Puts the offer before everybody at the place. Where firms differ, to have the choice is worth something.
fn offer_to_all(
    fixed: &Fixed,
    state: &mut State,
    market: usize,
    price: f64,
    (offers, mean): (&[(f64, f64)], f64),
) {
    let place = through::place_of(fixed, market);
    let nested = nested(fixed.scenario);
    for group in 0..fixed.scenario.communities.len() * 2 {
        let scale = state.preferences[group / 2].scale;
        let situation = &mut state.situations[fixed.situation(group, place)];
        if let Some(way) = through::way_sold(fixed, situation, market) {
            way.offered = Some(fee_terms(fixed, price));
            let weight = fee_weight(fixed, way);
            way.cost -= nested.map_or(0.0, |share| variety_usd(offers, mean, weight, share * scale));
        }
    }
}

/// The offers of one place, in the course of being priced.
struct Market<'a> {
    crowd: Crowd<'a>,
    markets: &'a [usize],
    /// By market: the way that each group sees there, if it counts.
    ways: Vec<Vec<Option<&'a Way>>>,
    /// By market: what all else is worth to each group that could take its offer.
    rests: Vec<Vec<f64>>,
    /// By market: the demand curve; the other offers' prices are set in it when it is looked at.
    demands: Vec<Demand<'a>>,
    sellers: Vec<Vec<Selling>>,
    clearings: Vec<Clearing>,
    /// By market: how many set the bribes there with a view to demand.
    posting: Vec<f64>,
    /// By market: what their bribes add to every firm's cost (USD/head); none where nobody posts any.
    posted: Vec<Option<f64>>,
    sums: LogSums,
}

impl Market<'_> {
    /// Prices each offer in turn, given the others, until none moves.
    fn settle(&mut self, solver: &mut Solver, memories: &mut [Memory]) {
        let mut utilities: Vec<Vec<f64>> =
            (0..self.markets.len()).map(|k| self.utilities(k, memories[k].price())).collect();
        for sweep in 0..solver.rules.sweeps {
            let mut change: f64 = 0.0;
            for k in 0..self.markets.len() {
                let before = self.clearings[k].price;
                self.price(solver, k, &utilities, &mut memories[k]);
                let after = self.clearings[k].price;
                change = change.max(relative_change(before, after));
                if self.markets.len() > 1 {
                    // The others see half of a late change, so that they do not chase each other.
                    let half = before.zip(after).filter(|_| sweep >= 20).map(|(b, a)| (a + b) / 2.0);
                    utilities[k] = self.utilities(k, half.or(after));
                }
            }
            if self.markets.len() == 1 || change < solver.rules.tolerance {
                return;
            }
        }
        self.clearings.iter_mut().for_each(|clearing| clearing.settled = false);
    }

    fn price(&mut self, solver: &mut Solver, k: usize, utilities: &[Vec<f64>], memory: &mut Memory) {
        let mut sellers: Vec<pricing::Seller> = self.sellers[k].iter().map(|s| s.terms).collect();
        if sellers.iter().any(|terms| terms.seats > 0.0) {
            self.look_at_others(k, utilities);
        }
        let mut clearing = Clearing::default();
        let officials = self.posting[k];
        let added =
            solver.clear_with_posted(&self.demands[k], &mut sellers, officials, memory, &mut clearing);
        self.posted[k] = clearing.price.filter(|_| officials > 0.0).map(|_| added);
        self.clearings[k] = clearing;
    }

    /// What an offer at this price is worth to each group; nothing where there is none.
    fn utilities(&self, k: usize, price: Option<f64>) -> Vec<f64> {
        let Some(price) = price.filter(|_| !self.sellers[k].is_empty()) else {
            return Vec::new();
        };
        let fixed = self.crowd.fixed;
        let nested = nested(fixed.scenario).filter(|_| self.markets.len() > 1);
        let offers = offers(&self.sellers[k], &self.clearings[k].prices, price);
        let utility = |(group, &way): (&Group<'_>, &Option<&Way>)| {
            let Some(way) = way else { return f64::NEG_INFINITY };
            let one = self.crowd.utility(group, way, self.markets[k], price);
            let Some(share) = nested else { return one };
            let scale = share * group.preferences.scale;
            one + variety_usd(&offers, price, fee_weight(fixed, way), scale) / group.preferences.scale
        };
        self.crowd.groups.iter().zip(&self.ways[k]).map(utility).collect()
    }

    /// Sets what all else is worth in the demand curve of one offer, the other offers' prices given.
    fn look_at_others(&mut self, k: usize, utilities: &[Vec<f64>]) {
        let others = utilities.iter().enumerate().filter(|(other, column)| *other != k && !column.is_empty());
        let others = others.map(|(_, column)| column.as_slice());
        let rests = self.sums.of(std::iter::once(self.rests[k].as_slice()).chain(others));
        let served = self.crowd.groups.iter().zip(rests).zip(&self.ways[k]).filter(|(_, way)| way.is_some());
        self.demands[k].set_rests(served.map(|((group, rest), _)| rest * group.preferences.scale));
    }

    /// Potential firms that look at the markets of the place and would earn more there than
    /// otherwise, with themselves in it. They start to sell in the next period.
    fn entrants(&mut self, solver: &mut Solver, state: &State, memories: &[Memory]) -> Vec<usize> {
        let fixed = self.crowd.fixed;
        if !fixed.scenario.with(entry_exit::MECHANISM.name) {
            return Vec::new();
        }
        let markets = self.markets.iter().enumerate();
        let legs = markets.filter_map(|(k, &market)| Some((k, market_leg(fixed, market)?)));
        let looking = legs.map(|(k, leg)| (k, lookers(fixed, state, leg)));
        let looking: Vec<(usize, Vec<usize>)> = looking.filter(|(_, firms)| !firms.is_empty()).collect();
        if looking.is_empty() {
            return Vec::new();
        }
        let utilities: Vec<Vec<f64>> =
            (0..self.markets.len()).map(|k| self.utilities(k, self.clearings[k].price)).collect();
        let mut entrants = Vec::new();
        for (k, firms) in looking {
            self.look_at_others(k, &utilities);
            let added = self.posted[k].unwrap_or(0.0);
            let dearer = |terms: pricing::Seller| pricing::Seller { cost: terms.cost + added, ..terms };
            let mut sellers: Vec<pricing::Seller> = self.sellers[k].iter().map(|s| dearer(s.terms)).collect();
            for firm in firms {
                let entrant = dearer(selling(fixed, state, firm).terms);
                let weeks = f64::from(fixed.numbers.period_days) / 7.0;
                let needed = (reservation(fixed, state, firm) + fixed_cost(fixed, state, firm)) * weeks;
                let prospect =
                    solver.profit_with_entrant(&self.demands[k], &sellers, entrant, &memories[k], needed);
                if prospect.profit() >= needed {
                    sellers.push(entrant);
                    entrants.push(firm);
                }
            }
        }
        entrants
    }
}

/// What a dollar of fee weighs to somebody: what falls due on arrival is paid by those who arrive.
fn fee_weight(fixed: &Fixed, way: &Way) -> f64 {
    let advance = fixed.numbers.advance_share;
    advance + (1.0 - advance) * way.success
}

fn relative_change(before: Option<f64>, after: Option<f64>) -> f64 {
    match (before, after) {
        (Some(before), Some(after)) => (after - before).abs() / after.abs().max(1e-9),
        (None, None) => 0.0,
        _ => f64::INFINITY,
    }
}

/// Potential firms that look at a market in this period.
fn lookers(fixed: &Fixed, state: &State, leg: usize) -> Vec<usize> {
    let resting: Vec<usize> = state.firms.of_leg[leg]
        .clone()
        .filter(|&f| !state.firms.all[f].active && state.justice.working(f) > 0.0)
        .collect();
    if resting.is_empty() {
        return Vec::new();
    }
    let key = look_key(fixed, state, leg, Purpose::EntryLook);
    let mut chosen: Vec<usize> = (0..looks(fixed, state, leg, Purpose::EntryLook))
        .map(|look| resting[(key.of(look).uniform() * resting.len() as f64) as usize])
        .collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}
