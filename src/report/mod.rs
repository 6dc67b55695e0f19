//! What people read: the table at the end of a comparison, the JSON for machines, and the charts.
//!
//! Everything here reads tables and records; nothing runs anything. Text for people has two
//! significant digits, and no cell tells of fewer than ten people.

pub mod charts;
pub mod format;
mod json;
mod reproduction;
mod study;
mod table;
mod validation;
mod verification;

pub use json::render as render_json;
pub use reproduction::{render_recorded, render_studies_json, render_study, render_study_markdown};
pub use study::render_findings;
pub(crate) use study::{broken_sentence, paired_runs, ranked, verdict, well_enough};
pub use table::render as render_table;
pub(crate) use table::{pairs as table_pairs, runs_made, seeds_of_draws};
pub use validation::{markdown as validation_markdown, render as render_validation};
pub use verification::{render_verdicts, render_verdicts_json, render_verdicts_markdown};
