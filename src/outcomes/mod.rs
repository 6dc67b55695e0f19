//! What is counted: the list of indicators, the recorder that the engine feeds, and the record of
//! one run.
//!
//! Outcomes never draw and never change anything: a run with and without them is the same run.

mod counts;
mod indicators;
mod record;
mod recorder;
mod sizes;
mod sums;

pub use counts::Count;
pub use indicators::{ALL, find};
pub use record::{Heading, Month, Record, Scope, Track, months, scopes_of};
pub use recorder::Recorder;
