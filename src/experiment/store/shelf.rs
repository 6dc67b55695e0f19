//! Where an ensemble looks for runs before it makes them, and puts those that it made.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{Store, StoreError};
use crate::outcomes::Record;
use crate::world::Scenario;

/// Finished runs, by scenario and seed.
pub(in crate::experiment) trait Shelf: Sync {
    /// A run that was made before.
    fn find(&self, scenario: &Scenario, seed: u64) -> Option<Record>;
    /// Keeps a run as soon as it is finished.
    fn keep(&self, scenario: &Scenario, seed: u64, record: &Record);
}

/// Nothing is kept.
pub(in crate::experiment) struct NoShelf;

impl Shelf for NoShelf {
    fn find(&self, _scenario: &Scenario, _seed: u64) -> Option<Record> {
        None
    }
    fn keep(&self, _scenario: &Scenario, _seed: u64, _record: &Record) {}
}

/// Runs are kept in a store. If that fails, no more are begun.
pub(in crate::experiment) struct StoreShelf<'a> {
    store: &'a Store,
    stop: &'a AtomicBool,
    failure: Mutex<Option<StoreError>>,
}

impl<'a> StoreShelf<'a> {
    /// `stop` is what keeps an ensemble from beginning more.
    #[must_use]
    pub(in crate::experiment) fn new(store: &'a Store, stop: &'a AtomicBool) -> Self {
        Self { store, stop, failure: Mutex::new(None) }
    }

    /// Why the work was given up, if it was.
    #[must_use]
    pub(in crate::experiment) fn into_failure(self) -> Option<StoreError> {
        self.failure.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf for StoreShelf<'_> {
    fn find(&self, scenario: &Scenario, seed: u64) -> Option<Record> {
        self.store.get(self.store.key(scenario, seed))
    }

    fn keep(&self, scenario: &Scenario, seed: u64, record: &Record) {
        if let Err(error) = self.store.put(self.store.key(scenario, seed), record) {
            self.stop.store(true, Ordering::Relaxed);
            self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    }
}
