//! The list of tables.

use super::network::{COUNTRIES, LEGS, PLACES};
use super::records::{COMMUNITIES, FIRM_TYPES, OBSERVATIONS, PATHWAYS, SERIES, SOURCES};
use crate::mechanisms::pathways;
use crate::scenario::field::{Field, Kind};

/// More rows with an id than this are a slip.
const MOST: usize = 4096;

/// A table of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub meaning: &'static str,
    /// Its columns.
    pub columns: &'static [Field],
    /// Whether a scenario needs it.
    pub required: bool,
    /// The most rows that it may have if they have ids.
    pub most: usize,
}

impl Table {
    /// Whether its rows have an id.
    #[must_use]
    pub fn keyed(&self) -> bool {
        self.columns.first().is_some_and(|column| column.kind == Kind::Id)
    }

    /// A column by its name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Field> {
        self.columns.iter().find(|column| column.name == name)
    }
}

const fn required(name: &'static str, meaning: &'static str, columns: &'static [Field]) -> Table {
    Table { name, meaning, columns, required: true, most: MOST }
}

const fn optional(name: &'static str, meaning: &'static str, columns: &'static [Field]) -> Table {
    Table { name, meaning, columns, required: false, most: MOST }
}

/// Every table, in the order in which a resolved file lists them.
pub const TABLES: &[Table] = &[
    required("countries", "a country's rules", COUNTRIES),
    required("places", "a town, hub, border area or region", PLACES),
    required("legs", "a way between two places, in one direction", LEGS),
    required("communities", "people of one origin who hear the same news", COMMUNITIES),
    Table { most: pathways::MOST, ..optional("pathways", "a regular way", PATHWAYS) },
    required("firm_types", "a kind of smuggling firm", FIRM_TYPES),
    optional("series", "from a date on, a quantity of one subject has this multiple", SERIES),
    optional("sources", "where a column's values come from, and how far they may be off", SOURCES),
    optional("observations", "an observed figure, kept beside the case", OBSERVATIONS),
];

/// A table by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
