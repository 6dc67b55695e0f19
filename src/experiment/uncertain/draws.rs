//! Draws of what is not known: points of a design that is extended and never drawn anew.
//!
//! Every uncertain number has a sequence of shares of its range, made from the design's seed and the
//! number's name alone: an Owen-scrambled Sobol sequence in one dimension (the van der Corput sequence
//! in base 2), taken in an order of its own, which is scrambled likewise. Any 2, 4, 8 … draws in a row
//! from a multiple of that number fall one each into the halves, quarters, eighths … of the range, so the draws
//! are a Latin hypercube that grows. Draw r does not depend on how many are made; a further number does
//! not move those that were there; and there may be any number of them.
//!
//! Joint Sobol points are not better here. Among the few tens of draws that are made of some two
//! hundred numbers, most of their dimensions repeat each other's pattern, and the crates that make them
//! end at 256; and a number that is added would move all that stand behind it. Padding sequences of one
//! dimension by random orders is usual (Kollig and Keller, 2002, "Efficient multidimensional
//! sampling"; Burley, 2020, "Practical hash-based Owen scrambling"); scrambling is Owen's (1995,
//! "Randomly permuted (t, m, s)-nets and (t, s)-sequences").

use super::{Uncertain, apply, list};
use crate::random::{Key, Purpose};
use crate::world::Scenario;

/// The draws of a design: which numbers are drawn in each scenario, and from where.
#[derive(Clone, Debug)]
pub struct Draws {
    seed: u64,
    /// The uncertain numbers of each scenario.
    numbers: Vec<Vec<Uncertain>>,
}

impl Draws {
    /// The draws of some scenarios, of which the first is the baseline.
    #[must_use]
    pub fn of(scenarios: &[Scenario], seed: u64) -> Self {
        let numbers = |scenario| scenarios.first().map_or_else(Vec::new, |first| list(scenario, first));
        Self { seed, numbers: scenarios.iter().map(numbers).collect() }
    }

    /// The uncertain numbers of a scenario.
    #[must_use]
    pub fn numbers(&self, scenario: usize) -> &[Uncertain] {
        self.numbers.get(scenario).map_or(&[], Vec::as_slice)
    }

    /// The values of a scenario's uncertain numbers in a draw. A number is drawn at one share of its
    /// ranges in all scenarios.
    pub fn values(&self, scenario: usize, draw: u32) -> impl Iterator<Item = (&Uncertain, f64)> {
        let at = move |number: &Uncertain| number.at(share(self.seed, &number.key(), draw));
        self.numbers(scenario).iter().map(move |number| (number, at(number)))
    }

    /// The scenarios with the values of a draw.
    #[must_use]
    pub fn apply(&self, scenarios: &[Scenario], draw: u32) -> Vec<Scenario> {
        let drawn =
            |(s, scenario): (usize, &Scenario)| apply(scenario, &self.values(s, draw).collect::<Vec<_>>());
        scenarios.iter().enumerate().map(drawn).collect()
    }
}

/// The share of its range, between 0 and 1, at which a number stands in a draw.
#[must_use]
pub fn share(seed: u64, name: &str, draw: u32) -> f64 {
    let key = Key::root(seed).purpose(Purpose::Parameter);
    let own = name.bytes().fold(key, |key, byte| key.of(u64::from(byte)));
    let place = scramble(draw, own.of(0));
    let point = scramble(place.reverse_bits(), own.of(1));
    (f64::from(point) + 0.5) / (f64::from(u32::MAX) + 1.0)
}

/// Owen's scrambling: each digit is flipped or not, by chance, alike for all numbers that have the same
/// digits before it.
fn scramble(number: u32, key: Key) -> u32 {
    let flip = |digit: u32| {
        let before = u64::from(number) >> (32 - digit);
        let chance = key.of(u64::from(digit)).of(before).bits() >> 63;
        (chance as u32) << (31 - digit)
    };
    (0..32).fold(number, |scrambled, digit| scrambled ^ flip(digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shares(seed: u64, name: &str, draws: std::ops::Range<u32>) -> Vec<f64> {
        draws.map(|draw| share(seed, name, draw)).collect()
    }

    #[test]
    fn names_are_drawn_apart_and_without_a_lean() {
        let correlation = |seed: u64| {
            let (a, b) = (shares(seed, "one.name", 0..16), shares(seed, "two.name", 0..16));
            a.iter().zip(&b).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum::<f64>() * 12.0 / 16.0
        };
        let all: Vec<f64> = (0..400).map(correlation).collect();
        let mean = all.iter().sum::<f64>() / 400.0;
        assert!(mean.abs() < 0.06, "{mean}");
        assert!(all.iter().all(|x| x.abs() < 0.95));
    }

    #[test]
    fn means_come_out_much_closer_than_by_chance_alone() {
        let error = |seed: u64| (shares(seed, "a.b", 0..32).iter().sum::<f64>() / 32.0 - 0.5).abs();
        let mean_error = (0..100).map(error).sum::<f64>() / 100.0;
        // By chance alone it would be about 0.04.
        assert!(mean_error < 0.005, "{mean_error}");
    }

    proptest! {
        #[test]
        fn a_block_of_draws_has_one_in_every_part_of_the_range(
            seed: u64, name in "[a-z_.]{1,30}", power in 0..8_u32, block in 0..64_u32,
        ) {
            let n = 1 << power;
            let cell = |x: &f64| (x * f64::from(n)) as u32;
            let mut cells: Vec<u32> = shares(seed, &name, block * n..(block + 1) * n).iter().map(cell).collect();
            cells.sort_unstable();
            prop_assert_eq!(cells, (0..n).collect::<Vec<_>>());
        }

        #[test]
        fn shares_lie_between_nought_and_one(seed: u64, draw: u32) {
            let x = share(seed, "route_choice.choice_scale", draw);
            prop_assert!(0.0 < x && x < 1.0);
        }
    }
}
