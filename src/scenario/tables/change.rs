//! Overlays of single cells: `[change.<table>.<row>]`.

use std::collections::BTreeMap;

use super::csv_text::unknown_column;
use super::{RawRow, RawTable, TABLES, find};
use crate::scenario::data::{Data, Entry, Node};
use crate::scenario::names::{Candidate, unknown};
use crate::scenario::problems::{Problem, Problems};

/// Replaces the cells that a file's `[change]` names.
pub(crate) fn apply_changes(
    change: &Node,
    tables: &mut BTreeMap<&'static str, RawTable>,
    problems: &mut Problems,
) {
    for entry in entries(change, "change", problems) {
        let Some(table) = find(&entry.key).filter(|table| table.keyed()) else {
            let known: Vec<Candidate> =
                TABLES.iter().filter(|t| t.keyed()).map(|t| Candidate::bare(t.name)).collect();
            problems.push(unknown("table", &entry.key, " in [change]", &entry.key_at, &known));
            continue;
        };
        if let Some(raw) = tables.get_mut(table.name) {
            change_table(raw, entry, problems);
        }
    }
}

fn entries<'a>(node: &'a Node, what: &str, problems: &mut Problems) -> &'a [Entry] {
    match &node.data {
        Data::Table(entries) => entries,
        Data::Broken => &[],
        _ => {
            problems.push(
                Problem::error(format!("`{what}` should be a table"))
                    .at(&node.at)
                    .label("[change.<table>.<row>], then a line for each column"),
            );
            &[]
        }
    }
}

fn change_table(raw: &mut RawTable, change: &Entry, problems: &mut Problems) {
    for entry in entries(&change.value, &change.key, problems) {
        let position = raw.rows.iter().position(|row| id(row) == entry.key);
        match position.and_then(|i| raw.rows.get_mut(i)) {
            Some(row) => change_row(raw.table, row, entry, problems),
            None => {
                let known: Vec<Candidate> = raw.rows.iter().map(|row| Candidate::bare(id(row))).collect();
                let place = format!(" in [change.{}]", change.key);
                problems.push(unknown("row", &entry.key, &place, &entry.key_at, &known));
            }
        }
    }
}

fn change_row(table: &'static super::Table, row: &mut RawRow, change: &Entry, problems: &mut Problems) {
    for entry in entries(&change.value, &change.key, problems) {
        match table.column(&entry.key) {
            Some(column) if column.name != "id" => {
                row.cells.insert(column.name, entry.value.clone());
            }
            Some(_) => {
                problems.push(Problem::error("the id of a row can't be changed").at(&entry.key_at));
            }
            None => problems.push(unknown_column(table, &entry.key, &entry.key_at)),
        }
    }
}

fn id(row: &RawRow) -> &str {
    match row.cells.get("id").map(|node| &node.data) {
        Some(Data::Cell(text) | Data::Text(text)) => text.trim(),
        _ => "",
    }
}
