//! Many runs: paired replicates of a baseline and its policies, their statistics, and the results
//! folder.
//!
//! The way of the data: a [`Design`] is [`run`] to an [`Ensemble`] of records, [`compare`] makes its
//! tables, and a [`Folder`] takes them to the disk, whole or not at all.

mod comparison;
mod design;
mod displacement;
mod ensemble;
mod folder;
mod manifest;
mod observations;
mod precision;
mod replicate;
mod series;
mod statistics;
mod tables;
pub mod uncertain;
mod variance;

#[cfg(test)]
pub(crate) mod synthetic;

pub use comparison::{Comparison, DifferenceRow, SummaryRow, compare};
pub use design::{Design, RUNS_A_DRAW, Uncertainty, draw_of};
pub use ensemble::{Ensemble, Progress, Replicate, run};
pub use folder::{Folder, FolderError};
pub use manifest::{Input, Manifest, Origin, ScenarioNote};
pub use observations::{ObservationRow, evaluate, find_scope, window_level};
pub use precision::{Open, open};
pub use series::SeriesFormat;
pub use statistics::{LEAST_FOR_RANGES, Spread};
pub use variance::{ChanceShare, interval_of_half};
