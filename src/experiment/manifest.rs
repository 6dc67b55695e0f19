//! Where results came from: enough to make them again, nothing about the machine.

use crate::scenario::count;
use std::collections::BTreeSet;

use serde::Serialize;

use super::comparison::Comparison;
use super::design::RUNS_A_DRAW;
use super::ensemble::Ensemble;
use super::kept::Kept;
use super::precision::{Open, open};
use super::provenance::Making;
use crate::units::Day;

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Input {
    /// Its name, relative to the scenario's folder.
    pub file: String,
    /// Its digest.
    pub digest: String,
}

/// What the manifest has to be told: it can't be seen from the runs.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The command as it would be typed again.
    pub command: String,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// How long the runs took.
    pub seconds: f64,
}

/// What the program was built from: equal bytes are promised for one build on one kind of machine.
#[derive(Clone, Debug, Serialize)]
pub struct Build {
    /// The commit of its sources, and whether they were changed since.
    pub commit: &'static str,
    /// The compiler.
    pub compiler: &'static str,
    /// The kind of machine.
    pub target: &'static str,
}

/// What this program was built from.
pub const BUILD: Build = Build {
    commit: env!("WAYFARE_COMMIT"),
    compiler: env!("WAYFARE_COMPILER"),
    target: env!("WAYFARE_TARGET"),
};

/// What the manifest says of a scenario.
#[derive(Clone, Debug, Serialize)]
pub struct ScenarioNote {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The digest of all that its runs depend on.
    pub digest: String,
    /// The first day on which it differs from the baseline, where that lies in the horizon.
    pub differs_from: Option<String>,
    /// Market periods, over all replicates, in which prices did not settle.
    pub markets_unsettled: u64,
}

/// What the manifest says of draws.
#[derive(Clone, Debug, Serialize)]
pub struct UncertaintyNote {
    /// Whether uncertain numbers were drawn, or kept as the files say.
    pub drawn: bool,
    /// How many different draws there are; replicate r has draw r / `runs_a_draw`, rounded down.
    pub draws: usize,
    /// Runs of each scenario with one draw.
    pub runs_a_draw: u32,
    /// How many numbers of the baseline are uncertain; `draws.csv` names them.
    pub numbers: usize,
}

/// What the manifest says of a precision that was asked for.
#[derive(Clone, Debug, Serialize)]
pub struct PrecisionNote {
    /// The half-width of the 90 % interval of a main difference, as a share of the baseline's mean.
    pub wanted: f64,
    /// Whether all main differences are known so well.
    pub reached: bool,
    /// Those that are not.
    pub open: Vec<Open>,
}

/// What results are of: how they are made again depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Of scenarios that were run and compared.
    Comparison,
    /// Of a study.
    Study,
    /// Of natural experiments.
    Validation,
}

/// `manifest.json`.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
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
    /// The seed of replicate 0; that of replicate r is `seed + r`.
    pub seed: u64,
    /// Replicates in the results.
    pub replicates: usize,
    /// Replicates asked for.
    pub replicates_asked: u32,
    /// What the ranges in the tables tell.
    pub ranges: &'static str,
    /// How what is not known was treated.
    pub uncertainty: UncertaintyNote,
    /// How well the main differences are known, if that was asked for.
    pub precision: Option<PrecisionNote>,
    /// The scenario that the others are compared with.
    pub baseline: String,
    /// The year of all prices (USD).
    pub price_year: Option<i32>,
    /// The scenarios.
    pub scenarios: Vec<ScenarioNote>,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// How long the runs took (seconds).
    pub duration_seconds: f64,
}

impl Manifest {
    /// The manifest of a comparison.
    #[must_use]
    pub fn of(comparison: &Comparison, origin: Origin) -> Self {
        let ensemble = &comparison.ensemble;
        let baseline = ensemble.scenarios.first();
        let inputs: BTreeSet<Input> = origin.inputs.into_iter().collect();
        Self {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            build: BUILD,
            format: 1,
            results: Kind::Comparison,
            command: origin.command,
            seed: ensemble.seed,
            replicates: ensemble.replicates.len(),
            replicates_asked: ensemble.asked,
            ranges: if ensemble.draws.is_some() { DRAWN } else { FIXED },
            uncertainty: uncertainty(ensemble),
            precision: precision(ensemble),
            baseline: baseline.map(|b| b.name.clone()).unwrap_or_default(),
            price_year: baseline.map(|b| b.price_year),
            scenarios: (0..ensemble.scenarios.len()).map(|s| note(comparison, s)).collect(),
            inputs: inputs.into_iter().collect(),
            duration_seconds: (origin.seconds * 10.0).round() / 10.0,
        }
    }

    /// How the results were made.
    #[must_use]
    pub fn making(&self) -> Making<'_> {
        let names: Vec<&str> = self.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
        Making {
            action: "Simulation and comparison of the scenarios".into(),
            title: format!("Simulated scenarios: {}", names.join(", ")),
            summary: format!(
                "Results of {} {}: {}, {} each, seeds from {}.",
                self.program,
                self.version,
                count(names.len(), "scenario"),
                count(self.replicates, "replicate"),
                self.seed
            ),
            command: &self.command,
            inputs: self.inputs.iter().collect(),
            is_whole: self.replicates == self.replicates_asked as usize,
        }
    }
}

const FIXED: &str = "chance only: 5-95 % over paired replicates; uncertain parameters are not drawn";
const DRAWN: &str = "chance and not knowing: 5-95 % over paired replicates; uncertain parameters are drawn, and \
                     share_chance is the share of the variance that is chance";

fn uncertainty(ensemble: &Ensemble) -> UncertaintyNote {
    UncertaintyNote {
        drawn: ensemble.draws.is_some(),
        draws: ensemble.draw_numbers().len(),
        runs_a_draw: RUNS_A_DRAW,
        numbers: ensemble.draws.as_ref().map_or(0, |draws| draws.numbers(0).len()),
    }
}

fn precision(ensemble: &Ensemble) -> Option<PrecisionNote> {
    let open = open(ensemble);
    ensemble.precision.map(|wanted| PrecisionNote { wanted, reached: open.is_empty(), open })
}

fn note(comparison: &Comparison, s: usize) -> ScenarioNote {
    let ensemble = &comparison.ensemble;
    let scenario = &ensemble.scenarios[s];
    let in_horizon = ensemble.differs_from[s].filter(|&day| day >= Day(0));
    ScenarioNote {
        name: scenario.name.clone(),
        title: scenario.title.clone(),
        digest: scenario.digest.clone(),
        differs_from: in_horizon.map(|day| scenario.calendar.date(day).to_string()),
        markets_unsettled: ensemble.records(s).map(Kept::markets_unsettled).sum(),
    }
}
