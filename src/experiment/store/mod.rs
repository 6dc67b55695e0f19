//! The run store: every run is kept once it is finished, and none is made twice.
//!
//! A store is a folder of segments (`segment`), to which records (`codec`) are added whole, each under the
//! digest of what it depends on (`Key`). A process writes to a segment of its own, under a name that
//! nobody else has, and reads those of all: nothing is locked, so a folder that several machines share
//! will do. There is no index on the disk; it is made by reading the heads of all records.
//!
//! A segment ends in `.part` as long as its writer lives. When the writer is done it ends in `.runs`, and
//! only such segments are put together by [`Store::gather_segments`].

mod bytes;
mod codec;
mod index;
mod key;
mod segment;
mod shelf;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use thiserror::Error;

pub use key::Key;
pub(super) use shelf::{NoShelf, Shelf, StoreShelf};

use crate::outcomes::Record;
use crate::world::Scenario;
use index::Index;
use key::Program;

/// What can go wrong with a store. What was kept before stays good.
#[derive(Debug, Error)]
pub enum StoreError {
    /// It can't be read or written.
    #[error("couldn't {what} the runs in {folder}: {source}")]
    Io {
        /// `read` or `keep`.
        what: &'static str,
        /// The store.
        folder: String,
        /// Why.
        source: io::Error,
    },
}

/// A record that is not what was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Damage {
    /// The segment.
    pub file: String,
    /// Where it begins in it (bytes).
    pub at: u64,
}

/// How much there is in a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Runs.
    pub runs: usize,
    /// Segments.
    pub segments: usize,
    /// Bytes.
    pub bytes: u64,
}

/// A folder of finished runs.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    program: Program,
    index: Mutex<Index>,
}

impl Store {
    /// Opens a store; the folder is made if it is not there.
    ///
    /// # Errors
    /// [`StoreError`], if the folder can't be made or read.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let fail = |source| StoreError::Io { what: "read", folder: folder.display().to_string(), source };
        fs::create_dir_all(folder).map_err(fail)?;
        let program = Program::running().map_err(fail)?;
        let index = Mutex::new(Index::read(folder).map_err(fail)?);
        Ok(Self { folder: folder.into(), program, index })
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What a run is found by.
    #[must_use]
    pub fn key(&self, scenario: &Scenario, seed: u64) -> Key {
        self.program.key(scenario, seed)
    }

    /// A run; none if it is not there, or damaged wherever it is.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<Record> {
        loop {
            // Others may use the index while this one reads.
            let (path, place) = self.index().find(key)?;
            match segment::read(&path, key, place.at, place.length) {
                Ok(payload) => match payload.and_then(|payload| codec::decode(&payload)) {
                    Some(record) => return Some(record),
                    None => self.index().condemn(key, place),
                },
                Err(_) => self.index().lose(key),
            }
        }
    }

    /// A run that was there before.
    ///
    /// # Errors
    /// [`StoreError`], if it is there no more.
    pub fn get_again(&self, key: Key) -> Result<Record, StoreError> {
        let gone = || io::Error::other("one that was there is gone or damaged");
        self.get(key).ok_or_else(|| self.error("read", gone()))
    }

    /// Keeps a run, unless it is there.
    ///
    /// # Errors
    /// [`StoreError`], if it can't be written, for instance because the disk is full. What was kept before
    /// stays good.
    pub fn put(&self, key: Key, record: &Record) -> Result<(), StoreError> {
        let payload = codec::encode(record);
        self.index().add(key, &payload).map_err(|source| self.error("keep", source))
    }

    /// Records that were found damaged so far.
    #[must_use]
    pub fn damaged(&self) -> Vec<Damage> {
        self.index().damaged().to_vec()
    }

    /// How much there is in it.
    #[must_use]
    pub fn size(&self) -> Size {
        self.index().size()
    }

    /// Ends this process's segment. Runs that are kept after it begin another.
    ///
    /// # Errors
    /// [`StoreError`], if it can't be made to last.
    pub fn close(&self) -> Result<(), StoreError> {
        self.index().end_segment().map_err(|source| self.error("keep", source))
    }

    /// Puts all segments whose writers are done into one. What is damaged is left out.
    ///
    /// # Errors
    /// [`StoreError`], if the new segment can't be written: the old ones are then still there.
    pub fn gather_segments(&self) -> Result<(), StoreError> {
        self.index().gather_segments().map_err(|source| self.error("keep", source))
    }

    /// Takes the store away: its segments, and its folder if there is nothing else in it.
    pub fn remove(&self) {
        self.index().remove_segments();
        let _ = fs::remove_dir(&self.folder);
    }

    /// A thread that panicked while it held the lock has left nothing half done that matters: what is in
    /// the index is on the disk.
    fn index(&self) -> MutexGuard<'_, Index> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn error(&self, what: &'static str, source: io::Error) -> StoreError {
        StoreError::Io { what, folder: self.folder.display().to_string(), source }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Its runs are there either way; only the name of its segment would say that it is not done.
        let _ = self.index().end_segment();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;
    use tempfile::TempDir;

    fn store(dir: &TempDir) -> Store {
        Store::open(&dir.path().join("runs")).unwrap()
    }

    fn keep(store: &Store, seeds: impl IntoIterator<Item = u64>) {
        let scenario = &synthetic::scenarios(1)[0];
        for seed in seeds {
            store.put(store.key(scenario, seed), &synthetic::record(scenario, seed)).unwrap();
        }
    }

    /// The seeds up to `n` whose run comes back as it was made.
    fn kept(store: &Store, n: u64) -> Vec<u64> {
        let scenario = &synthetic::scenarios(1)[0];
        let is_there = |seed: &u64| {
            let record = store.get(store.key(scenario, *seed));
            record.map(|record| assert_eq!(record, synthetic::record(scenario, *seed))).is_some()
        };
        (0..n).filter(is_there).collect()
    }

    /// The store's files by their names.
    fn files(store: &Store) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> =
            fs::read_dir(store.folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    #[test]
    fn a_run_is_found_by_all_it_depends_on() {
        let dir = tempfile::tempdir().unwrap();
        let store = store(&dir);
        let [one, other] = [0, 1].map(|i| synthetic::scenarios(2)[i].clone());
        store.put(store.key(&one, 1), &synthetic::record(&one, 1)).unwrap();
        assert_eq!(store.get(store.key(&one, 1)), Some(synthetic::record(&one, 1)));
        assert_eq!([store.key(&one, 2), store.key(&other, 1)].map(|key| store.get(key)), [None, None]);
    }

    #[test]
    fn runs_outlast_the_process_and_many_are_in_few_files() {
        let dir = tempfile::tempdir().unwrap();
        keep(&store(&dir), 0..30);
        keep(&store(&dir), 30..40);
        let store = store(&dir);
        assert_eq!(kept(&store, 50), (0..40).collect::<Vec<_>>());
        assert_eq!((files(&store).len(), store.size().runs), (2, 40));
    }

    #[test]
    fn what_another_process_keeps_meanwhile_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let (one, other) = (store(&dir), store(&dir));
        keep(&one, [1]);
        assert_eq!(kept(&one, 3), [1]);
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(kept(&other, 3), [1]);
        keep(&other, [1, 2]);
        assert_eq!(other.size().runs, 2);
    }

    #[test]
    fn a_torn_end_is_not_believed_and_does_not_hide_what_comes_after() {
        let dir = tempfile::tempdir().unwrap();
        keep(&store(&dir), 0..3);
        let path = files(&store(&dir))[0].clone();
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() - 5]).unwrap();
        let again = store(&dir);
        assert_eq!(kept(&again, 3), [0, 1]);
        assert!(again.damaged().is_empty(), "a run that was cut off is no damage");
        keep(&again, [2]);
        assert_eq!(kept(&store(&dir), 3), [0, 1, 2]);
    }

    #[test]
    fn a_damaged_record_is_named_and_can_be_kept_anew() {
        let dir = tempfile::tempdir().unwrap();
        keep(&store(&dir), 0..3);
        let path = files(&store(&dir))[0].clone();
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
        let again = store(&dir);
        assert_eq!(kept(&again, 3), [0, 2]);
        let damaged = again.damaged();
        assert_eq!((damaged.len(), damaged[0].at as usize <= middle), (1, true));
        assert!(path.ends_with(&damaged[0].file), "{path:?} {damaged:?}");
        keep(&again, [1]);
        assert_eq!(kept(&store(&dir), 3), [0, 1, 2]);
    }

    #[test]
    fn segments_are_put_together_and_those_in_use_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        (0..4).for_each(|i| keep(&store(&dir), [2 * i, 2 * i + 1]));
        let (busy, store) = (store(&dir), store(&dir));
        keep(&busy, [8]);
        store.gather_segments().unwrap();
        assert_eq!((files(&store).len(), kept(&store, 8).len()), (2, 8));
        keep(&busy, [9]);
        assert_eq!(kept(&busy, 8).len(), 8, "whoever knew the old segments finds the new one");
        drop(busy);
        assert_eq!(kept(&Store::open(store.folder()).unwrap(), 10).len(), 10);
    }

    #[test]
    fn what_was_added_before_a_segment_was_closed_is_put_together_too() {
        let dir = tempfile::tempdir().unwrap();
        keep(&store(&dir), [0]);
        let writer = store(&dir);
        keep(&writer, [1]);
        let merging = store(&dir);
        keep(&writer, [2, 3]);
        drop(writer);
        merging.gather_segments().unwrap();
        assert_eq!((files(&merging).len(), kept(&store(&dir), 4)), (1, vec![0, 1, 2, 3]));
    }

    #[test]
    fn two_who_put_segments_together_at_once_lose_nothing() {
        let dir = tempfile::tempdir().unwrap();
        (0..4).for_each(|seed| keep(&store(&dir), [seed]));
        let (one, other) = (store(&dir), store(&dir));
        one.gather_segments().unwrap();
        other.gather_segments().unwrap();
        drop((one, other));
        assert_eq!(kept(&store(&dir), 4), [0, 1, 2, 3]);
    }

    #[test]
    fn a_store_goes_with_its_folder_unless_something_else_is_in_it() {
        let dir = tempfile::tempdir().unwrap();
        keep(&store(&dir), [1]);
        store(&dir).remove();
        assert!(!dir.path().join("runs").exists());
        let full = store(&dir);
        keep(&full, [1]);
        fs::write(full.folder().join("notes"), "").unwrap();
        full.remove();
        assert_eq!(files(&store(&dir)).len(), 1);
    }
}
