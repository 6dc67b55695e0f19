//! What is in memory of the record of a run.
//!
//! Tables need the totals of a record. Its months, which take most of the room, are looked at by charts
//! and written into the series, one record after another. So where a run is in a store, its totals are
//! enough, and whoever wants its months has the store read again.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::displacement;
use super::store::{Key, Store, StoreError};
use crate::outcomes::{Heading, Record, Scope, Track};

/// The record of a run, in memory or in a store.
#[derive(Clone, Debug)]
pub enum Kept {
    /// All of it.
    Whole(Record),
    /// What tables need of it; the rest is in a store.
    Stored(Stored),
}

/// What tables need of a record, and where the record is.
#[derive(Clone, Debug)]
pub struct Stored {
    headings: Arc<[Heading]>,
    totals: Box<[f64]>,
    markets_unsettled: u64,
    /// It is measured against another run's record and so not in the store.
    displacement: Option<Track>,
    store: Arc<Store>,
    key: Key,
}

/// The headings of the records of one scenario, which are alike and need to be in memory but once.
pub(super) type SharedHeadings = OnceLock<Arc<[Heading]>>;

impl Stored {
    /// Of a record that is in the store under this key.
    pub(super) fn of(record: &Record, store: &Arc<Store>, key: Key, shared: &SharedHeadings) -> Self {
        let own = headings(record);
        let shared = shared.get_or_init(|| own.as_slice().into());
        Self {
            headings: if **shared == *own { Arc::clone(shared) } else { own.into() },
            totals: record.tracks.iter().map(|track| track.total).collect(),
            markets_unsettled: record.markets_unsettled,
            displacement: record.track(displacement::NAME, Scope::Total).cloned(),
            store: Arc::clone(store),
            key,
        }
    }

    fn read(&self) -> Result<Record, StoreError> {
        let mut record = self.store.get_again(self.key)?;
        displacement::put(&mut record, self.displacement.clone());
        Ok(record)
    }
}

impl Kept {
    /// What its tracks are about, in their order.
    #[must_use]
    pub fn headings(&self) -> Cow<'_, [Heading]> {
        match self {
            Self::Whole(record) => headings(record).into(),
            Self::Stored(stored) => Cow::Borrowed(&stored.headings),
        }
    }

    /// The total of a track over the horizon; not a number if it was not recorded.
    #[must_use]
    pub fn total(&self, indicator: &str, scope: Scope) -> f64 {
        let is_it = |heading: &Heading| heading.indicator.name == indicator && heading.scope == scope;
        match self {
            Self::Whole(record) => record.total(indicator, scope),
            Self::Stored(stored) => {
                stored.headings.iter().position(is_it).map_or(f64::NAN, |position| self.total_at(position))
            }
        }
    }

    /// The total of a track by its position; not a number where there is none.
    pub(super) fn total_at(&self, position: usize) -> f64 {
        let total = match self {
            Self::Whole(record) => record.tracks.get(position).map(|track| track.total),
            Self::Stored(stored) => stored.totals.get(position).copied(),
        };
        total.unwrap_or(f64::NAN)
    }

    /// Market-periods whose prices did not settle within the allowed sweeps.
    #[must_use]
    pub fn markets_unsettled(&self) -> u64 {
        match self {
            Self::Whole(record) => record.markets_unsettled,
            Self::Stored(stored) => stored.markets_unsettled,
        }
    }

    /// All of the record.
    ///
    /// # Errors
    /// [`StoreError`], if it was in a store and can't be read any more.
    pub fn record(&self) -> Result<Cow<'_, Record>, StoreError> {
        match self {
            Self::Whole(record) => Ok(Cow::Borrowed(record)),
            Self::Stored(stored) => stored.read().map(Cow::Owned),
        }
    }
}

fn headings(record: &Record) -> Vec<Heading> {
    record.tracks.iter().map(Track::heading).collect()
}
