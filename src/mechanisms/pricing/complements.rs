//! Two legs that are of use only together: one seller of both, and a seller of each (Cournot, 1838).

use super::*;

const VALUE: f64 = 4_000.0;
const PEOPLE: f64 = 10_000.0;
const STRATA: u32 = 2_000;
const COSTS: [f64; 2] = [500.0, 300.0];

/// Demand for one part where the other costs so much: willingness to pay for both uniform on 0–4,000.
fn demand(other_usd: f64) -> Demand<'static> {
    let step = VALUE / f64::from(STRATA);
    let mut demand = Demand::new(&[], 1.0);
    for stratum in 0..STRATA {
        let cell = Cell {
            people: PEOPLE / f64::from(STRATA),
            scale: 2.0 * step,
            rest: 0.0,
            constant: (f64::from(stratum) + 0.5) * step - other_usd,
            fee_weight: 1.0,
            success: 1.0,
            stop: 0.0,
            onward: &[],
            back: &[],
        };
        demand.push(Band { low: 0.0, high: f64::INFINITY }, cell);
    }
    demand
}

/// Price and quantity of a sole seller.
fn sole_seller(cost: f64, other_usd: f64) -> (f64, f64) {
    let rules = Rules { conduct: Conduct::Cournot, tolerance: 1e-10, sweeps: 200, dissimilarity: 1.0 };
    let seller = Seller { cost, seats: f64::INFINITY, quality: 0.0, asked: 0.0, count: 1 };
    let mut clearing = Clearing::default();
    Solver::new(rules).clear(&demand(other_usd), &[seller], &mut Memory::default(), &mut clearing);
    (clearing.price.unwrap_or(f64::NAN), clearing.demand)
}

fn assert_near(found: f64, expected: f64) {
    assert!((found / expected - 1.0).abs() < 1e-6, "{found} instead of {expected}");
}

#[test]
fn one_seller_of_both_legs_takes_one_markup() {
    let cost: f64 = COSTS.iter().sum();
    let (price, sold) = sole_seller(cost, 0.0);
    assert_near(price, (VALUE + cost) / 2.0);
    assert_near(sold, PEOPLE * (VALUE - cost) / (2.0 * VALUE));
}

#[test]
fn a_seller_of_each_takes_two_and_fewer_travel() {
    let (mut prices, mut sold) = ([0.0; 2], 0.0);
    for _ in 0..40 {
        for (leg, cost) in COSTS.into_iter().enumerate() {
            (prices[leg], sold) = sole_seller(cost, prices[1 - leg]);
        }
    }
    let cost: f64 = COSTS.iter().sum();
    let both = prices[0] + prices[1];
    assert_near(both, (2.0 * VALUE + cost) / 3.0);
    assert_near(prices[0] - COSTS[0], (VALUE - cost) / 3.0);
    assert_near(sold, PEOPLE * (VALUE - cost) / (3.0 * VALUE));
    let (whole, travel) = sole_seller(cost, 0.0);
    assert!(whole < both && travel > sold);
}
