//! What must hold in any market: drawn demand with bands of money, values further on and several
//! classes of people.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;

/// Band edges (USD).
const EDGES: [f64; 8] = [0.0, 50.0, 150.0, 400.0, 1_000.0, 2_500.0, 6_000.0, 15_000.0];
const MIDS: [f64; 7] = [25.0, 100.0, 275.0, 700.0, 1_750.0, 4_250.0, 10_500.0];
const BANDS: usize = 7;

/// A class of people: what the engine would hold of it.
#[derive(Clone, Debug)]
struct Class {
    people: Vec<f64>,
    scale: f64,
    rest: f64,
    constant: f64,
    success: f64,
    stop: f64,
    onward: Vec<f64>,
    back: Vec<f64>,
}

#[derive(Clone, Debug)]
struct Crowd {
    advance: f64,
    classes: Vec<Class>,
}

impl Crowd {
    fn demand(&self) -> Demand<'_> {
        let mut demand = Demand::new(&MIDS, self.advance);
        for band in 0..BANDS {
            for class in &self.classes {
                let money = Band { low: EDGES[band], high: EDGES[band + 1] };
                demand.push(money, self.cell(class, band));
            }
        }
        demand
    }

    fn cell<'a>(&self, class: &'a Class, band: usize) -> Cell<'a> {
        Cell {
            people: class.people[band],
            scale: class.scale,
            rest: class.rest,
            constant: class.constant,
            fee_weight: self.advance + (1.0 - self.advance) * class.success,
            success: class.success,
            stop: class.stop,
            onward: &class.onward,
            back: &class.back,
        }
    }

    /// A week later: numbers and beliefs have moved a little, each class in its own way.
    fn drift(&mut self, week: u32, pace: f64) {
        for (number, class) in self.classes.iter_mut().enumerate() {
            let wave = (f64::from(week) * 0.7 + number as f64).sin();
            class.rest += pace * 0.2 * class.scale * wave;
            class.constant -= pace * 0.1 * class.scale * (wave + 0.3);
            for (band, people) in class.people.iter_mut().enumerate() {
                *people *= 1.0 + pace * 0.05 * (wave + band as f64).cos();
            }
        }
    }
}

fn classes() -> impl Strategy<Value = Class> {
    let rows = (0.0..3_000.0_f64, 0.0..0.8_f64, 0.0..500.0_f64);
    let chances = (0.5..1.0_f64, 0.0..1.0_f64);
    let utilities = (80.0..800.0_f64, 0.0..2_000.0_f64, 0.0..2_000.0_f64);
    (prop::collection::vec(0.0..500.0_f64, BANDS), rows, chances, utilities).prop_map(
        |(people, (base, rise, back), (success, stopped), (scale, rest, constant))| Class {
            people,
            scale,
            rest: rest + base,
            constant,
            success,
            stop: stopped * (1.0 - success),
            onward: MIDS.iter().map(|money| base + rise * 40.0 * money.sqrt()).collect(),
            back: MIDS.iter().map(|money| back + rise * 20.0 * money.sqrt()).collect(),
        },
    )
}

fn crowds() -> impl Strategy<Value = Crowd> {
    (0.0..1.0_f64, prop::collection::vec(classes(), 1..6))
        .prop_map(|(advance, classes)| Crowd { advance, classes })
}

/// People without bands of money: demand is smooth, and falls at a rising rate.
fn smooth_crowd() -> impl Strategy<Value = (f64, f64)> {
    (100.0..1_000.0_f64, 500.0..6_000.0_f64)
}

fn smooth(scale: f64, constant: f64) -> Demand<'static> {
    let mut demand = Demand::new(&[], 1.0);
    let cell = Cell {
        people: 1_000.0,
        scale,
        rest: 0.0,
        constant,
        fee_weight: 1.0,
        success: 1.0,
        stop: 0.0,
        onward: &[],
        back: &[],
    };
    demand.push(Band { low: 0.0, high: f64::INFINITY }, cell);
    demand
}

fn sellers() -> impl Strategy<Value = Vec<Seller>> {
    let seats = prop_oneof![Just(f64::INFINITY), 10.0..500.0_f64];
    let seller = (50.0..600.0_f64, seats, 1..4_u32).prop_map(|(cost, seats, count)| Seller {
        cost,
        seats,
        quality: 0.0,
        asked: 0.0,
        count,
    });
    prop::collection::vec(seller, 1..5)
}

fn rules(conduct: Conduct, tolerance: f64) -> Rules {
    Rules { conduct, tolerance, sweeps: 200, dissimilarity: 0.7 }
}

fn cold(rules: Rules, demand: &Demand<'_>, sellers: &[Seller]) -> Clearing {
    let mut clearing = Clearing::default();
    Solver::new(rules).clear(demand, sellers, &mut Memory::default(), &mut clearing);
    clearing
}

/// The same draws every time: two crossings can be nearly one, and then a hair decides which is
/// found. The property is about markets as a run meets them.
fn fixed(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(40),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #[test]
    fn slope_and_curvature_are_those_of_demand(crowd in crowds(), fee in 1.0..8_000.0_f64) {
        let near = |edge: &f64| (edge - fee).abs() < 0.1;
        prop_assume!(!EDGES.iter().any(near));
        let demand = crowd.demand();
        let step = 1e-3;
        let (low, here, high) =
            (demand.response(fee - step), demand.response(fee), demand.response(fee + step));
        let slope = (high.demand - low.demand) / (2.0 * step);
        prop_assert!((slope - here.slope).abs() < 1e-6 * demand.people().max(1.0) / 10.0 + 0.02 * kink(&low, &high));
        let curvature = (high.slope - low.slope) / (2.0 * step);
        prop_assert!(kink(&low, &high) > 0.0 || (curvature - here.curvature).abs() < 1e-6 * demand.people());
    }

    #[test]
    fn price_lies_between_cost_and_choke(crowd in crowds(), sellers in sellers()) {
        let demand = crowd.demand();
        let clearing = cold(rules(Conduct::Cournot, 1e-8), &demand, &sellers);
        let lowest = sellers.iter().map(|seller| seller.cost).fold(f64::INFINITY, f64::min);
        let price = clearing.price.unwrap();
        prop_assert!(price >= lowest);
        prop_assert!(price == lowest || demand.at(price).0 > 0.0);
    }

    #[test]
    fn a_further_firm_lowers_the_price(
        (scale, constant) in smooth_crowd(),
        sellers in sellers(),
    ) {
        let demand = smooth(scale, constant);
        let before = cold(rules(Conduct::Cournot, 1e-9), &demand, &sellers);
        let more: Vec<_> = sellers.iter().copied().chain([sellers[0]]).collect();
        let after = cold(rules(Conduct::Cournot, 1e-9), &demand, &more);
        prop_assert!(after.price.unwrap() <= before.price.unwrap() * (1.0 + 1e-8));
    }

    #[test]
    fn quantities_sum_to_demand(crowd in crowds(), sellers in sellers()) {
        let free: Vec<_> = sellers.iter().map(|s| Seller { seats: f64::INFINITY, ..*s }).collect();
        for conduct in [Conduct::Cost, Conduct::Bertrand, Conduct::Cournot] {
            let clearing = cold(rules(conduct, 1e-8), &crowd.demand(), &free);
            let sold: f64 =
                clearing.sold.iter().zip(&free).map(|(sold, s)| sold * f64::from(s.count)).sum();
            prop_assert!((sold - clearing.demand).abs() <= 1e-6 * clearing.demand.max(1.0));
        }
    }

    #[test]
    fn no_firm_sells_more_than_its_seats(crowd in crowds(), sellers in sellers()) {
        for conduct in [Conduct::Cost, Conduct::Bertrand, Conduct::Cournot, Conduct::LogitBertrand] {
            let clearing = cold(rules(conduct, 1e-5), &crowd.demand(), &sellers);
            for (sold, seller) in clearing.sold.iter().zip(&sellers) {
                prop_assert!(*sold <= seller.seats * (1.0 + 1e-9) && *sold >= 0.0);
            }
        }
    }

    #[test]
    fn an_entrant_earns_what_the_market_with_it_gives(crowd in crowds(), sellers in sellers()) {
        let demand = crowd.demand();
        let rules = rules(Conduct::Cournot, 1e-9);
        let (mut memory, mut clearing) = (Memory::default(), Clearing::default());
        let mut solver = Solver::new(rules);
        let (entrant, others) = sellers.split_first().unwrap();
        solver.clear(&demand, others, &mut memory, &mut clearing);
        let entrant = Seller { count: 1, ..*entrant };
        let threshold = 1_000.0;
        let found = solver.profit_with_entrant(&demand, others, entrant, &memory, threshold);
        let all: Vec<_> = others.iter().copied().chain([entrant]).collect();
        let with = cold(rules, &demand, &all);
        let profit = (with.price.unwrap() - entrant.cost) * with.sold.last().unwrap();
        match found {
            Prospect::AtMost(bound) => prop_assert!(bound < threshold && profit <= bound + 1e-3),
            Prospect::Solved { profit: solved, .. } =>
                prop_assert!((solved - profit.max(0.0)).abs() < 1e-3 * (1.0 + profit.abs())),
        }
    }
}

/// By how much the slope jumps or bends between two close responses: above 0 next to a kink of
/// the values further on.
fn kink(low: &Response, high: &Response) -> f64 {
    let bend = (high.slope - low.slope).abs();
    if bend > 4e-3 * low.curvature.abs().max(high.curvature.abs()) { bend } else { 0.0 }
}

proptest! {
    #![proptest_config(fixed(300))]

    #[test]
    fn the_last_price_and_the_scan_lead_to_the_same_price(
        start in crowds(),
        sellers in sellers(),
        pace in 0.0..1.5_f64,
    ) {
        let rules = rules(Conduct::Cournot, 1e-9);
        let mut crowd = start;
        let mut sellers = sellers;
        let mut solver = Solver::new(rules);
        let (mut memory, mut clearing) = (Memory::default(), Clearing::default());
        for week in 0..30 {
            let demand = crowd.demand();
            solver.clear(&demand, &sellers, &mut memory, &mut clearing);
            let scanned = cold(rules, &demand, &sellers);
            let (warm, cold) = (clearing.price.unwrap(), scanned.price.unwrap());
            prop_assert!((warm / cold - 1.0).abs() < 1e-7, "week {week}: {warm} {cold} {}", clearing.evaluations);
            crowd.drift(week, pace);
            sellers[0].cost *= 1.0 + 0.02 * pace * (f64::from(week)).sin();
            if week % 10 == 9 {
                let last = sellers.len() - 1;
                sellers[last].count += 1;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn differentiated_firms_settle_on_the_same_prices_from_the_last(
        start in crowds(),
        sellers in prop::collection::vec(100.0..300.0_f64, 1..4),
    ) {
        let sellers: Vec<_> = sellers
            .into_iter()
            .map(|cost| Seller { cost, seats: f64::INFINITY, quality: 0.0, asked: 0.0, count: 2 })
            .collect();
        let mut crowd = start;
        for class in &mut crowd.classes {
            class.scale = 500.0;
        }
        let rules = rules(Conduct::LogitBertrand, 1e-7);
        let mut solver = Solver::new(rules);
        let (mut memory, mut clearing) = (Memory::default(), Clearing::default());
        for week in 0..3 {
            solver.clear(&crowd.demand(), &sellers, &mut memory, &mut clearing);
            prop_assert!(clearing.prices.iter().zip(&sellers).all(|(price, seller)| *price >= seller.cost));
            let first = clearing.clone();
            solver.clear(&crowd.demand(), &sellers, &mut memory, &mut clearing);
            prop_assume!(first.settled);
            prop_assert!((first.price.unwrap() / clearing.price.unwrap() - 1.0).abs() < 1e-4);
            crowd.drift(week, 0.2);
        }
    }
}
