//! What a fee means to the people of a band of money.

use super::demand::{Band, Cell};

/// The share of a band that is able to pay, and its derivative with respect to the fee.
#[derive(Clone, Copy, Debug)]
pub(super) struct Able {
    pub(super) share: f64,
    pub(super) slope: f64,
}

impl Able {
    pub(super) fn new(band: Band, fee: f64) -> Self {
        if fee < band.low || band.high == f64::INFINITY {
            return Self { share: 1.0, slope: 0.0 };
        }
        if fee >= band.high {
            return Self { share: 0.0, slope: 0.0 };
        }
        let width = band.high - band.low;
        Self { share: (band.high - fee) / width, slope: -1.0 / width }
    }
}

/// What a fee means to the people of one band: who can pay, and what is left over.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    pub(super) able: Able,
    fee: f64,
    onward: Spot,
    back: Spot,
}

impl View {
    pub(super) fn new(band: Band, able: Able, fee: f64, advance: f64, mids: &[f64]) -> Self {
        let money = 0.5 * (band.low.max(fee) + band.high);
        let money_slope = if fee < band.low { 0.0 } else { 0.5 };
        Self {
            able,
            fee,
            onward: Spot::new(mids, money - fee, money_slope - 1.0),
            back: Spot::new(mids, money - advance * fee, money_slope - advance),
        }
    }

    /// A cell's utility from the offer (USD), and its slope.
    #[inline]
    pub(super) fn utility(&self, cell: &Cell<'_>) -> (f64, f64) {
        let (onward, onward_slope) = self.onward.read(cell.onward);
        let (back, back_slope) = self.back.read(cell.back);
        (
            cell.constant - cell.fee_weight * self.fee + cell.success * onward + cell.stop * back,
            cell.success * onward_slope + cell.stop * back_slope - cell.fee_weight,
        )
    }
}

/// Where an amount of money lies among the mid-points: between `below` and `above`, at `weight`.
#[derive(Clone, Copy, Debug)]
struct Spot {
    below: usize,
    above: usize,
    weight: f64,
    slope: f64,
}

impl Spot {
    fn new(mids: &[f64], money: f64, money_slope: f64) -> Self {
        let above = mids.partition_point(|&mid| mid < money);
        if above == 0 || above == mids.len() {
            let end = above.saturating_sub(1);
            return Self { below: end, above: end, weight: 0.0, slope: 0.0 };
        }
        let gap = mids[above] - mids[above - 1];
        let weight = (money - mids[above - 1]) / gap;
        Self { below: above - 1, above, weight, slope: money_slope / gap }
    }

    #[inline]
    fn read(&self, values: &[f64]) -> (f64, f64) {
        match (values.get(self.below), values.get(self.above)) {
            (Some(below), Some(above)) => {
                let rise = above - below;
                (below + self.weight * rise, self.slope * rise)
            }
            _ => (0.0, 0.0),
        }
    }
}
