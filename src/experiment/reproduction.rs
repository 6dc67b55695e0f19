//! Results made again beside those that were recorded: how two folders compare.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::provenance::{CRATE, files_below, is_input};
use super::recipe::{MANIFEST, read_manifest};

/// What in it tells of when and by whom, and may differ between equal results.
const OF_THE_OCCASION: [&str; 4] = ["command", "duration_seconds", "build", "inputs"];
/// Rows of a table that are told of one by one.
const TOLD: usize = 5;

/// Whether a file came out the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// To the byte. Of the manifest: but for what tells of the occasion.
    Same,
    /// Not to the byte.
    Differs,
    /// It was recorded, and did not come out.
    Missing,
    /// It came out, and was not recorded.
    New,
    /// It tells when and how the results were made, and nothing else.
    Exempt,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The file.
    pub file: String,
    /// Whether it is the same.
    pub verdict: Verdict,
    /// Rows of a table, or lines of a text; none for other files.
    pub rows: Option<usize>,
    /// Of these, how many differ.
    pub rows_differing: Option<usize>,
    /// The first that do: the line, what was recorded, and what came.
    pub first: Vec<(usize, String, String)>,
}

impl Outcome {
    /// Whether it speaks against the results.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        matches!(self.verdict, Verdict::Same | Verdict::Exempt)
    }
}

/// Compares recorded results with what came out, file by file. What they were made from is no result.
///
/// # Errors
/// Files that can't be read.
pub fn compare_folders(recorded: &Path, came: &Path) -> io::Result<Vec<Outcome>> {
    let files: BTreeSet<PathBuf> = files_below(recorded)?.into_iter().chain(files_below(came)?).collect();
    files.iter().filter(|file| !is_input(file)).map(|file| judge(recorded, came, file)).collect()
}

fn judge(recorded: &Path, came: &Path, file: &Path) -> io::Result<Outcome> {
    let plain = |verdict| Outcome {
        file: file.display().to_string(),
        verdict,
        rows: None,
        rows_differing: None,
        first: Vec::new(),
    };
    let (before, after) = (recorded.join(file), came.join(file));
    if file == Path::new(CRATE) {
        return Ok(plain(Verdict::Exempt));
    } else if !after.is_file() {
        return Ok(plain(Verdict::Missing));
    } else if !before.is_file() {
        return Ok(plain(Verdict::New));
    } else if file == Path::new(MANIFEST) {
        let (before, after) = (statements(recorded)?, statements(came)?);
        let outcome = plain(verdict(before == after));
        return Ok(compare_lines(before.as_bytes(), after.as_bytes(), outcome));
    }
    let (before, after) = (fs::read(before)?, fs::read(after)?);
    let is_table = file.extension().is_some_and(|ending| ending == "csv");
    let verdict = verdict(before == after);
    Ok(if is_table { compare_lines(&before, &after, plain(verdict)) } else { plain(verdict) })
}

/// A manifest without what may differ, a line for each statement.
fn statements(folder: &Path) -> io::Result<String> {
    let mut manifest = read_manifest(folder)?;
    if let Some(object) = manifest.as_object_mut() {
        object.retain(|key, _| !OF_THE_OCCASION.contains(&key.as_str()));
    }
    Ok(format!("{manifest:#}\n"))
}

fn verdict(same: bool) -> Verdict {
    if same { Verdict::Same } else { Verdict::Differs }
}

fn compare_lines(before: &[u8], after: &[u8], outcome: Outcome) -> Outcome {
    let (before, after) = (lines(before), lines(after));
    let rows = before.len().max(after.len());
    let line = |lines: &[&[u8]], i: usize| lines.get(i).map_or_else(String::new, |line| shown(line));
    let differing: Vec<usize> = (0..rows).filter(|&i| before.get(i) != after.get(i)).collect();
    let first = differing.iter().take(TOLD).map(|&i| (i + 1, line(&before, i), line(&after, i)));
    Outcome { rows: Some(rows), rows_differing: Some(differing.len()), first: first.collect(), ..outcome }
}

/// The lines of a text with their ends, in which texts may differ too.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

/// A line as it is told of: an end that is not the usual one can be seen.
fn shown(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line).replace('\r', "\\r");
    text.strip_suffix('\n').map_or_else(|| format!("{text} (without a line end)"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (file, text) in files {
            fs::create_dir_all(dir.path().join(file).parent().unwrap()).unwrap();
            fs::write(dir.path().join(file), text).unwrap();
        }
        dir
    }

    #[test]
    fn files_are_compared_to_the_byte_and_tables_row_by_row() {
        let recorded = folder(&[
            ("a.csv", "x\n1\n2\n3\n"),
            ("b.png", "picture"),
            ("c.csv", "x\n1\n"),
            ("gone.txt", ""),
            (CRATE, "then"),
            ("resolved/law.toml", "as it was"),
        ]);
        let came = folder(&[
            ("a.csv", "x\n1\n2.5\n"),
            ("b.png", "another"),
            ("c.csv", "x\n1\n"),
            ("more.txt", ""),
            (CRATE, "now"),
        ]);
        let outcomes = compare_folders(recorded.path(), came.path()).unwrap();
        let verdict = |file: &str| outcomes.iter().find(|o| o.file == file).map(|o| o.verdict);
        assert_eq!(verdict("b.png"), Some(Verdict::Differs));
        assert_eq!(verdict("c.csv"), Some(Verdict::Same));
        assert_eq!((verdict("gone.txt"), verdict("more.txt")), (Some(Verdict::Missing), Some(Verdict::New)));
        assert_eq!((verdict(CRATE), verdict("resolved/law.toml")), (Some(Verdict::Exempt), None));
        let table = &outcomes[0];
        assert_eq!((table.rows, table.rows_differing), (Some(4), Some(2)));
        assert_eq!(table.first[0], (3, "2".into(), "2.5".into()));
        assert!(!table.is_fine());
    }

    #[test]
    fn tables_that_differ_in_their_line_ends_are_not_the_same() {
        let recorded = folder(&[("ends.csv", "x\r\n1\r\n"), ("last.csv", "x\n1"), ("none.csv", "x\n1\n")]);
        let came = folder(&[("ends.csv", "x\n1\n"), ("last.csv", "x\n1\n"), ("none.csv", "x\n1\n")]);
        let outcomes = compare_folders(recorded.path(), came.path()).unwrap();
        let verdicts: Vec<Verdict> = outcomes.iter().map(|outcome| outcome.verdict).collect();
        assert_eq!(verdicts, [Verdict::Differs, Verdict::Differs, Verdict::Same]);
        assert_eq!(outcomes[0].rows_differing, Some(2));
        assert_eq!(outcomes[0].first[0], (1, "x\\r".into(), "x".into()));
        assert_eq!(outcomes[1].first, [(2, "1 (without a line end)".into(), "1".into())]);
    }

    #[test]
    fn a_manifest_is_the_same_whenever_it_was_written() {
        let manifest = |seed: u64, seconds: f64| {
            format!("{{\"seed\": {seed}, \"duration_seconds\": {seconds}, \"command\": \"{seconds}\"}}")
        };
        let one = folder(&[("manifest.json", &manifest(1, 2.0))]);
        let later = folder(&[("manifest.json", &manifest(1, 3.0))]);
        let other = folder(&[("manifest.json", &manifest(2, 2.0))]);
        assert!(compare_folders(one.path(), later.path()).unwrap()[0].is_fine());
        assert!(!compare_folders(one.path(), other.path()).unwrap()[0].is_fine());
    }
}
