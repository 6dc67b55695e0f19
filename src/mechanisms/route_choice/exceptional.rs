//! Options that few situations have: going on with forged papers, moving on with regular status, and
//! journeys over several legs.
//!
//! They lie apart so that decisions without them pay nothing for them.

use smallvec::smallvec;

use super::Worth;
use super::columns::{Column, Part, Table, plain};
use super::options::{Alternative, Way};
use super::through::Through;
use super::values::Values;

/// Getting forged papers, to leave with them at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forger {
    /// Their price (USD).
    pub price: f64,
    /// What the days until they are made count for (USD).
    pub delay: f64,
}

/// Moving on freely, with regular status, to another destination.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Onward {
    /// The leg.
    pub leg: u16,
    /// The fare (USD).
    pub fare: f64,
    /// What the days on the way count for (USD).
    pub time: f64,
    /// What living there with regular status is worth to somebody of average worth (USD).
    pub worth: f64,
}

/// What somebody can do beside the usual.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exceptional {
    /// Ways on that forged papers open to those who have no others.
    pub forged: Vec<Way>,
    /// Where to get these here.
    pub forger: Option<Forger>,
    /// Where people with regular status may go and live.
    pub onward: Vec<Onward>,
    /// Journeys over several legs that start here.
    pub through: Vec<Through>,
}

impl Exceptional {
    /// Whether there is anything in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forged.is_empty() && self.onward.is_empty() && self.through.is_empty()
    }

    /// The journey of a number.
    #[must_use]
    pub fn journey(&self, journey: u16) -> Option<&Through> {
        self.through.iter().find(|through| through.journey == journey)
    }

    /// Forged papers and moving on, as a group sees them; forged papers are for the group without good ones.
    pub(super) fn columns(&self, group: usize) -> impl Iterator<Item = Column> {
        let held = self.forged.iter().map(move |way| forged(way, None, group));
        let bought =
            self.forger.map(|forger| self.forged.iter().map(move |way| forged(way, Some(forger), group)));
        held.chain(bought.into_iter().flatten()).chain(self.onward.iter().map(onward))
    }

    /// The way on over a leg with forged papers.
    pub(super) fn forged_way(&self, leg: u16) -> Option<&Way> {
        self.forged.iter().find(|way| way.leg == leg)
    }
}

/// A way on with forged papers. Whoever passes holds what serves as good ones from there on; whoever is
/// found out has none.
fn forged(way: &Way, forger: Option<Forger>, group: usize) -> Column {
    let option = forger.map_or(Alternative::GoForged(way.leg), |_| Alternative::BuyForged(way.leg));
    let Forger { price, delay } = forger.unwrap_or(Forger { price: 0.0, delay: 0.0 });
    let needs_usd = way.believed.needs() + price;
    let passed =
        Part { weight: way.success, rows: Values::open_row, group: group | 1, place: way.to as usize };
    let found_out = Part { weight: way.stop, rows: Values::open_row, group, place: way.back as usize };
    Column {
        needs_usd,
        climbs_to: way.inside.then_some(way.to),
        tables: smallvec![Table { less_usd: needs_usd, parts: smallvec![passed, found_out] }],
        ..plain(option, -needs_usd - way.cost - delay)
    }
}

fn onward(onward: &Onward) -> Column {
    let (base, gain_usd) = Worth::split(onward.worth);
    let option = Alternative::MoveOn(onward.leg);
    Column { needs_usd: onward.fare, gain_usd, ..plain(option, base - onward.fare - onward.time) }
}
