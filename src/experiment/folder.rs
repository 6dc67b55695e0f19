//! The results folder: written beside its place and moved there when it is whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use tempfile::TempDir;
use thiserror::Error;

use super::comparison::Comparison;
use super::provenance::{self, Making};
use super::series::{self, SeriesFormat};
use super::tables;

/// What can go wrong with a results folder. Nothing is left behind in any case.
#[derive(Debug, Error)]
pub enum FolderError {
    /// Something is there, and it was not said that it may go.
    #[error("{0} exists already")]
    Exists(String),
    /// It may go, but it does not look like results.
    #[error(
        "{0} holds something other than results of an earlier run (no manifest.json of this program in it); it is left alone"
    )]
    NotResults(String),
    /// It has no name under which results could be put there whole.
    #[error("results can't be put into {0}: they take a folder's place, and this one has no name")]
    Nameless(String),
    /// A file could not be written.
    #[error("couldn't write {path}: {source}; no results were left behind")]
    Write {
        /// Which.
        path: String,
        /// Why.
        source: io::Error,
    },
}

impl FolderError {
    pub(super) fn write(path: &Path, source: io::Error) -> Self {
        // The folder's temporary name says nothing to a reader: the file's own name does.
        let path =
            path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into());
        Self::Write { path, source }
    }
}

/// A results folder in the making.
#[derive(Debug)]
pub struct Folder {
    staging: TempDir,
    target: PathBuf,
}

impl Folder {
    /// Whether results may be put there: nothing is there yet, or `force` allows to replace results.
    pub fn check(target: &Path, force: bool) -> Result<(), FolderError> {
        let shown = || target.display().to_string();
        let empty = || fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
        match (target.exists(), force) {
            _ if target.file_name().is_none() => Err(FolderError::Nameless(shown())),
            (false, _) => Ok(()),
            (true, _) if empty() => Ok(()),
            (true, false) => Err(FolderError::Exists(shown())),
            (true, true) if holds_results(target) => Ok(()),
            (true, true) => Err(FolderError::NotResults(shown())),
        }
    }

    /// Whether results are there of a command that was stopped before all replicates were made.
    #[must_use]
    pub fn lacks_replicates(target: &Path) -> bool {
        let text = fs::read_to_string(target.join("manifest.json")).unwrap_or_default();
        let manifest: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let count = |key: &str| manifest.get(key).and_then(serde_json::Value::as_u64);
        count("replicates") < count("replicates_asked")
    }

    /// Begins a folder. It comes to stand at `target` with [`Folder::publish`].
    pub fn begin(target: &Path, force: bool) -> Result<Self, FolderError> {
        Self::check(target, force)?;
        let fail = |source| FolderError::write(target, source);
        let parent = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(fail)?;
        let staging = open_to_others(tempfile::Builder::new().prefix(&staging_prefix(target)))
            .tempdir_in(parent)
            .map_err(fail)?;
        Ok(Self { staging, target: target.into() })
    }

    /// A folder inside it, made if need be.
    pub fn inside(&self, name: &str) -> Result<PathBuf, FolderError> {
        let path = self.staging.path().join(name);
        fs::create_dir_all(&path).map_err(|source| FolderError::write(&path, source))?;
        Ok(path)
    }

    /// Writes a text into it; a name with a folder in front makes the folder.
    pub fn put(&self, name: &str, text: &str) -> Result<(), FolderError> {
        if let Some((folder, _)) = name.rsplit_once('/') {
            self.inside(folder)?;
        }
        write_text(&self.staging.path().join(name), text)
    }

    /// Writes a table.
    pub fn put_table<R: Serialize>(&self, name: &str, rows: &[R]) -> Result<(), FolderError> {
        tables::write(&self.staging.path().join(name), rows)
    }

    /// Writes the manifest, and what the results can be made again from: texts by their paths in the
    /// folder.
    pub fn put_origin<M: Serialize>(
        &self,
        manifest: &M,
        inputs: &[(String, String)],
    ) -> Result<(), FolderError> {
        let path = self.staging.path().join("manifest.json");
        let json = serde_json::to_string_pretty(manifest).map_err(|e| FolderError::write(&path, e.into()))?;
        write_text(&path, &(json + "\n"))?;
        inputs.iter().try_for_each(|(name, text)| self.put(name, text))
    }

    /// Writes the tables and series of a comparison.
    pub fn put_comparison(&self, comparison: &Comparison, format: SeriesFormat) -> Result<(), FolderError> {
        let root = self.staging.path();
        tables::write(&root.join("summary.csv"), &comparison.summary)?;
        tables::write(&root.join("differences.csv"), &comparison.differences)?;
        if let Some(draws) = &comparison.ensemble.draws {
            tables::write(&root.join("draws.csv"), tables::draws(&comparison.ensemble, draws))?;
        }
        if !comparison.observations.is_empty() {
            tables::write(&root.join("observations.csv"), &comparison.observations)?;
        }
        series::write(root, &comparison.ensemble, format)
    }

    /// Describes what is in it by now, for whoever collects results; `when` is the time after ISO 8601.
    pub fn describe(&self, making: &Making<'_>, when: &str) -> Result<(), FolderError> {
        let path = self.staging.path().join(provenance::CRATE);
        let fail = |source| FolderError::write(&path, source);
        let described = provenance::describe(self.staging.path(), making, when).map_err(fail)?;
        write_text(&path, &format!("{described:#}\n"))
    }

    /// Where it is until it is published.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.staging.path()
    }

    /// Moves the folder to its place. Earlier results stand until the new ones are there.
    pub fn publish(self) -> Result<PathBuf, FolderError> {
        let fail = |source| FolderError::write(&self.target, source);
        let mut earlier = self.staging.path().as_os_str().to_owned();
        earlier.push(".earlier");
        let replaces = self.target.exists();
        if replaces {
            fs::rename(&self.target, &earlier).map_err(fail)?;
        }
        if let Err(source) = fs::rename(self.staging.path(), &self.target) {
            if replaces {
                fs::rename(&earlier, &self.target).map_err(fail)?;
            }
            return Err(fail(source));
        }
        if replaces {
            fs::remove_dir_all(&earlier).map_err(fail)?;
        }
        sweep(&self.target);
        Ok(self.target)
    }
}

/// How folders in the making begin that shall come to stand at `target`.
fn staging_prefix(target: &Path) -> String {
    format!(".wayfare-{}~", target.file_name().unwrap_or_default().to_string_lossy())
}

/// Takes away what commands left that were killed while they wrote the results that are now there.
fn sweep(target: &Path) {
    let (parent, prefix) = (target.parent().filter(|p| !p.as_os_str().is_empty()), staging_prefix(target));
    let entries = fs::read_dir(parent.unwrap_or(Path::new(".")));
    for path in entries.into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix)) {
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// A temporary folder is the user's alone by default; results are as open as any other file.
fn open_to_others<'a, 'b>(builder: &'a mut tempfile::Builder<'b, 'b>) -> &'a mut tempfile::Builder<'b, 'b> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777))
    }
    #[cfg(not(unix))]
    builder
}

fn write_text(path: &Path, text: &str) -> Result<(), FolderError> {
    fs::write(path, text).map_err(|source| FolderError::write(path, source))
}

/// Whether a folder holds results: many things have a manifest, but few say that this program made them.
fn holds_results(target: &Path) -> bool {
    let text = fs::read_to_string(target.join("manifest.json")).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    manifest["program"] == env!("CARGO_PKG_NAME")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Manifest, Origin, synthetic};

    fn fill(target: &Path, force: bool) -> Result<PathBuf, FolderError> {
        let comparison = synthetic::comparison(2, 2);
        let origin = Origin { command: "wayfare compare x".into(), inputs: vec![], seconds: 1.0 };
        let manifest = Manifest::of(&comparison, origin);
        let folder = Folder::begin(target, force)?;
        folder.put_origin(&manifest, &[("resolved/law.toml".into(), "title = \"Law\"\n".into())])?;
        folder.put_comparison(&comparison, SeriesFormat::ParquetAndCsv)?;
        folder.publish()
    }

    fn names(path: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(path).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_comes_whole() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("outputs/case");
        fill(&target, false).unwrap();
        let expected = [
            "differences.csv",
            "manifest.json",
            "observations.csv",
            "resolved",
            "series.csv",
            "series.parquet",
            "summary.csv",
        ];
        assert_eq!(names(&target), expected);
        assert_eq!(names(&dir.path().join("outputs")), ["case"]);
        assert_eq!(names(&target.join("resolved")), ["law.toml"]);
    }

    #[test]
    fn results_are_replaced_only_by_force_and_nothing_else_ever() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("case");
        fill(&target, false).unwrap();
        fs::write(target.join("old"), "").unwrap();
        assert!(matches!(fill(&target, false), Err(FolderError::Exists(_))));
        assert!(names(&target).contains(&"old".to_string()));
        fill(&target, true).unwrap();
        assert!(!names(&target).contains(&"old".to_string()));
        assert_eq!(names(dir.path()), ["case"]);
        let other = dir.path().join("thesis");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("chapter-1"), "").unwrap();
        assert!(matches!(Folder::check(&other, true), Err(FolderError::NotResults(_))));
    }

    #[test]
    fn what_a_killed_command_left_is_gone_when_the_results_are_there() {
        let dir = tempfile::tempdir().unwrap();
        for left in [".wayfare-case~abc/charts", ".wayfare-case~def.earlier", ".wayfare-case-2~abc"] {
            fs::create_dir_all(dir.path().join(left)).unwrap();
        }
        fill(&dir.path().join("case"), false).unwrap();
        assert_eq!(names(dir.path()), [".wayfare-case-2~abc", "case"]);
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::begin(&dir.path().join("case"), false).unwrap();
        folder.inside("charts").unwrap();
        drop(folder);
        assert!(names(dir.path()).is_empty());
    }

    #[test]
    fn the_manifest_says_nothing_of_the_machine() {
        let dir = tempfile::tempdir().unwrap();
        let target = fill(&dir.path().join("case"), false).unwrap();
        let text = fs::read_to_string(target.join("manifest.json")).unwrap();
        assert!(!text.contains(dir.path().to_str().unwrap()));
        assert!(text.contains("\"seed\": 1") && text.contains("\"replicates\": 2"));
    }
}
