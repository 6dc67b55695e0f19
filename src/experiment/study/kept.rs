//! What finished runs of a calibration came to, kept in a file while the work goes on, so that whoever
//! has to stop it can go on later.
//!
//! A line for each: the digest of all that the figures depend on (the program to the byte, scenarios,
//! what was observed in them, the seed), then the figures. A line that was cut off counts as not there.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::world::Scenario;

/// The figures of finished runs.
#[derive(Debug)]
pub struct Kept {
    program: blake3::Hash,
    known: BTreeMap<String, Vec<f64>>,
    path: PathBuf,
    file: Mutex<File>,
}

impl Kept {
    /// Reads what is in the file and goes on with it; begins it if it is not there.
    ///
    /// # Errors
    /// If the file can't be read or written.
    pub fn open(path: &Path) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let program = blake3::hash(&fs::read(std::env::current_exe()?)?);
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        let text = fs::read_to_string(path)?;
        if !text.is_empty() && !text.ends_with('\n') {
            file.write_all(b"\n")?;
        }
        let known = text.lines().filter_map(read_line).collect();
        Ok(Self { program, known, path: path.to_owned(), file: Mutex::new(file) })
    }

    /// How many runs are in it from before.
    #[must_use]
    pub fn size(&self) -> usize {
        self.known.len()
    }

    /// Takes the file away: the results are there.
    pub fn remove(self) {
        let _ = fs::remove_file(&self.path);
    }

    pub(super) fn find(&self, scenarios: &[Scenario], seed: u64) -> Option<Vec<f64>> {
        self.known.get(&self.key(scenarios, seed)).cloned()
    }

    /// What can't be kept is run again some day: no reason to stop.
    pub(super) fn keep(&self, scenarios: &[Scenario], seed: u64, values: &[f64]) {
        let cells: String = values.iter().map(|value| format!(",{value}")).collect();
        let line = format!("{}{cells},.\n", self.key(scenarios, seed));
        let _ = self.file.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes());
    }

    fn key(&self, scenarios: &[Scenario], seed: u64) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.program.as_bytes()).update(&seed.to_le_bytes());
        for scenario in scenarios {
            hasher.update(scenario.digest.as_bytes());
            hasher.update(format!("{:?}", scenario.observations).as_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

fn read_line(line: &str) -> Option<(String, Vec<f64>)> {
    let (key, cells) = line.strip_suffix(",.")?.split_once(',')?;
    let values: Result<Vec<f64>, _> = cells.split(',').map(str::parse).collect();
    Some((key.to_owned(), values.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;

    #[test]
    fn figures_outlast_the_process_and_a_torn_line_does_no_harm() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("inside/figures");
        let scenarios = synthetic::scenarios(1);
        let kept = Kept::open(&path).unwrap();
        kept.keep(&scenarios, 1, &[0.1, f64::NAN, 1e300]);
        kept.keep(&scenarios, 2, &[2.0]);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, &text[..text.len() - 4]).unwrap();
        let again = Kept::open(&path).unwrap();
        let found = again.find(&scenarios, 1).unwrap();
        assert!(found[0] == 0.1 && found[1].is_nan() && found[2] == 1e300);
        assert_eq!((again.find(&scenarios, 2), again.find(&scenarios, 3), again.size()), (None, None, 1));
        again.keep(&scenarios, 2, &[2.0]);
        let third = Kept::open(&path).unwrap();
        assert_eq!(third.find(&scenarios, 2), Some(vec![2.0]));
        let mut other = scenarios.clone();
        other[0].observations.clear();
        assert_eq!(third.find(&other, 1), None);
        third.remove();
        assert!(!path.exists());
    }
}
