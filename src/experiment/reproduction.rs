//! Results made again: what a results folder says of its making, and how two folders compare.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;
use thiserror::Error;

use super::design::Uncertainty;
use super::manifest::BUILD;
use super::provenance::{CRATE, files_below};

/// The file that says how results were made.
const MANIFEST: &str = "manifest.json";
/// What in it tells of when and by whom, and may differ between equal results.
const OF_THE_OCCASION: [&str; 4] = ["command", "duration_seconds", "build", "inputs"];
/// Rows of a table that are told of one by one.
const TOLD: usize = 5;

/// Why a folder can't be made again.
#[derive(Debug, Error)]
pub enum NotResults {
    /// It has no manifest that can be read.
    #[error("{0} holds no results: its manifest.json can't be read ({1})")]
    NoManifest(String, String),
    /// The manifest lacks something.
    #[error("the manifest.json of {0} does not say `{1}`; an older version may have written it")]
    Silent(String, &'static str),
    /// Replicates are missing.
    #[error(
        "{0} has {1} of {2} replicates: what was interrupted can't be told from what comes out otherwise"
    )]
    Incomplete(String, u64, u64),
}

/// How results were made, as far as it takes to make them again.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// The version of the program, and what it was built from.
    pub made_by: String,
    /// The seed of replicate 0.
    pub seed: u64,
    /// Replicates.
    pub replicates: u32,
    /// The spelled out scenarios by their files, the baseline first.
    pub scenarios: Vec<PathBuf>,
    /// Whether what is not known was drawn.
    pub uncertainty: Uncertainty,
    /// How well the main differences had to be known.
    pub precision: Option<f64>,
    /// Whether the series are there as CSV too.
    pub series_as_csv: bool,
}

impl Recipe {
    /// Whether a folder looks like results.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        folder.join(MANIFEST).is_file()
    }

    /// Reads it from a results folder.
    ///
    /// # Errors
    /// [`NotResults`], if the folder does not say enough.
    pub fn read(folder: &Path) -> Result<Self, NotResults> {
        let shown = || folder.display().to_string();
        let manifest = read_manifest(folder).map_err(|e| NotResults::NoManifest(shown(), e.to_string()))?;
        let number =
            |key: &'static str| manifest[key].as_u64().ok_or_else(|| NotResults::Silent(shown(), key));
        let (done, asked) = (number("replicates")?, number("replicates_asked")?);
        if done != asked {
            return Err(NotResults::Incomplete(shown(), done, asked));
        }
        let drawn = manifest["uncertainty"]["drawn"].as_bool();
        let drawn = drawn.ok_or_else(|| NotResults::Silent(shown(), "uncertainty"))?;
        let names = manifest["scenarios"].as_array().map(Vec::as_slice).unwrap_or_default();
        let names: Vec<&str> = names.iter().filter_map(|scenario| scenario["name"].as_str()).collect();
        if names.is_empty() {
            return Err(NotResults::Silent(shown(), "scenarios"));
        }
        Ok(Self {
            made_by: made_by(&manifest),
            seed: number("seed")?,
            replicates: u32::try_from(asked).unwrap_or(u32::MAX),
            scenarios: names
                .iter()
                .map(|name| folder.join("resolved").join(format!("{name}.toml")))
                .collect(),
            uncertainty: if drawn { Uncertainty::Drawn } else { Uncertainty::Fixed },
            precision: manifest["precision"]["wanted"].as_f64(),
            series_as_csv: folder.join("series.csv").is_file(),
        })
    }
}

fn read_manifest(folder: &Path) -> io::Result<Value> {
    Ok(serde_json::from_slice(&fs::read(folder.join(MANIFEST))?)?)
}

/// What this program is, as a manifest would name it.
#[must_use]
pub fn this_program() -> String {
    made_by(&serde_json::json!({ "version": env!("CARGO_PKG_VERSION"), "build": BUILD }))
}

/// The program as a manifest names it.
fn made_by(manifest: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("unknown").to_owned();
    let build = &manifest["build"];
    let [commit, compiler, target] = ["commit", "compiler", "target"].map(|key| text(&build[key]));
    format!("version {}, commit {commit}, {compiler}, {target}", text(&manifest["version"]))
}

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

/// Compares recorded results with what came out, file by file.
///
/// # Errors
/// Files that can't be read.
pub fn compare_folders(recorded: &Path, came: &Path) -> io::Result<Vec<Outcome>> {
    let files: BTreeSet<PathBuf> = files_below(recorded)?.into_iter().chain(files_below(came)?).collect();
    files
        .iter()
        .filter(|file| !file.starts_with("resolved"))
        .map(|file| judge(recorded, came, file))
        .collect()
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
        return Ok(compare_lines(&statements(recorded)?, &statements(came)?, plain(Verdict::Same)));
    }
    let (before, after) = (fs::read(before)?, fs::read(after)?);
    let is_table = file.extension().is_some_and(|ending| ending == "csv");
    Ok(match (before == after, is_table) {
        (_, true) => {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            compare_lines(&text(&before), &text(&after), plain(Verdict::Same))
        }
        (true, false) => plain(Verdict::Same),
        (false, false) => plain(Verdict::Differs),
    })
}

/// A manifest without what may differ, a line for each statement.
fn statements(folder: &Path) -> io::Result<String> {
    let mut manifest = read_manifest(folder)?;
    if let Some(object) = manifest.as_object_mut() {
        object.retain(|key, _| !OF_THE_OCCASION.contains(&key.as_str()));
    }
    Ok(format!("{manifest:#}"))
}

fn compare_lines(before: &str, after: &str, outcome: Outcome) -> Outcome {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let rows = before.len().max(after.len());
    let line = |lines: &[&str], i: usize| (*lines.get(i).unwrap_or(&"")).to_owned();
    let differing: Vec<usize> = (0..rows).filter(|&i| before.get(i) != after.get(i)).collect();
    let first = differing.iter().take(TOLD).map(|&i| (i + 1, line(&before, i), line(&after, i)));
    Outcome {
        verdict: if differing.is_empty() { Verdict::Same } else { Verdict::Differs },
        rows: Some(rows),
        rows_differing: Some(differing.len()),
        first: first.collect(),
        ..outcome
    }
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

    #[test]
    fn what_does_not_say_enough_can_not_be_made_again() {
        let read = |text: &str| Recipe::read(folder(&[("manifest.json", text)]).path());
        assert!(matches!(read("no"), Err(NotResults::NoManifest(..))));
        assert!(matches!(read("{\"replicates\": 2}"), Err(NotResults::Silent(_, "replicates_asked"))));
        let partial = "{\"replicates\": 2, \"replicates_asked\": 3}";
        assert!(matches!(read(partial), Err(NotResults::Incomplete(_, 2, 3))));
        let whole = r#"{"replicates": 3, "replicates_asked": 3, "seed": 7, "scenarios": [{"name": "law"}],
            "uncertainty": {"drawn": true}, "precision": null}"#;
        let recipe = read(whole).unwrap();
        assert_eq!((recipe.seed, recipe.replicates, recipe.precision), (7, 3, None));
        assert_eq!((recipe.uncertainty, recipe.series_as_csv), (Uncertainty::Drawn, false));
        assert!(recipe.scenarios[0].ends_with("resolved/law.toml"));
    }
}
