//! Which runs are where, and the segment that this process writes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::segment::{self, Entry, Growing};
use super::{Damage, Key, Size};

const OPEN: &str = "part";
const CLOSED: &str = "runs";
/// How often other processes' runs are looked for at most, and written ones made to last.
const PAUSE: Duration = Duration::from_secs(1);
/// Between two looks passes at least so many times as long as one took.
const REST: u32 = 50;

/// Where a run is: the segment by its place in the list, where it begins in it, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    segment: u32,
    pub(super) length: u32,
    pub(super) at: u64,
}

/// The runs of a store, as far as they were looked at.
#[derive(Debug)]
pub(super) struct Index {
    folder: PathBuf,
    segments: Vec<Segment>,
    runs: BTreeMap<Key, Place>,
    /// The same runs again, kept by several processes.
    again: BTreeMap<Key, Vec<Place>>,
    damaged: Vec<Damage>,
    own: Option<Own>,
    /// When to look for others' runs next.
    look: Instant,
}

/// A segment and how far it was read.
#[derive(Debug)]
struct Segment {
    stem: String,
    end: u64,
}

/// The segment that this process writes.
#[derive(Debug)]
struct Own {
    segment: usize,
    tape: Growing<File>,
    settled: Instant,
}

impl Index {
    /// Reads the heads of all runs.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let mut index = Self {
            folder: folder.into(),
            segments: Vec::new(),
            runs: BTreeMap::new(),
            again: BTreeMap::new(),
            damaged: Vec::new(),
            own: None,
            look: Instant::now(),
        };
        index.look()?;
        Ok(index)
    }

    /// Where a run is. If it is nowhere, it is looked for among what others have made by now.
    pub(super) fn find(&mut self, key: Key) -> Option<(PathBuf, Place)> {
        if !self.runs.contains_key(&key) && Instant::now() >= self.look {
            // What can't be read now counts as not there: the run is made.
            let _ = self.look();
        }
        let place = *self.runs.get(&key)?;
        Some((self.path(&self.segments[place.segment as usize].stem), place))
    }

    /// A record turned out to be damaged.
    pub(super) fn condemn(&mut self, key: Key, place: Place) {
        self.report(place.segment as usize, place.at);
        self.forget(key);
    }

    /// A record is not where it was: its segment was put together with others meanwhile.
    pub(super) fn lose(&mut self, key: Key) {
        self.look = Instant::now();
        self.forget(key);
    }

    /// If the run is kept elsewhere too, that one counts now.
    fn forget(&mut self, key: Key) {
        match self.again.get_mut(&key).and_then(Vec::pop) {
            Some(other) => self.runs.insert(key, other),
            None => self.runs.remove(&key),
        };
    }

    pub(super) fn damaged(&self) -> &[Damage] {
        &self.damaged
    }

    pub(super) fn size(&self) -> Size {
        let bytes = self.segments.iter().map(|segment| segment.end).sum();
        Size { runs: self.runs.len(), segments: self.segments.len(), bytes }
    }

    /// Adds a run, unless it is there.
    pub(super) fn add(&mut self, key: Key, payload: &[u8]) -> io::Result<()> {
        if self.runs.contains_key(&key) { Ok(()) } else { self.append(key, payload) }
    }

    fn append(&mut self, key: Key, payload: &[u8]) -> io::Result<()> {
        let mut own = match self.own.take() {
            Some(own) => own,
            None => self.begin_segment()?,
        };
        let (segment, added) = (own.segment, own.tape.add(key, payload));
        if own.settled.elapsed() >= PAUSE {
            own.tape.settle()?;
            own.settled = Instant::now();
        }
        self.segments[segment].end = own.tape.end();
        self.own = Some(own);
        self.learn(segment, added?);
        Ok(())
    }

    /// The name is nobody else's: the file is made only if there is none of that name.
    fn begin_segment(&mut self) -> io::Result<Own> {
        let ending = format!(".{OPEN}");
        let mut builder = tempfile::Builder::new();
        builder.prefix("").suffix(&ending);
        let (file, path) = open_to_others(&mut builder).tempfile_in(&self.folder)?.keep()?;
        self.segments.push(Segment { stem: stem_of(&path), end: 0 });
        Ok(Own { segment: self.segments.len() - 1, tape: Growing::new(file), settled: Instant::now() })
    }

    pub(super) fn end_segment(&mut self) -> io::Result<()> {
        let Some(mut own) = self.own.take() else { return Ok(()) };
        own.tape.settle()?;
        let stem = &self.segments[own.segment].stem;
        fs::rename(self.open_path(stem), self.closed_path(stem))
    }

    /// Copies the runs of all closed segments into one and takes those away.
    pub(super) fn gather_segments(&mut self) -> io::Result<()> {
        self.end_segment()?;
        let closed = self.closed_segments();
        if closed.iter().filter(|&&is| is).count() < 2 {
            return Ok(());
        }
        let there: Vec<(Key, Place)> = self.runs.iter().map(|(key, place)| (*key, *place)).collect();
        for (key, place) in there.into_iter().filter(|(_, place)| closed[place.segment as usize]) {
            self.copy(key, place)?;
        }
        self.end_segment()?;
        let gone = self.segments.iter().zip(&closed).filter(|(_, closed)| **closed);
        gone.for_each(|(segment, _)| drop(fs::remove_file(self.closed_path(&segment.stem))));
        Ok(())
    }

    /// By segment: whether its writer is done, and all that it wrote is known. Only once it is done can it be
    /// read to its end.
    fn closed_segments(&mut self) -> Vec<bool> {
        let is_closed = |index: &Self, i: usize| index.closed_path(&index.segments[i].stem).is_file();
        (0..self.segments.len()).map(|i| is_closed(self, i) && self.read_on(i).is_ok()).collect()
    }

    /// A run that is damaged in one segment is taken from the next that has it. Where the segment is gone
    /// meanwhile, somebody else has put it together with others.
    fn copy(&mut self, key: Key, mut place: Place) -> io::Result<()> {
        loop {
            let path = self.path(&self.segments[place.segment as usize].stem);
            match segment::read(&path, key, place.at, place.length) {
                Ok(Some(payload)) => return self.append(key, &payload),
                Ok(None) => self.condemn(key, place),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    self.lose(key);
                    return Ok(());
                }
                Err(error) => return Err(error),
            }
            match self.runs.get(&key) {
                Some(other) => place = *other,
                None => return Ok(()),
            }
        }
    }

    pub(super) fn remove_segments(&mut self) {
        self.own = None;
        for stem in self.stems().unwrap_or_default() {
            let _ = fs::remove_file(self.closed_path(&stem));
            let _ = fs::remove_file(self.open_path(&stem));
        }
    }

    fn closed_path(&self, stem: &str) -> PathBuf {
        self.folder.join(format!("{stem}.{CLOSED}"))
    }

    fn open_path(&self, stem: &str) -> PathBuf {
        self.folder.join(format!("{stem}.{OPEN}"))
    }

    /// Where a segment is now: its writer may have ended since it was found.
    fn path(&self, stem: &str) -> PathBuf {
        let closed = self.closed_path(stem);
        if closed.is_file() { closed } else { self.open_path(stem) }
    }

    /// The names of the segments, without their endings.
    fn stems(&self) -> io::Result<Vec<String>> {
        let mut stems = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == OPEN || ending == CLOSED) {
                stems.push(stem_of(&path));
            }
        }
        stems.sort();
        stems.dedup();
        Ok(stems)
    }

    /// Reads what is new in the segments of others.
    fn look(&mut self) -> io::Result<()> {
        let begun = Instant::now();
        let own = self.own.as_ref().map(|own| own.segment);
        for stem in self.stems()? {
            let known = self.segments.iter().position(|segment| segment.stem == stem);
            let i = known.unwrap_or_else(|| {
                self.segments.push(Segment { stem, end: 0 });
                self.segments.len() - 1
            });
            if Some(i) != own {
                // One that is gone was put together with others, in whose place there is another.
                let _ = self.read_on(i);
            }
        }
        self.look = Instant::now() + PAUSE.max(begun.elapsed() * REST);
        Ok(())
    }

    /// Reads what is new in a segment.
    fn read_on(&mut self, i: usize) -> io::Result<()> {
        let Segment { stem, end } = &self.segments[i];
        let path = self.path(stem);
        if fs::metadata(&path)?.len() <= *end {
            return Ok(());
        }
        let contents = segment::scan(&path, *end)?;
        self.segments[i].end = contents.end;
        contents.damaged.into_iter().for_each(|at| self.report(i, at));
        contents.entries.into_iter().for_each(|entry| self.learn(i, entry));
        Ok(())
    }

    fn report(&mut self, segment: usize, at: u64) {
        let path = self.path(&self.segments[segment].stem);
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.damaged.push(Damage { file, at });
    }

    fn learn(&mut self, segment: usize, entry: Entry) {
        let place = Place { segment: segment as u32, length: entry.length, at: entry.at };
        if let Some(before) = self.runs.insert(entry.key, place) {
            self.again.entry(entry.key).or_default().push(before);
        }
    }
}

fn stem_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// A temporary file is the user's alone by default; whoever shares the folder shall read it.
fn open_to_others<'a, 'b>(builder: &'a mut tempfile::Builder<'b, 'b>) -> &'a mut tempfile::Builder<'b, 'b> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666))
    }
    #[cfg(not(unix))]
    builder
}
