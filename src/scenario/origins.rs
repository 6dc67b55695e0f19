//! Where the values of a scenario stand in its files.

use std::collections::BTreeMap;

use super::freeze::Parts;
use super::typed::Row;
use crate::catalogue::Origin;

/// The places of the values of a scenario's head and tables. (Parameters carry their own.)
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    known: BTreeMap<(&'static str, String, &'static str), Origin>,
}

impl Origins {
    /// Where a key of the scenario file was stated.
    #[must_use]
    pub fn key(&self, key: &'static str) -> Option<&Origin> {
        self.cell("", "", key)
    }

    /// Where a cell of a table was stated.
    #[must_use]
    pub fn cell(&self, table: &'static str, id: &str, column: &'static str) -> Option<&Origin> {
        self.known.get(&(table, id.to_owned(), column))
    }

    /// Whether nothing is known, as of a scenario that was not read from files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// A key of the scenario file was set by an option of the command line instead.
    pub(super) fn set_by_option(&mut self, key: &'static str) {
        self.known.insert(("", String::new(), key), Origin::CommandLine);
    }

    pub(super) fn of(parts: &Parts) -> Self {
        let mut origins = Self::default();
        origins.take("", &parts.header);
        for (name, table) in parts.tables.iter().filter(|(_, table)| table.table.keyed()) {
            table.rows.iter().for_each(|row| origins.take(name, row));
        }
        origins
    }

    fn take(&mut self, table: &'static str, row: &Row) {
        for (column, (_, spot)) in &row.cells {
            self.known.insert((table, row.text("id").to_owned(), column), spot.origin());
        }
    }
}
