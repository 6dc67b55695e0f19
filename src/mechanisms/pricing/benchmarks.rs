//! Closed forms that the clearing of markets must hit (analytic benchmarks, part A).

#![allow(clippy::unwrap_used)]

use super::*;
use crate::agents::Asking;
use crate::random::Key;

const VALUE: f64 = 4_000.0;
const PEOPLE: f64 = 10_000.0;
const STRATA: u32 = 2_000;
const EVERYBODY: Band = Band { low: 0.0, high: f64::INFINITY };

fn cell(people: f64, scale: f64, constant: f64) -> Cell<'static> {
    Cell {
        people,
        scale,
        rest: 0.0,
        constant,
        fee_weight: 1.0,
        success: 1.0,
        stop: 0.0,
        onward: &[],
        back: &[],
    }
}

/// Willingness to pay uniform on 0–4,000.
fn uniform() -> Demand<'static> {
    let step = VALUE / f64::from(STRATA);
    let mut demand = Demand::new(&[], 1.0);
    for stratum in 0..STRATA {
        let value = (f64::from(stratum) + 0.5) * step;
        demand.push(EVERYBODY, cell(PEOPLE / f64::from(STRATA), 2.0 * step, value));
    }
    demand
}

/// Utility 3,000 − p on a scale of 1,000 against an outside option of 0.
fn logit() -> Demand<'static> {
    let mut demand = Demand::new(&[], 1.0);
    demand.push(EVERYBODY, cell(PEOPLE, 1_000.0, 3_000.0));
    demand
}

fn seller(cost: f64, count: u32) -> Seller {
    Seller { cost, seats: f64::INFINITY, quality: 0.0, asked: 0.0, count }
}

fn solver(conduct: Conduct) -> Solver {
    Solver::new(Rules { conduct, tolerance: 1e-10, sweeps: 200, dissimilarity: 1.0 })
}

fn clear(conduct: Conduct, demand: &Demand<'_>, sellers: &[Seller]) -> Clearing {
    let mut clearing = Clearing::default();
    solver(conduct).clear(demand, sellers, &mut Memory::default(), &mut clearing);
    assert!(clearing.settled);
    clearing
}

fn assert_near(found: f64, expected: f64, tolerance: f64) {
    assert!((found / expected - 1.0).abs() < tolerance, "{found} instead of {expected}");
}

fn price(clearing: &Clearing) -> f64 {
    clearing.price.unwrap()
}

/// Sum of squared market shares.
fn concentration(clearing: &Clearing, sellers: &[Seller]) -> f64 {
    let sold = clearing.sold.iter().zip(sellers);
    sold.map(|(sold, seller)| f64::from(seller.count) * (sold / clearing.demand).powi(2)).sum()
}

#[test]
fn m1_identical_firms_compete_in_seats() {
    let demand = uniform();
    for count in [1_u32, 2, 3, 10] {
        let firms = f64::from(count);
        let sellers = [seller(1_000.0, count)];
        let clearing = clear(Conduct::Cournot, &demand, &sellers);
        assert_near(price(&clearing), (VALUE + firms * 1_000.0) / (firms + 1.0), 1e-6);
        assert_near(clearing.demand, PEOPLE * firms / (firms + 1.0) * 0.75, 1e-6);
        let profit = (price(&clearing) - 1_000.0) * clearing.sold[0];
        assert_near(profit, PEOPLE * 9e6 / (VALUE * (firms + 1.0).powi(2)), 1e-6);
        assert_near(concentration(&clearing, &sellers), 1.0 / firms, 1e-6);
    }
}

#[test]
fn m2_price_competition() {
    let demand = uniform();
    let same = clear(Conduct::Bertrand, &demand, &[seller(1_000.0, 2)]);
    assert_near(price(&same), 1_000.0, 1e-9);
    let bound = clear(Conduct::Bertrand, &demand, &[seller(800.0, 1), seller(1_000.0, 1)]);
    assert_near(price(&bound), 1_000.0, 1e-9);
    assert_near(bound.sold[0], 7_500.0, 1e-6);
    assert_eq!(bound.sold[1], 0.0);
    let free = clear(Conduct::Bertrand, &demand, &[seller(3_000.0, 1), seller(800.0, 1)]);
    assert_near(price(&free), 2_400.0, 1e-6);
}

#[test]
fn m3_a_rise_of_cost_is_passed_through_in_part() {
    let demand = uniform();
    let before = clear(Conduct::Cournot, &demand, &[seller(1_000.0, 3)]);
    let after = clear(Conduct::Cournot, &demand, &[seller(1_400.0, 3)]);
    assert_near(price(&after) - price(&before), 300.0, 1e-6);
    assert_near(after.demand - before.demand, -750.0, 1e-6);
}

#[test]
fn m4_unequal_costs_and_exit() {
    let demand = uniform();
    let sellers = [seller(800.0, 1), seller(1_000.0, 1), seller(1_200.0, 1)];
    let three = clear(Conduct::Cournot, &demand, &sellers);
    assert_near(price(&three), 1_750.0, 1e-6);
    for (sold, expected) in three.sold.iter().zip([2_375.0, 1_875.0, 1_375.0]) {
        assert_near(*sold, expected, 1e-6);
    }
    assert!((concentration(&three, &sellers) - 0.349_14).abs() < 5e-6);

    let sellers = [seller(800.0, 1), seller(1_000.0, 1), seller(2_500.0, 1)];
    let two = clear(Conduct::Cournot, &demand, &sellers);
    assert_near(price(&two), 5_800.0 / 3.0, 1e-6);
    assert_near(two.sold[0], 8_500.0 / 3.0, 1e-6);
    assert_near(two.sold[1], 7_000.0 / 3.0, 1e-6);
    assert_eq!(two.sold[2], 0.0);
    assert!((concentration(&two, &sellers) - 0.504_68).abs() < 5e-5);
}

/// The price and what posted bribes add to it, with so many officials who each set their own.
fn with_posted(conduct: Conduct, sellers: &mut [Seller], officials: f64) -> (Clearing, f64) {
    let mut clearing = Clearing::default();
    let (demand, mut memory) = (uniform(), Memory::default());
    let added = solver(conduct).clear_with_posted(&demand, sellers, officials, &mut memory, &mut clearing);
    assert!(clearing.settled);
    (clearing, added)
}

#[test]
fn o1_and_o4_posts_that_set_their_bribes_independently() {
    for (posts, each) in [(1.0, 1_500.0), (2.0, 1_000.0), (3.0, 750.0), (4.0, 600.0), (10.0, 3_000.0 / 11.0)]
    {
        let (clearing, added) = with_posted(Conduct::Cost, &mut [seller(1_000.0, 1)], posts);
        assert_near(added / posts, each, 1e-6);
        assert_near(price(&clearing), 1_000.0 + added, 1e-9);
        assert_near(clearing.demand, PEOPLE * 0.75 / (posts + 1.0), 1e-6);
    }
}

#[test]
fn o2_posts_that_set_them_jointly_take_less_of_each_and_more_in_all() {
    let (joint, added) = with_posted(Conduct::Cost, &mut [seller(1_000.0, 1)], 1.0);
    assert_near(added, 1_500.0, 1e-6);
    assert_near(added * joint.demand, 562.5 * PEOPLE, 1e-6);
    let (apart, each_alone) = with_posted(Conduct::Cost, &mut [seller(1_000.0, 1)], 4.0);
    assert_near(each_alone * apart.demand, 360.0 * PEOPLE, 1e-6);
}

#[test]
fn posted_bribes_are_solved_together_with_the_mark_up_of_firms() {
    // Linear demand: p − c = (V − p)(N + 1/n), whoever takes which part of it.
    let (clearing, added) = with_posted(Conduct::Cournot, &mut [seller(1_000.0, 3)], 2.0);
    let margin = 2.0 + 1.0 / 3.0;
    let expected = (1_000.0 + margin * VALUE) / (1.0 + margin);
    assert_near(price(&clearing), expected, 1e-6);
    assert_near(added, 2.0 * (VALUE - expected), 1e-6);
    let (_, none) = with_posted(Conduct::Cournot, &mut [seller(1_000.0, 3)], 0.0);
    assert_eq!(none, 0.0);
}

#[test]
fn m5_free_entry_ends_at_three_and_stays_there() {
    const FIXED_COST: f64 = 1e6;
    let demand = uniform();
    let mut solver = solver(Conduct::Cournot);
    let mut memory = Memory::default();
    let mut clearing = Clearing::default();
    let mut count = 0;
    let mut history = Vec::new();
    for _ in 0..10 {
        let sellers = [seller(1_000.0, count)];
        solver.clear(&demand, &sellers, &mut memory, &mut clearing);
        let prospect = solver.profit_with_entrant(&demand, &sellers, seller(1_000.0, 1), &memory, FIXED_COST);
        let own = (clearing.prices[0] - 1_000.0) * clearing.sold[0];
        if count > 0 && own < FIXED_COST {
            count -= 1;
        } else if prospect.profit() >= FIXED_COST {
            count += 1;
        }
        history.push(count);
    }
    assert_eq!(history, [1, 2, 3, 3, 3, 3, 3, 3, 3, 3]);
    assert_near(
        solver.profit_with_entrant(&demand, &[seller(1_000.0, 3)], seller(1_000.0, 1), &memory, 0.0).profit(),
        900_000.0,
        1e-6,
    );
}

#[test]
fn m7_monopoly_under_logit_demand() {
    let demand = logit();
    let clearing = clear(Conduct::LogitBertrand, &demand, &[seller(1_000.0, 1)]);
    assert_near(price(&clearing), 3_000.0, 1e-5);
    assert_near(clearing.demand / PEOPLE, 0.5, 1e-5);
    let same = clear(Conduct::Cournot, &demand, &[seller(1_000.0, 1)]);
    assert_near(price(&same), 3_000.0, 1e-5);
    let same = clear(Conduct::Bertrand, &demand, &[seller(1_000.0, 1)]);
    assert_near(price(&same), 3_000.0, 1e-5);
}

#[test]
fn m8_differentiated_firms_set_prices() {
    let demand = logit();
    for (count, expected, share) in
        [(2, 2_598.94, 0.374_59), (5, 2_224.20, 0.183_14), (100, 2_010.06, f64::NAN)]
    {
        let clearing = clear(Conduct::LogitBertrand, &demand, &[seller(1_000.0, count)]);
        assert!((price(&clearing) - expected).abs() < 0.006, "{}", price(&clearing));
        let own = clearing.sold[0] / PEOPLE;
        assert!(share.is_nan() || (own - share).abs() < 6e-6, "{own}");
        assert_near(price(&clearing), 1_000.0 + 1_000.0 / (1.0 - own), 1e-7);
    }
}

/// Prices of identical firms that feel their way: their mean over the second half of so many weeks, from a
/// start at half above cost.
fn felt_prices(demand: &Demand<'_>, firms: usize, reconsider_share: f64, seed: u64) -> f64 {
    let mut asking = vec![Asking::default(); firms];
    let (mut solver, mut memory, mut clearing) =
        (solver(Conduct::Adaptive), Memory::default(), Clearing::default());
    let (weeks, mut sum) = (2_000, 0.0);
    for week in 0..weeks {
        let asked = |asking: &Asking| asking.usd.unwrap_or(1_500.0);
        let sellers: Vec<Seller> =
            asking.iter().map(|firm| Seller { asked: asked(firm), ..seller(1_000.0, 1) }).collect();
        solver.clear(demand, &sellers, &mut memory, &mut clearing);
        sum += if week >= weeks / 2 { price(&clearing) } else { 0.0 };
        for (firm, asking) in asking.iter_mut().enumerate() {
            keep_account(asking, clearing.prices[firm], 1_000.0, clearing.sold[firm]);
            assert!(clearing.prices[firm] >= 1_000.0);
            let key = Key::root(seed).of(firm as u64).of(week);
            if key.of(0).happens(reconsider_share) {
                reconsider(asking, 1_000.0, 0.03, if key.of(1).happens(0.5) { 1.0 } else { -1.0 });
            }
        }
    }
    sum / (weeks / 2) as f64
}

#[test]
fn a_sole_seller_that_feels_its_way_ends_at_the_price_of_a_monopoly() {
    // M1 and M7.
    for (demand, best) in [(uniform(), 2_500.0), (logit(), 3_000.0)] {
        for seed in 1..=3 {
            let found = felt_prices(&demand, 1, 0.25, seed);
            assert!((found / best - 1.0).abs() < 0.03, "{found} instead of {best}");
        }
    }
}

#[test]
fn sellers_that_feel_their_way_end_between_the_prices_of_rivals_and_of_partners() {
    // M8 for rivals; partners: p = c + s(1 + W(n·e)), W(2e) = 1.374 8, W(5e) = 2.0.
    for (firms, rivals, partners) in [(2, 2_598.94, 3_374.8), (5, 2_224.20, 3_999.0)] {
        for seed in 1..=4 {
            let found = felt_prices(&logit(), firms, 0.25, seed);
            println!("{firms} firms: {found:.0}, rivals {rivals}, partners {partners}");
            assert!(found > 0.97 * rivals && found < 1.03 * partners, "{found}");
        }
        let together = felt_prices(&logit(), firms, 1.0, 1);
        println!("{firms} firms that all reconsider every week: {together:.0}");
        assert!((together / partners - 1.0).abs() < 0.03, "{together} instead of {partners}");
    }
}

#[test]
fn m8_does_not_depend_on_how_firms_are_listed() {
    let demand = logit();
    let apart = [seller(1_000.0, 1), seller(1_000.0, 3), seller(1_000.0, 1)];
    let clearing = clear(Conduct::LogitBertrand, &demand, &apart);
    for price in &clearing.prices {
        assert!((price - 2_224.20).abs() < 0.006, "{price}");
    }
}

#[test]
fn m10_price_clears_fixed_seats() {
    let demand = uniform();
    let sellers = [Seller { cost: 1_000.0, seats: 100.0, quality: 0.0, asked: 0.0, count: 30 }];
    let clearing = clear(Conduct::Cost, &demand, &sellers);
    assert_near(price(&clearing), 2_800.0, 1e-6);
    assert_near(clearing.sold[0], 100.0, 1e-6);
}

#[test]
fn without_seat_limits_price_takers_sell_at_the_lowest_cost() {
    let clearing = clear(Conduct::Cost, &uniform(), &[seller(1_200.0, 1), seller(1_000.0, 4)]);
    assert_near(price(&clearing), 1_000.0, 1e-12);
    assert_near(clearing.sold[1], 7_500.0 / 4.0, 1e-6);
    assert_eq!(clearing.sold[0], 0.0);
}

#[test]
fn a_marginal_firm_sells_what_is_left() {
    let sellers = [
        Seller { cost: 1_000.0, seats: 2_000.0, quality: 0.0, asked: 0.0, count: 2 },
        Seller { cost: 1_500.0, seats: 2_500.0, quality: 0.0, asked: 0.0, count: 2 },
    ];
    let clearing = clear(Conduct::Cost, &uniform(), &sellers);
    assert_near(price(&clearing), 1_500.0, 1e-12);
    assert_near(clearing.sold[0], 2_000.0, 1e-9);
    assert_near(clearing.sold[1], 1_125.0, 1e-6);
}

#[test]
fn seats_between_two_costs_set_the_price() {
    let sellers = [
        Seller { cost: 1_000.0, seats: 2_500.0, quality: 0.0, asked: 0.0, count: 2 },
        Seller { cost: 2_500.0, seats: 2_500.0, quality: 0.0, asked: 0.0, count: 2 },
    ];
    assert_near(price(&clear(Conduct::Cost, &uniform(), &sellers)), 2_000.0, 1e-6);
}

#[test]
fn v2_two_firms_without_a_visa() {
    let step = 9_000.0 / 2_000.0;
    let mut demand = Demand::new(&[], 1.0);
    for stratum in 0..2_000 {
        demand.push(EVERYBODY, cell(5.0, 2.0 * step, (f64::from(stratum) + 0.5) * step));
    }
    let clearing = clear(Conduct::Cournot, &demand, &[seller(2_700.0, 2)]);
    assert_near(price(&clearing), 4_800.0, 1e-6);
    assert_near(clearing.demand / PEOPLE, 7.0 / 15.0, 1e-6);
}

#[test]
fn a_market_without_a_firm_is_closed() {
    for sellers in [&[][..], &[seller(1_000.0, 0)], &[Seller { seats: 0.0, ..seller(1_000.0, 3) }]] {
        let clearing = clear(Conduct::Cournot, &uniform(), sellers);
        assert_eq!(clearing.price, None);
        assert_eq!(clearing.sold.len(), sellers.len());
        assert_eq!(clearing.demand, 0.0);
    }
}

#[test]
fn where_nobody_can_pay_the_price_is_the_lowest_cost() {
    let mut demand = Demand::new(&[], 1.0);
    demand.push(Band { low: 0.0, high: 500.0 }, cell(100.0, 50.0, 2_000.0));
    for conduct in [Conduct::Cost, Conduct::Bertrand, Conduct::Cournot] {
        let clearing = clear(conduct, &demand, &[seller(900.0, 1), seller(800.0, 1)]);
        assert!(price(&clearing) <= 900.0);
        assert_eq!(clearing.demand, 0.0);
        assert_eq!(clearing.sold, [0.0, 0.0]);
    }
}

#[test]
fn an_entrant_is_turned_away_without_solving() {
    let demand = uniform();
    let mut solver = solver(Conduct::Cournot);
    let (mut memory, mut clearing) = (Memory::default(), Clearing::default());
    let sellers = [seller(1_000.0, 3)];
    solver.clear(&demand, &sellers, &mut memory, &mut clearing);
    let dear = solver.profit_with_entrant(&demand, &sellers, seller(1_800.0, 1), &memory, 1.0);
    assert_eq!(dear, Prospect::AtMost(0.0));
    let small = Seller { seats: 10.0, ..seller(1_000.0, 1) };
    let small = solver.profit_with_entrant(&demand, &sellers, small, &memory, 8_000.0);
    assert!(matches!(small, Prospect::AtMost(bound) if (bound - 7_500.0).abs() < 1e-3));
}

/// Demand for one firm of type `firm` that asks `own` while all others ask `prices`: the formula
/// of nested logit as it is written down, for two classes.
fn nested_logit(firm: usize, own: f64, prices: &[f64], sellers: &[Seller], dissimilarity: f64) -> f64 {
    let classes = [(300.0, 400.0, 2_000.0), (700.0, 150.0, 1_300.0)];
    let class = |(people, scale, constant): (f64, f64, f64)| {
        let weight = |fee: f64, quality: f64| ((constant - fee + quality) / (dissimilarity * scale)).exp();
        let all: f64 = sellers
            .iter()
            .zip(prices)
            .map(|(seller, &price)| f64::from(seller.count) * weight(price, seller.quality))
            .sum();
        let quality = sellers[firm].quality;
        let all = all - weight(prices[firm], quality) + weight(own, quality);
        let nest = all.powf(dissimilarity);
        people * weight(own, quality) / all * nest / (1.0 + nest)
    };
    classes.into_iter().map(class).sum()
}

#[test]
fn no_differentiated_firm_gains_by_another_price() {
    let sellers = [
        Seller { quality: 100.0, ..seller(900.0, 1) },
        seller(800.0, 2),
        Seller { seats: 40.0, ..seller(700.0, 1) },
    ];
    let mut demand = Demand::new(&[], 1.0);
    demand.push(EVERYBODY, cell(300.0, 400.0, 2_000.0));
    demand.push(EVERYBODY, cell(700.0, 150.0, 1_300.0));
    let mut solver = solver(Conduct::LogitBertrand);
    solver.rules.dissimilarity = 0.6;
    let mut clearing = Clearing::default();
    solver.clear(&demand, &sellers, &mut Memory::default(), &mut clearing);
    assert!(clearing.settled);
    for (firm, seller) in sellers.iter().enumerate() {
        let profit = |own: f64| {
            let sold = nested_logit(firm, own, &clearing.prices, &sellers, 0.6).min(seller.seats);
            (own - seller.cost) * sold
        };
        let found = clearing.prices[firm];
        assert_near((found - seller.cost) * clearing.sold[firm], profit(found), 1e-8);
        for step in 1..4_000 {
            assert!(profit(seller.cost + f64::from(step)) <= profit(found) * (1.0 + 1e-9));
        }
    }
}
