//! Demand for one offer at one place, as a function of its fee, with both derivatives.
//!
//! `D(p) = Σ_g N_g A_g(p) P_g(p)` (market-clearing rules, section 3): people times the share able to
//! pay times the share that chooses the offer. Those priced out take part through `A`, money left
//! over through the values further on.

use super::logistic::{BLOCK, share_block};
use super::view::{Able, View};

/// A band of money (purse and credit) in which money counts as uniform.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Lower end (USD).
    pub low: f64,
    /// Upper end (USD); infinite: everybody can pay, and money left over stays at the last mid-point.
    pub high: f64,
}

/// By what share a fee below a kink lies below it: enough to be there after rounding.
const BESIDE: f64 = 1e-9;

/// One group of deciders at a place, as a market sees it.
///
/// Its utility from the offer at fee `p` is
/// `constant − fee_weight·p + success·onward(m̄ − p) + stop·back(m̄ − advance·p)`, where `m̄` is the
/// mean money of those of its band who can pay, `(max(low, p) + high)/2`. All numbers are finite,
/// except `rest`.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// Deciders in the period, `N_g` (people).
    pub people: f64,
    /// Scale of choice, `s` (USD), above 0.
    pub scale: f64,
    /// Value of all other options together, `s·ln Σ exp(U/s)` (USD); −∞ if there is none.
    pub rest: f64,
    /// The part of the utility that does not depend on the fee (USD).
    pub constant: f64,
    /// By how much utility falls per USD of fee: `τ + (1 − τ)·ŝ`.
    pub fee_weight: f64,
    /// Believed chance of getting through, `ŝ`: weighs `onward`.
    pub success: f64,
    /// Believed chance of being stopped, `q̂`: weighs `back`.
    pub stop: f64,
    /// Value (USD) at the next place at each of the money mid-points; empty: 0.
    pub onward: &'a [f64],
    /// The same for the place one is returned to.
    pub back: &'a [f64],
}

/// Demand at a fee, with its first and second derivative (both from one side at a kink: the upper).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Response {
    /// `D` (people in the period).
    pub demand: f64,
    /// `dD/dfee` (people per USD).
    pub slope: f64,
    /// `d²D/dfee²` (people per USD²).
    pub curvature: f64,
}

impl Response {
    /// Demand a little further on, by its Taylor series: good to the third power of `change` (USD).
    #[must_use]
    pub fn moved(self, change: f64) -> Self {
        Self {
            demand: self.demand + (self.slope + 0.5 * self.curvature * change) * change,
            slope: self.slope + self.curvature * change,
            curvature: self.curvature,
        }
    }

    pub(super) fn add(&mut self, able: Able, taken: &Self) {
        self.demand += able.share * taken.demand;
        self.slope += able.slope * taken.demand + able.share * taken.slope;
        self.curvature += 2.0 * able.slope * taken.slope + able.share * taken.curvature;
    }
}

/// The deciders that one offer sees: groups by band of money.
#[derive(Clone, Debug)]
pub struct Demand<'a> {
    mids: &'a [f64],
    advance: f64,
    people: f64,
    cells: Vec<Cell<'a>>,
    bands: Vec<Group>,
}

/// The cells of one band: those of `Demand::cells` before `end`, from the end of the group before.
#[derive(Clone, Copy, Debug)]
struct Group {
    band: Band,
    end: usize,
}

impl<'a> Demand<'a> {
    /// Nobody yet. `mids`: the ascending amounts of money (USD) at which values further on are
    /// given, usually the mid-points of the bands. `advance`: the share `τ` of the fee paid in advance.
    #[must_use]
    pub fn new(mids: &'a [f64], advance: f64) -> Self {
        Self { mids, advance, people: 0.0, cells: Vec::new(), bands: Vec::new() }
    }

    /// Takes everybody out and keeps the buffers.
    pub fn clear(&mut self, advance: f64) {
        self.advance = advance;
        self.people = 0.0;
        self.cells.clear();
        self.bands.clear();
    }

    /// Adds a group of people with money in `band`; a group without people is left out.
    ///
    /// Groups that follow each other with the same band are looked at together, so the caller
    /// should go band by band.
    pub fn push(&mut self, band: Band, cell: Cell<'a>) {
        if cell.people <= 0.0 {
            return;
        }
        self.people += cell.people;
        self.cells.push(cell);
        let end = self.cells.len();
        match self.bands.last_mut() {
            Some(last) if last.band == band => last.end = end,
            _ => self.bands.push(Group { band, end }),
        }
    }

    /// Sets the value of all other options (USD), by group with people in it.
    pub fn set_rests(&mut self, rests: impl Iterator<Item = f64>) {
        self.cells.iter_mut().zip(rests).for_each(|(cell, rest)| cell.rest = rest);
    }

    /// Everybody who decides, able to pay or not (people).
    #[must_use]
    pub fn people(&self) -> f64 {
        self.people
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether nobody decides.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Demand at a fee (USD), and its slope (people per USD).
    #[must_use]
    pub fn at(&self, fee: f64) -> (f64, f64) {
        let response = self.response(fee);
        (response.demand, response.slope)
    }

    /// Demand at a fee (USD) with both derivatives.
    #[must_use]
    pub fn response(&self, fee: f64) -> Response {
        let mut total = Response::default();
        self.each_band(fee, |view, _, cells| {
            let mut taken = Response::default();
            for block in cells.chunks(BLOCK) {
                add_block(block, &view, &mut taken);
            }
            total.add(view.able, &taken);
        });
        total
    }

    /// The lowest fee above `fee` at which the slope of demand jumps, and often the offer with it,
    /// or just below such a fee: an end of a band, or where the money left over passes
    /// a mid-point.
    pub(super) fn kink_above(&self, fee: f64) -> f64 {
        let mut lowest = f64::INFINITY;
        let mut consider = |kink: f64| {
            for side in [kink - BESIDE * kink.abs(), kink] {
                if side > fee && side < lowest {
                    lowest = side;
                }
            }
        };
        for Group { band, .. } in &self.bands {
            consider(band.low);
            consider(band.high);
            for mid in self.mids {
                let kink = band.high - 2.0 * mid;
                consider(if kink >= band.low { kink } else { 0.5 * (band.low + band.high) - mid });
            }
        }
        lowest
    }

    /// The fee just below the highest end of a band that is lower than `fee`; 0 if there is none.
    pub(super) fn edge_below(&self, fee: f64) -> f64 {
        let ends = self.bands.iter().flat_map(|group| [group.band.low, group.band.high]);
        let sides = ends.map(|end| end - BESIDE * end.abs());
        sides.filter(|&side| side < fee).fold(0.0, f64::max)
    }

    /// Calls `visit` with each band in which somebody can pay, the position of its first cell and
    /// its cells.
    pub(super) fn each_band(&self, fee: f64, mut visit: impl FnMut(View, usize, &[Cell<'a>])) {
        let mut start = 0;
        for group in &self.bands {
            let able = Able::new(group.band, fee);
            if able.share > 0.0 {
                let view = View::new(group.band, able, fee, self.advance, self.mids);
                visit(view, start, &self.cells[start..group.end]);
            }
            start = group.end;
        }
    }
}

/// Adds up to [`BLOCK`] cells of a band, as if everybody were able to pay.
#[inline]
fn add_block(cells: &[Cell<'_>], view: &View, taken: &mut Response) {
    let mut shares = [0.0; BLOCK];
    let mut slopes = [0.0; BLOCK];
    for ((cell, share), slope) in cells.iter().zip(&mut shares).zip(&mut slopes) {
        let per_scale = 1.0 / cell.scale;
        let (utility, utility_slope) = view.utility(cell);
        *share = (utility - cell.rest) * per_scale;
        *slope = utility_slope * per_scale;
    }
    share_block(&mut shares[..cells.len()]);
    for ((cell, share), slope) in cells.iter().zip(&shares).zip(&slopes) {
        let taking = cell.people * share;
        let bending = taking * (1.0 - share) * slope;
        taken.demand += taking;
        taken.slope += bending;
        taken.curvature += bending * (1.0 - 2.0 * share) * slope;
    }
}
