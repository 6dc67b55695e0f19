//! The tables of a scenario: what columns they have, and how they are read.

mod change;
mod columns;
mod csv_text;
mod inline;
mod network;
mod records;
mod rows;

use std::collections::BTreeMap;

pub(crate) use change::apply_changes;
pub use columns::{TABLES, Table, find};
pub(crate) use csv_text::read_csv;
pub(crate) use inline::read_inline;
pub(crate) use rows::{TypedTable, singular, type_tables};

use super::data::Node;
use super::source::Spot;

/// A table as its file states it: only columns that exist.
#[derive(Clone, Debug)]
pub(crate) struct RawTable {
    pub table: &'static Table,
    pub rows: Vec<RawRow>,
    /// Whether it stands in the scenario file, where every row names its own columns.
    pub inline: bool,
    pub at: Spot,
}

/// A row of it.
#[derive(Clone, Debug)]
pub(crate) struct RawRow {
    pub cells: BTreeMap<&'static str, Node>,
    pub at: Spot,
}
