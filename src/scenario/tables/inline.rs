//! Tables given in the scenario file itself: `[[tables.places]]` and so on.

use std::collections::BTreeMap;

use super::csv_text::{FREE, unknown_column};
use super::{RawRow, RawTable, Table};
use crate::scenario::data::{Data, Entry, Node};
use crate::scenario::problems::{Problem, Problems};

/// Reads a table from an array of tables.
pub(crate) fn read_inline(table: &'static Table, entry: &Entry, problems: &mut Problems) -> Option<RawTable> {
    let Data::List(items) = &entry.value.data else {
        if !matches!(entry.value.data, Data::Broken) {
            let problem = Problem::error(format!("`{}` should be a file name", table.name));
            let label = format!("\"{0}.csv\", or [[tables.{0}]] for each row", table.name);
            problems.push(problem.at(&entry.value.at).label(label));
        }
        return None;
    };
    let rows = items.iter().filter_map(|item| read_row(table, item, problems)).collect();
    Some(RawTable { table, rows, inline: true, at: entry.key_at.clone() })
}

fn read_row(table: &'static Table, item: &Node, problems: &mut Problems) -> Option<RawRow> {
    let Data::Table(entries) = &item.data else {
        problems.push(Problem::error(format!("a row of `{}` should be a table", table.name)).at(&item.at));
        return None;
    };
    let mut cells = BTreeMap::new();
    for entry in entries {
        match table.column(&entry.key) {
            Some(column) => {
                cells.insert(column.name, entry.value.clone());
            }
            None if FREE.contains(&entry.key.as_str()) => {}
            None => problems.push(unknown_column(table, &entry.key, &entry.key_at)),
        }
    }
    Some(RawRow { cells, at: item.at.clone() })
}
