//! Studies: whole designs of runs, from a file.
//!
//! A kind of study is a module here that turns a [`Study`] into jobs (scenarios that share seeds),
//! has them run, and makes findings and tables of what comes back. What it does with numbers lies in
//! `mathematics`, apart from scenarios and runs.

mod attribution;
mod calibration;
mod estimate;
mod manifest;
mod mathematics;
mod robustness;
mod runner;
mod search;
mod sensitivity;
mod sweep;
mod table;
mod variants;

pub use attribution::{Account, Attribution};
pub use calibration::{Calibrated, Misfit, Posterior, Role, Score, Standing};
pub use estimate::Estimate;
pub use manifest::StudyManifest;
pub use robustness::{Break, Found, Place, Robustness, Satisficing};
pub use runner::Runner;
pub use search::{Package, Search};
pub use sensitivity::{Finding, Sensitivity, Size};
pub use sweep::{Point, Sweep};
pub use table::{Cell, Table};

use crate::scenario::study::{Design, Outcome, Study};

/// What a study found, by its kind.
#[derive(Clone, Debug)]
pub enum Findings {
    /// Of a sweep.
    Sweep(Sweep),
    /// Of a sensitivity study.
    Sensitivity(Sensitivity),
    /// Of an attribution.
    Attribution(Attribution),
    /// Of a robustness study.
    Robustness(Robustness),
    /// Of a search.
    Search(Search),
    /// Of a calibration.
    Calibration(Calibrated),
}

/// How many runs a study takes; a search and a calibration take at most so many.
#[must_use]
pub fn cost(study: &Study) -> usize {
    match &study.design {
        Design::Sweep { levers, grid } => sweep::cost(study, levers, *grid),
        Design::Sensitivity { method, factors, size } => sensitivity::cost(study, *method, factors, *size),
        Design::Attribution { parts, orders } => attribution::cost(study, parts, *orders),
        Design::Robustness { futures, .. } => robustness::cost(study, *futures),
        Design::Search { .. } => search::cost(study),
        Design::Calibration(design) => calibration::cost(study, design),
    }
}

/// Runs a study; `None` if it was stopped.
#[must_use]
pub fn run_study(study: &Study, runner: &Runner<'_>) -> Option<Findings> {
    Some(match &study.design {
        Design::Sweep { levers, grid } => Findings::Sweep(sweep::run(study, levers, *grid, runner)?),
        Design::Sensitivity { method, factors, size } => {
            Findings::Sensitivity(sensitivity::run(study, *method, factors, *size, runner)?)
        }
        Design::Attribution { parts, orders } => {
            Findings::Attribution(attribution::run(study, parts, *orders, runner)?)
        }
        Design::Robustness { factors, futures } => {
            Findings::Robustness(robustness::run(study, factors, *futures, runner)?)
        }
        Design::Search { levers, candidates, rounds } => {
            Findings::Search(search::run(study, levers, (*candidates, *rounds), runner)?)
        }
        Design::Calibration(design) => Findings::Calibration(calibration::run(study, design, runner)?),
    })
}

/// The tables of what a study found.
#[must_use]
pub fn tables(findings: &Findings, study: &Study) -> Vec<Table> {
    match findings {
        Findings::Sweep(found) => sweep::tables(found, &study.outcomes),
        Findings::Sensitivity(found) => sensitivity::tables(found, study),
        Findings::Attribution(found) => attribution::tables(found, study),
        Findings::Robustness(found) => robustness::tables(found, study),
        Findings::Search(found) => search::tables(found, &study.outcomes),
        Findings::Calibration(found) => calibration::tables(found),
    }
}

/// The columns that tables of outcomes have after their first.
const OUTCOME_COLUMNS: [&str; 10] =
    ["measure", "indicator", "unit", "scope", "mean", "standard_error", "q05", "q50", "q95", "replicates"];

fn estimate_cells(outcome: &Outcome, measure: &str, estimate: &Estimate) -> Vec<Cell> {
    vec![
        measure.into(),
        outcome.indicator.name.into(),
        outcome.indicator.unit.into(),
        outcome.scope_label.as_str().into(),
        estimate.mean.into(),
        estimate.standard_error.into(),
        estimate.spread.q05.into(),
        estimate.spread.q50.into(),
        estimate.spread.q95.into(),
        estimate.spread.count.into(),
    ]
}
