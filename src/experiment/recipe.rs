//! What a results folder says of its making, as far as it takes to make it again from itself alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;
use thiserror::Error;

use super::design::Uncertainty;
use super::manifest::BUILD;
use super::provenance::{files_below, is_input};

/// The file that says how results were made.
pub(super) const MANIFEST: &str = "manifest.json";
/// Where the scenarios are spelled out.
const RESOLVED: &str = "resolved";
/// A study's file in its results.
pub const STUDY: &str = "study.toml";

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
    /// Runs of a study are missing.
    #[error(
        "{1} of the replicates in {0} failed: what is missing can't be told from what comes out otherwise"
    )]
    Failed(String, u64),
}

/// How results were made.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// The version of the program, and what it was built from.
    pub made_by: String,
    /// The seed of replicate 0.
    pub seed: u64,
    /// Replicates, of each point in a study.
    pub replicates: u32,
    /// What is to be made.
    pub ingredients: Ingredients,
}

/// What results are of, and the files in their folder that they are made from.
#[derive(Clone, Debug, PartialEq)]
pub enum Ingredients {
    /// Scenarios, run and compared.
    Comparison {
        /// The spelled out scenarios, the baseline first.
        scenarios: Vec<PathBuf>,
        /// Whether what is not known was drawn.
        uncertainty: Uncertainty,
        /// How well the main differences had to be known.
        precision: Option<f64>,
        /// Whether the series are there as CSV too.
        series_as_csv: bool,
    },
    /// A study.
    Study {
        /// Its name.
        name: String,
        /// Its file, beside the cases that it names.
        file: PathBuf,
    },
    /// Natural experiments.
    Validation {
        /// The folders of the cases.
        cases: Vec<PathBuf>,
        /// Whether uncertain numbers kept the values of the cases.
        fixed: bool,
    },
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
        let manifest = read_manifest(folder)
            .map_err(|e| NotResults::NoManifest(folder.display().to_string(), e.to_string()))?;
        let said = Said { folder, manifest: &manifest };
        let (replicates, ingredients) = match manifest["results"].as_str() {
            None | Some("comparison") => (said.whole(&manifest)?, said.comparison()?),
            Some("study") => (said.number("replicates")?, said.study()?),
            Some("validation") => (said.number("replicates_asked")?, said.validation()?),
            Some(_) => return Err(said.silent("results")),
        };
        let replicates = u32::try_from(replicates).unwrap_or(u32::MAX);
        Ok(Self { made_by: made_by(&manifest), seed: said.number("seed")?, replicates, ingredients })
    }

    /// The texts that the results of a folder are made from, by their paths in it.
    ///
    /// # Errors
    /// Files that can't be read.
    pub fn inputs(folder: &Path) -> io::Result<Vec<(String, String)>> {
        let files = files_below(folder)?.into_iter().filter(|file| is_input(file));
        let name = |file: &Path| file.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        files.map(|file| Ok((name(&file), fs::read_to_string(folder.join(&file))?))).collect()
    }
}

/// What a manifest says.
struct Said<'a> {
    folder: &'a Path,
    manifest: &'a Value,
}

impl Said<'_> {
    fn silent(&self, key: &'static str) -> NotResults {
        NotResults::Silent(self.folder.display().to_string(), key)
    }

    fn number(&self, key: &'static str) -> Result<u64, NotResults> {
        self.manifest[key].as_u64().ok_or_else(|| self.silent(key))
    }

    /// What stands under a key of each entry of a list.
    fn names(&self, list: &'static str, key: &str) -> Result<Vec<&str>, NotResults> {
        let entries = self.manifest[list].as_array().map(Vec::as_slice).unwrap_or_default();
        let names: Vec<&str> = entries.iter().filter_map(|entry| entry[key].as_str()).collect();
        if names.is_empty() { Err(self.silent(list)) } else { Ok(names) }
    }

    /// How many replicates were asked for, if all are there.
    fn whole(&self, of: &Value) -> Result<u64, NotResults> {
        let done = of["replicates"].as_u64().ok_or_else(|| self.silent("replicates"))?;
        match self.number("replicates_asked")? {
            asked if asked == done => Ok(asked),
            asked => Err(NotResults::Incomplete(self.folder.display().to_string(), done, asked)),
        }
    }

    fn comparison(&self) -> Result<Ingredients, NotResults> {
        let resolved = self.folder.join(RESOLVED);
        let file = |name: &str| resolved.join(format!("{name}.toml"));
        let drawn = self.manifest["uncertainty"]["drawn"].as_bool();
        let drawn = drawn.ok_or_else(|| self.silent("uncertainty"))?;
        Ok(Ingredients::Comparison {
            scenarios: self.names("scenarios", "name")?.into_iter().map(file).collect(),
            uncertainty: if drawn { Uncertainty::Drawn } else { Uncertainty::Fixed },
            precision: self.manifest["precision"]["wanted"].as_f64(),
            series_as_csv: self.folder.join("series.csv").is_file(),
        })
    }

    fn study(&self) -> Result<Ingredients, NotResults> {
        match self.number("failed")? {
            0 => {}
            failed => return Err(NotResults::Failed(self.folder.display().to_string(), failed)),
        }
        let name = self.manifest["study"].as_str().ok_or_else(|| self.silent("study"))?;
        Ok(Ingredients::Study { name: name.to_owned(), file: self.folder.join(STUDY) })
    }

    fn validation(&self) -> Result<Ingredients, NotResults> {
        let names = self.names("cases", "case")?;
        let cases = self.manifest["cases"].as_array().map(Vec::as_slice).unwrap_or_default();
        cases.iter().try_for_each(|case| self.whole(case).map(drop))?;
        let cases = names.into_iter().map(|name| self.folder.join(RESOLVED).join(name)).collect();
        let fixed = self.manifest["fixed"].as_bool().ok_or_else(|| self.silent("fixed"))?;
        Ok(Ingredients::Validation { cases, fixed })
    }
}

pub(super) fn read_manifest(folder: &Path) -> io::Result<Value> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Recipe, NotResults> {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(MANIFEST), text).unwrap();
        Recipe::read(dir.path())
    }

    #[test]
    fn what_does_not_say_enough_can_not_be_made_again() {
        assert!(matches!(read("no"), Err(NotResults::NoManifest(..))));
        assert!(matches!(read("{\"replicates\": 2}"), Err(NotResults::Silent(_, "replicates_asked"))));
        assert!(matches!(read("{\"results\": \"soup\"}"), Err(NotResults::Silent(_, "results"))));
        let partial = "{\"replicates\": 2, \"replicates_asked\": 3}";
        assert!(matches!(read(partial), Err(NotResults::Incomplete(_, 2, 3))));
        let failed = r#"{"results": "study", "replicates": 2, "failed": 1}"#;
        assert!(matches!(read(failed), Err(NotResults::Failed(_, 1))));
        let partial = r#"{"results": "validation", "replicates_asked": 3, "cases": [
            {"case": "coast", "replicates": 3}, {"case": "niger", "replicates": 2}]}"#;
        assert!(matches!(read(partial), Err(NotResults::Incomplete(_, 2, 3))));
    }

    #[test]
    fn a_comparison_says_its_scenarios_and_whether_numbers_were_drawn() {
        let whole = r#"{"replicates": 3, "replicates_asked": 3, "seed": 7, "scenarios": [{"name": "law"}],
            "uncertainty": {"drawn": true}, "precision": null}"#;
        let recipe = read(whole).unwrap();
        assert_eq!((recipe.seed, recipe.replicates), (7, 3));
        let Ingredients::Comparison { scenarios, uncertainty, precision, series_as_csv } = recipe.ingredients
        else {
            panic!("a comparison")
        };
        assert_eq!((uncertainty, precision, series_as_csv), (Uncertainty::Drawn, None, false));
        assert!(scenarios[0].ends_with("resolved/law.toml"));
    }

    #[test]
    fn a_study_and_a_validation_say_where_their_files_are() {
        let study = r#"{"results": "study", "study": "sweep", "replicates": 2, "failed": 0, "seed": 1}"#;
        let Ingredients::Study { name, file } = read(study).unwrap().ingredients else { panic!("a study") };
        assert!(name == "sweep" && file.ends_with("study.toml"));
        let validation = r#"{"results": "validation", "replicates_asked": 2, "seed": 1,
            "fixed": true, "cases": [{"case": "niger", "replicates": 2}]}"#;
        let Ingredients::Validation { cases, .. } = read(validation).unwrap().ingredients else {
            panic!("a validation")
        };
        assert!(cases[0].ends_with("resolved/niger"));
    }
}
