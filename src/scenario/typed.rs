//! Typed values, and rows of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::source::Spot;

/// A typed value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    Text(String),
    Number(f64),
    Flag(bool),
    Date(Date),
    List(Vec<String>),
    Numbers(Vec<f64>),
}

/// A row of typed values by field; what is blank is not there.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub cells: BTreeMap<&'static str, (Typed, Spot)>,
    /// Fields with a value that is wrong and has been reported.
    pub wrong: BTreeSet<&'static str>,
    pub at: Spot,
}

impl Row {
    /// A row without values.
    pub(crate) fn empty(at: Spot) -> Self {
        Self { cells: BTreeMap::new(), wrong: BTreeSet::new(), at }
    }

    /// A number, if it is there.
    pub(crate) fn number(&self, field: &str) -> Option<f64> {
        match self.cells.get(field) {
            Some((Typed::Number(x), _)) => Some(*x),
            _ => None,
        }
    }

    /// A text or word; empty if it is not there.
    pub(crate) fn text(&self, field: &str) -> &str {
        match self.cells.get(field) {
            Some((Typed::Text(x), _)) => x,
            _ => "",
        }
    }

    /// Yes or no; no if it is not there.
    pub(crate) fn flag(&self, field: &str) -> bool {
        matches!(self.cells.get(field), Some((Typed::Flag(true), _)))
    }

    /// A date, if it is there.
    pub(crate) fn date(&self, field: &str) -> Option<Date> {
        match self.cells.get(field) {
            Some((Typed::Date(x), _)) => Some(*x),
            _ => None,
        }
    }

    /// A list of texts; empty if it is not there.
    pub(crate) fn list(&self, field: &str) -> Vec<&str> {
        match self.cells.get(field) {
            Some((Typed::List(x), _)) => x.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// A list of numbers; empty if it is not there.
    pub(crate) fn numbers(&self, field: &str) -> &[f64] {
        match self.cells.get(field) {
            Some((Typed::Numbers(x), _)) => x,
            _ => &[],
        }
    }

    /// Whether nothing is stated.
    pub(crate) fn blank(&self, field: &str) -> bool {
        !self.cells.contains_key(field) && !self.wrong.contains(field)
    }

    /// Where a value stands; the row if it is not there.
    pub(crate) fn spot(&self, field: &str) -> &Spot {
        self.cells.get(field).map_or(&self.at, |(_, spot)| spot)
    }
}
