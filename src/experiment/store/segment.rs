//! A segment: records one after the other in a file that only grows.
//!
//! Each begins with a head (mark, length, key, digest of what follows, check of the head itself). A file
//! that ends within a record was cut off while it was written: that record does not count. A head that is
//! damaged hides its record only, since the next is found by its mark.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use super::Key;

const MARK: [u8; 8] = *b"\xB7wayrun\n";
const LENGTH: Range<usize> = 8..12;
const KEY: Range<usize> = 12..44;
const DIGEST: Range<usize> = 44..76;
const CHECK: Range<usize> = 76..84;
/// Bytes before what a record holds.
const HEAD: usize = 84;
/// Bytes that are searched for a mark at once.
const STRIDE: usize = 1 << 16;

/// A record in a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: Key,
    /// Where it begins.
    pub(super) at: u64,
    /// How long what it holds is.
    pub(super) length: u32,
}

/// What was found in a segment.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) entries: Vec<Entry>,
    /// Where something stands that is no record, with records behind it.
    pub(super) damaged: Vec<u64>,
    /// Up to where it was read: the end of the last record.
    pub(super) end: u64,
}

/// A record as it stands in a file. What is longer than 4 GiB can't be kept.
pub(super) fn framed(key: Key, payload: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(payload.len()).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    let mut bytes = Vec::with_capacity(HEAD + payload.len());
    bytes.extend(MARK);
    bytes.extend(length.to_le_bytes());
    bytes.extend(key.0);
    bytes.extend(blake3::hash(payload).as_bytes());
    let check = blake3::hash(&bytes);
    bytes.extend(&check.as_bytes()[..CHECK.len()]);
    bytes.extend(payload);
    Ok(bytes)
}

fn read_head(head: &[u8; HEAD], at: u64) -> Option<Entry> {
    let sound =
        head.starts_with(&MARK) && blake3::hash(&head[..CHECK.start]).as_bytes().starts_with(&head[CHECK]);
    let length = u32::from_le_bytes(head[LENGTH].try_into().ok()?);
    let key = Key(head[KEY].try_into().ok()?);
    sound.then_some(Entry { key, at, length })
}

/// Finds the records of a segment from a place on. What they hold is not looked at.
pub(super) fn scan(path: &Path, from: u64) -> io::Result<Contents> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut contents = Contents { end: from, ..Contents::default() };
    let mut at = from;
    while at + HEAD as u64 <= size {
        match entry_at(&mut file, at)? {
            Some(entry) => {
                let end = at + HEAD as u64 + u64::from(entry.length);
                if end > size {
                    break;
                }
                contents.entries.push(entry);
                (at, contents.end) = (end, end);
            }
            None => match next_entry(&mut file, at + 1, size)? {
                Some(next) => {
                    contents.damaged.push(at);
                    at = next;
                }
                None => break,
            },
        }
    }
    Ok(contents)
}

fn entry_at(file: &mut File, at: u64) -> io::Result<Option<Entry>> {
    let mut head = [0; HEAD];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut head)?;
    Ok(read_head(&head, at))
}

/// Where the next head stands that is sound.
fn next_entry(file: &mut File, from: u64, size: u64) -> io::Result<Option<u64>> {
    let mut at = from;
    while at + HEAD as u64 <= size {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(at))?;
        Read::take(&mut *file, STRIDE as u64).read_to_end(&mut bytes)?;
        for (i, _) in bytes.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK) {
            let place = at + i as u64;
            if place + HEAD as u64 <= size && entry_at(file, place)?.is_some() {
                return Ok(Some(place));
            }
        }
        at += (STRIDE - MARK.len()) as u64;
    }
    Ok(None)
}

/// What a record holds; none if it is not what was written.
pub(super) fn read(path: &Path, key: Key, at: u64, length: u32) -> io::Result<Option<Vec<u8>>> {
    let mut file = File::open(path)?;
    let mut bytes = vec![0; HEAD + length as usize];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    let payload = bytes.split_off(HEAD);
    let sound = bytes[DIGEST] == *blake3::hash(&payload).as_bytes() && bytes[KEY] == key.0;
    Ok(sound.then_some(payload))
}

/// A segment that is written.
#[derive(Debug)]
pub(super) struct Growing<W> {
    file: W,
    /// The end of the last record that is whole.
    end: u64,
}

/// What a segment is written to.
pub(super) trait Tape: Write {
    /// Cuts off what stands behind `end`.
    fn cut(&mut self, end: u64) -> io::Result<()>;
    /// Makes sure that what was written outlasts the machine.
    fn settle(&mut self) -> io::Result<()>;
}

impl Tape for File {
    fn cut(&mut self, end: u64) -> io::Result<()> {
        self.set_len(end)?;
        self.seek(SeekFrom::Start(end)).map(drop)
    }

    fn settle(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

impl<W: Tape> Growing<W> {
    pub(super) fn new(file: W) -> Self {
        Self { file, end: 0 }
    }

    /// Adds a record, whole or not at all.
    pub(super) fn add(&mut self, key: Key, payload: &[u8]) -> io::Result<Entry> {
        let bytes = framed(key, payload)?;
        if let Err(error) = self.file.write_all(&bytes) {
            // Where even this fails, the torn end is told from a record by whoever reads it.
            let _ = self.file.cut(self.end);
            return Err(error);
        }
        let entry = Entry { key, at: self.end, length: payload.len() as u32 };
        self.end += bytes.len() as u64;
        Ok(entry)
    }

    pub(super) fn settle(&mut self) -> io::Result<()> {
        self.file.settle()
    }

    pub(super) fn end(&self) -> u64 {
        self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u8) -> Key {
        Key([n; 32])
    }

    fn segment(records: u8) -> Vec<u8> {
        let payload = |n: u8| vec![n; 50 + usize::from(n)];
        (0..records).flat_map(|n| framed(key(n), &payload(n)).unwrap()).collect()
    }

    fn found(bytes: &[u8]) -> (Vec<u8>, Vec<u64>, u64) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("segment");
        std::fs::write(&path, bytes).unwrap();
        let contents = scan(&path, 0).unwrap();
        let sound = contents.entries.iter().filter(|e| read(&path, e.key, e.at, e.length).unwrap().is_some());
        (sound.map(|entry| entry.key.0[0]).collect(), contents.damaged, contents.end)
    }

    #[test]
    fn a_segment_cut_anywhere_gives_the_records_before_the_cut() {
        let whole = segment(4);
        let ends: Vec<usize> = (1..=4).map(|n| segment(n).len()).collect();
        for cut in 0..whole.len() {
            let records = ends.iter().filter(|&&end| end <= cut).count();
            let (keys, damaged, end) = found(&whole[..cut]);
            assert_eq!((keys.len(), damaged.len()), (records, 0), "cut at {cut}");
            assert_eq!(end as usize, if records == 0 { 0 } else { ends[records - 1] });
        }
    }

    #[test]
    fn a_byte_that_flips_costs_its_record_and_no_other() {
        let whole = segment(4);
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            let hit = (1..=4).filter(|&n| segment(n).len() <= at).count() as u8;
            let rest: Vec<u8> = (0..4).filter(|&n| n != hit).collect();
            assert_eq!(found(&bytes).0, rest, "byte {at}");
        }
    }

    #[test]
    fn a_growing_segment_is_read_on_from_where_it_ended() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("segment");
        let whole = segment(3);
        std::fs::write(&path, &whole[..segment(1).len() + 40]).unwrap();
        let first = scan(&path, 0).unwrap();
        std::fs::write(&path, &whole).unwrap();
        let rest = scan(&path, first.end).unwrap();
        assert_eq!((first.entries.len(), rest.entries.len(), rest.end), (1, 2, whole.len() as u64));
    }

    /// A disk of so many bytes.
    struct Disk {
        bytes: Vec<u8>,
        room: usize,
    }

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.room - self.bytes.len());
            self.bytes.extend(&bytes[..taken]);
            if taken == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(taken) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Tape for Disk {
        fn cut(&mut self, end: u64) -> io::Result<()> {
            self.bytes.truncate(end as usize);
            Ok(())
        }

        fn settle(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_leaves_the_records_that_fitted() {
        for room in 0..segment(2).len() + 20 {
            let mut growing = Growing::new(Disk { bytes: Vec::new(), room });
            let kept = (0..3).map_while(|n| growing.add(key(n), &vec![n; 50 + usize::from(n)]).ok()).count();
            assert_eq!(found(&growing.file.bytes).0.len(), kept);
            assert_eq!(growing.file.bytes, segment(kept as u8));
        }
    }
}
