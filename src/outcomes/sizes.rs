//! How fees are spread: counts by size, from which quantiles are read.

use super::ALL;
use super::record::{Scope, scopes};
use crate::catalogue::{Aggregate, Indicator, Sample};
use crate::world::Scenario;

/// Bins an octave, as a power of two.
const SHIFT: u32 = 5;
/// Octaves from 1 USD on.
const OCTAVES: usize = 20;
/// One for what is below 1 USD; the last is open.
const BINS: usize = 1 + (OCTAVES << SHIFT);
const MANTISSA: u32 = 52;
const BIAS: u64 = 1023 << SHIFT;

/// How often amounts of each size were seen.
///
/// Bins follow the leading bits of a number, 32 an octave, so that no logarithm is taken; a bin is at most
/// 1/32 of its amount wide. A quantile is the middle of its bin: off by at most 1/64 (1.6 %) from the
/// amount that has this rank, for amounts from 1 to 2²⁰ USD, and by at most 0.5 USD below 1 USD.
#[derive(Clone, Debug)]
struct Histogram {
    counts: Vec<u32>,
    seen: u64,
}

impl Histogram {
    fn new() -> Self {
        Self { counts: vec![0; BINS], seen: 0 }
    }

    #[inline]
    fn add(&mut self, usd: f64) {
        self.counts[bin(usd)] += 1;
        self.seen += 1;
    }

    fn merge(&mut self, other: &Self) {
        if other.seen > 0 {
            self.seen += other.seen;
            self.counts.iter_mut().zip(&other.counts).for_each(|(sum, count)| *sum += count);
        }
    }

    fn clear(&mut self) {
        if self.seen > 0 {
            self.counts.fill(0);
            self.seen = 0;
        }
    }

    /// The amount below or at which a share lies (USD); not a number if nothing was seen.
    fn quantile(&self, share: f64) -> f64 {
        let rank = ((share * self.seen as f64).ceil() as u64).max(1);
        let mut below = 0;
        let found = self.counts.iter().position(|&count| {
            below += u64::from(count);
            below >= rank
        });
        found.map_or(f64::NAN, middle)
    }
}

#[inline]
fn bin(usd: f64) -> usize {
    if usd >= 1.0 {
        (1 + (usd.to_bits() >> (MANTISSA - SHIFT)) - BIAS).min(BINS as u64 - 1) as usize
    } else {
        0
    }
}

fn middle(bin: usize) -> f64 {
    let edge = |bin: usize| f64::from_bits((bin as u64 - 1 + BIAS) << (MANTISSA - SHIFT));
    if bin == 0 { 0.5 } else { 0.5 * (edge(bin) + edge(bin + 1)) }
}

/// Where the quantiles of one indicator and scope are kept, a value a month.
#[derive(Clone, Debug)]
struct Slot {
    name: &'static str,
    share: f64,
    position: usize,
    scope: Scope,
    values: Vec<f64>,
}

/// The spread of fees of journeys, of all legs, and of each leg: in the month under way and before.
#[derive(Clone, Debug)]
pub(super) struct Sizes {
    month: Vec<Histogram>,
    whole: Vec<Histogram>,
    slots: Vec<Slot>,
}

const JOURNEYS: usize = 0;
const ALL_LEGS: usize = 1;
const LEGS: usize = 2;

impl Sizes {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let histograms = vec![Histogram::new(); LEGS + scenario.legs.len()];
        let slots = ALL.iter().flat_map(|indicator| slots(scenario, indicator)).collect();
        Self { month: histograms.clone(), whole: histograms, slots }
    }

    /// A journey with a smuggler's help ends.
    #[inline]
    pub(super) fn journey(&mut self, usd: f64) {
        self.month[JOURNEYS].add(usd);
    }

    /// Somebody sets out with a smuggler for a fee.
    #[inline]
    pub(super) fn leg(&mut self, leg: usize, usd: f64) {
        self.month[LEGS + leg].add(usd);
    }

    /// Reads the month's quantiles and begins another.
    pub(super) fn end_month(&mut self) {
        let (all, legs) = self.month.split_at_mut(LEGS);
        legs.iter().for_each(|leg| all[ALL_LEGS].merge(leg));
        for slot in &mut self.slots {
            slot.values.push(self.month[slot.position].quantile(slot.share));
        }
        for (whole, month) in self.whole.iter_mut().zip(&mut self.month) {
            whole.merge(month);
            month.clear();
        }
    }

    /// Months and the whole horizon.
    pub(super) fn values(&self, name: &str, scope: Scope) -> (Vec<f64>, f64) {
        let found = self.slots.iter().find(|slot| slot.scope == scope && slot.name == name);
        found.map_or((Vec::new(), f64::NAN), |slot| {
            (slot.values.clone(), self.whole[slot.position].quantile(slot.share))
        })
    }
}

fn slots(scenario: &Scenario, indicator: &'static Indicator) -> Vec<Slot> {
    let Aggregate::Quantile { sample, share } = indicator.aggregate else { return Vec::new() };
    let position = |scope| match (sample, scope) {
        (Sample::JourneyFees, _) => JOURNEYS,
        (Sample::LegFees, Scope::Leg(leg)) => LEGS + leg.index(),
        (Sample::LegFees, _) => ALL_LEGS,
    };
    let slot =
        |scope| Slot { name: indicator.name, share, position: position(scope), scope, values: Vec::new() };
    scopes(scenario, indicator, &[]).map(slot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Key;
    use proptest::prelude::*;

    #[test]
    fn quantiles_lie_within_the_stated_error() {
        let mut histogram = Histogram::new();
        let mut amounts: Vec<f64> = (0..5_000).map(|i| (Key::root(9).of(i).uniform() * 13.0).exp()).collect();
        amounts.iter().for_each(|&usd| histogram.add(usd));
        amounts.sort_unstable_by(f64::total_cmp);
        for share in [0.001, 0.1, 0.5, 0.9, 1.0] {
            let exact = amounts[((share * 5_000.0_f64).ceil() as usize).max(1) - 1];
            let found = histogram.quantile(share);
            assert!((found / exact - 1.0).abs() <= 1.0 / 64.0, "{share}: {found} for {exact}");
        }
    }

    #[test]
    fn nothing_has_no_quantile_and_small_change_one_of_half_a_dollar() {
        let mut histogram = Histogram::new();
        assert!(histogram.quantile(0.5).is_nan());
        [0.0, 0.3, f64::NAN].iter().for_each(|&usd| histogram.add(usd));
        assert_eq!(histogram.quantile(0.5), 0.5);
    }

    proptest! {
        #[test]
        fn every_amount_lies_within_its_bin(usd in 1.0..1_048_576.0_f64) {
            prop_assert!((middle(bin(usd)) / usd - 1.0).abs() <= 1.0 / 64.0);
        }
    }

    #[test]
    fn no_amount_is_too_large() {
        assert_eq!([bin(f64::INFINITY), bin(1e300), bin(-5.0)], [BINS - 1, BINS - 1, 0]);
    }
}
