//! What each part of a whole adds: Shapley values (1953) over all orders in which parts can be put
//! together. They add up to the whole.

use super::sequence::permutation;
use crate::experiment::statistics::moments;

/// Up to so many parts every combination is worked out: 2⁶ = 64.
pub(in crate::experiment::study) const MOST_EXACT: usize = 6;

/// Parts that are there, as bits.
pub(in crate::experiment::study) type Set = u64;

/// Which combinations have to be known, and how the values are made of them.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::experiment::study) struct Plan {
    parts: usize,
    /// Orders in which parts are added, drawn in pairs of an order and its reverse; empty: all.
    orders: Vec<Vec<usize>>,
    /// The combinations, ascending; the first has no part and the last has all.
    pub sets: Vec<Set>,
}

/// What one part adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::experiment::study) struct Share {
    pub value: f64,
    /// The standard error of having drawn orders; zero where all are worked out.
    pub standard_error: f64,
}

impl Plan {
    /// All combinations of up to six parts; of more, those of so many drawn orders (at least four,
    /// rounded up to pairs).
    #[must_use]
    pub(in crate::experiment::study) fn new(parts: usize, orders: usize, seed: u64) -> Self {
        if parts <= MOST_EXACT {
            return Self { parts, orders: Vec::new(), sets: (0..1 << parts).collect() };
        }
        let pair = |i: u64| {
            let order = permutation(seed, i, parts);
            [order.clone(), order.into_iter().rev().collect()]
        };
        let orders: Vec<Vec<usize>> = (0..orders.max(4).div_ceil(2) as u64).flat_map(pair).collect();
        let mut sets: Vec<Set> = orders.iter().flat_map(|order| prefixes(order)).collect();
        sets.sort_unstable();
        sets.dedup();
        Self { parts, orders, sets }
    }

    /// Each part's share of the difference between all and none, of values in the order of `sets`.
    #[must_use]
    pub(in crate::experiment::study) fn shares(&self, values: &[f64]) -> Vec<Share> {
        let value = |set: Set| self.sets.binary_search(&set).map_or(f64::NAN, |i| values[i]);
        (0..self.parts)
            .map(
                |part| {
                    if self.orders.is_empty() { self.exact(part, &value) } else { self.drawn(part, &value) }
                },
            )
            .collect()
    }

    fn exact(&self, part: usize, value: &dyn Fn(Set) -> f64) -> Share {
        let bit = 1 << part;
        let without = self.sets.iter().filter(|set| *set & bit == 0);
        let share: f64 = without
            .map(|set| weight(self.parts, set.count_ones() as usize) * (value(set | bit) - value(*set)))
            .sum();
        Share { value: share, standard_error: 0.0 }
    }

    fn drawn(&self, part: usize, value: &dyn Fn(Set) -> f64) -> Share {
        let added = |order: &[usize]| {
            let before: Set = order.iter().take_while(|p| **p != part).map(|p| 1 << p).sum();
            value(before | 1 << part) - value(before)
        };
        // A pair is one draw: an order and its reverse are not independent.
        let pairs: Vec<f64> =
            self.orders.chunks(2).map(|pair| pair.iter().map(|o| added(o)).sum::<f64>() / 2.0).collect();
        let (value, variance) = moments(&pairs);
        Share { value, standard_error: (variance / pairs.len() as f64).sqrt() }
    }
}

/// The combinations that an order passes through, from none to all.
fn prefixes(order: &[usize]) -> Vec<Set> {
    let grow = |set: &mut Set, part: &usize| {
        *set |= 1 << part;
        Some(*set)
    };
    std::iter::once(0).chain(order.iter().scan(0, grow)).collect()
}

/// The share of orders in which exactly `before` given parts come before one: b!(n − b − 1)!/n!.
fn weight(parts: usize, before: usize) -> f64 {
    let choose: f64 = (0..before).map(|i| (parts - 1 - i) as f64 / (i + 1) as f64).product();
    1.0 / (parts as f64 * choose)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solve(plan: &Plan, f: impl Fn(&dyn Fn(usize) -> f64) -> f64) -> Vec<Share> {
        let value = |set: &Set| f(&|part| f64::from((set >> part & 1) as u8));
        plan.shares(&plan.sets.iter().map(value).collect::<Vec<_>>())
    }

    fn assert_near(shares: &[Share], expected: &[f64], tolerance: f64) {
        for (share, expected) in shares.iter().zip(expected) {
            assert!((share.value - expected).abs() < tolerance, "{shares:?}");
        }
    }

    #[test]
    fn a_linear_model_has_its_weights() {
        let shares = solve(&Plan::new(3, 0, 1), |x| 5.0 + 2.0 * x(0) - 3.0 * x(1) + 0.5 * x(2));
        assert_near(&shares, &[2.0, -3.0, 0.5], 1e-12);
    }

    #[test]
    fn an_interaction_is_shared_equally() {
        let shares = solve(&Plan::new(3, 0, 1), |x| x(0) + 4.0 * x(1) * x(2) + 6.0 * x(0) * x(1) * x(2));
        assert_near(&shares, &[3.0, 4.0, 4.0], 1e-12);
    }

    #[test]
    fn drawn_orders_add_up_exactly_and_come_near() {
        let model = |x: &dyn Fn(usize) -> f64| {
            (0..8).map(|i| (i + 1) as f64 * x(i)).sum::<f64>() + 8.0 * x(0) * x(1) - 6.0 * x(2) * x(3) * x(4)
        };
        let plan = Plan::new(8, 60, 4);
        let shares = solve(&plan, model);
        let sum: f64 = shares.iter().map(|s| s.value).sum();
        assert!((sum - 38.0).abs() < 1e-9, "{sum}");
        assert!(plan.sets.len() < 256 && plan.sets[0] == 0 && plan.sets[plan.sets.len() - 1] == 255);
        let exact = [5.0, 6.0, 1.0, 2.0, 3.0, 6.0, 7.0, 8.0];
        for (share, exact) in shares.iter().zip(exact) {
            assert!(
                (share.value - exact).abs() <= 4.0 * share.standard_error + 1e-9,
                "{share:?} for {exact}"
            );
        }
        assert!(shares[5].standard_error < 1e-9 && shares[2].standard_error > 0.0);
    }
}
