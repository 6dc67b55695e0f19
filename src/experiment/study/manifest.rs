//! Where the results of a study came from.

use serde::Serialize;

use crate::experiment::{BUILD, Build, Input, Kind, Making};
use crate::scenario::count;
use crate::scenario::study::Study;

/// `manifest.json` of a study's results.
#[derive(Clone, Debug, Serialize)]
pub struct StudyManifest {
    /// The program.
    pub program: &'static str,
    /// Its version.
    pub version: &'static str,
    /// What it was built from.
    pub build: Build,
    /// The version of the results' layout.
    pub format: u32,
    /// What the results are of.
    pub results: Kind,
    /// The command.
    pub command: String,
    /// The study's name.
    pub study: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// The seed of the first replicate.
    pub seed: u64,
    /// Paired runs of every point.
    pub replicates: u32,
    /// Runs that were made.
    pub runs: usize,
    /// Replicates that failed and are missing.
    pub failed: usize,
    /// In which ways its scenarios are coarser than the case's; empty: they are not.
    pub sketch: Vec<String>,
    /// The scenarios: name and digest, before anything was varied. The first is the baseline.
    pub scenarios: Vec<(String, String)>,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// How long the runs took (seconds).
    pub duration_seconds: f64,
}

impl StudyManifest {
    /// The manifest of a study; command, inputs, runs and time are for the caller to fill in.
    #[must_use]
    pub fn of(study: &Study) -> Self {
        Self {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            build: BUILD,
            format: 1,
            results: Kind::Study,
            command: String::new(),
            study: study.name.clone(),
            kind: study.kind(),
            title: study.title.clone(),
            seed: study.seed,
            replicates: study.replicates,
            runs: 0,
            failed: 0,
            sketch: study.sketch.clone(),
            scenarios: study.scenarios.iter().map(|s| (s.name.clone(), s.digest.clone())).collect(),
            inputs: Vec::new(),
            duration_seconds: 0.0,
        }
    }

    /// How the results were made.
    #[must_use]
    pub fn making(&self) -> Making<'_> {
        Making {
            action: format!("Study ({})", self.kind),
            title: format!("{}: {}", self.study, self.title),
            summary: format!(
                "Results of {} {}: a study ({}) of {}, {} of each point, seeds from {}.",
                self.program,
                self.version,
                self.kind,
                count(self.runs, "run"),
                count(self.replicates as usize, "replicate"),
                self.seed
            ),
            command: &self.command,
            inputs: self.inputs.iter().collect(),
            is_whole: self.failed == 0,
        }
    }
}
