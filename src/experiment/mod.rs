//! Many runs: paired replicates of a baseline and its policies, their statistics, and the results
//! folder.
//!
//! The way of the data: a [`Design`] is [`run`] to an [`Ensemble`] of records, [`compare`] makes its
//! tables, and a [`Folder`] takes them to the disk, whole or not at all. A [`Store`] keeps each run as
//! soon as it is finished: [`run_in`] makes none twice, [`run_shard`] makes a part of a design, and
//! [`gather`] takes what several processes made.

mod comparison;
mod design;
mod displacement;
mod ensemble;
mod folder;
mod gathering;
mod kept;
mod manifest;
mod observations;
mod precision;
mod provenance;
mod recipe;
mod replicate;
mod reproduction;
mod series;
mod shard;
mod statistics;
mod store;
pub mod study;
mod tables;
pub mod uncertain;
mod variance;
mod windows;

#[cfg(test)]
pub(crate) mod synthetic;

pub use comparison::{Comparison, DifferenceRow, SummaryRow, compare};
pub use design::{Design, RUNS_A_DRAW, Uncertainty, draw_of};
pub use ensemble::{Ensemble, Progress, Replicate, run, run_in, run_shard};
pub use folder::{Folder, FolderError};
pub use gathering::gather;
pub use kept::{Kept, Stored};
pub use manifest::{BUILD, Build, Input, Kind, Manifest, Origin, ScenarioNote};
pub use observations::{ObservationRow, evaluate, find_scope, kind_name, observed};
pub use precision::{Open, open};
pub use provenance::{CRATE, Making};
pub use recipe::{Ingredients, NotResults, Recipe, STUDY, this_program};
pub use reproduction::{Outcome, Verdict, compare_folders};
pub use series::SeriesFormat;
pub use shard::Shard;
pub use statistics::{LEAST_FOR_RANGES, Spread};
pub use store::{Damage, Key, Size, Store, StoreError};
pub use variance::{ChanceShare, interval_of_half};
pub use windows::window_level;
