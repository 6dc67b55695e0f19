//! Typed rows, and what holds among the rows of the tables.

use std::collections::BTreeMap;

use super::{RawTable, TABLES, Table};
use crate::scenario::field::Kind;
use crate::scenario::judge::{self, Row};
use crate::scenario::names::{Candidate, unknown};
use crate::scenario::problems::{Problem, Problems};

/// A table of typed rows.
#[derive(Clone, Debug)]
pub(crate) struct TypedTable {
    pub table: &'static Table,
    pub rows: Vec<Row>,
    /// Whether ids or references are wrong, so that checks across tables would raise false alarms.
    pub unsound: bool,
}

impl TypedTable {
    /// The position of an id.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.text("id") == id)
    }

    /// The ids, for hints.
    pub(crate) fn candidates(&self) -> Vec<Candidate> {
        self.rows.iter().map(|row| Candidate::bare(row.text("id"))).collect()
    }
}

/// Types every table and checks ids and references.
pub(crate) fn type_tables(
    raw: &BTreeMap<&'static str, RawTable>,
    problems: &mut Problems,
) -> BTreeMap<&'static str, TypedTable> {
    let mut tables: BTreeMap<&'static str, TypedTable> =
        raw.iter().map(|(name, table)| (*name, type_table(table, problems))).collect();
    let ids: BTreeMap<&'static str, Vec<String>> = tables
        .iter()
        .map(|(name, table)| (*name, table.rows.iter().map(|r| r.text("id").to_owned()).collect()))
        .collect();
    for table in TABLES {
        if let Some(typed) = tables.get_mut(table.name) {
            check_references(typed, &ids, problems);
        }
    }
    tables
}

fn type_table(raw: &RawTable, problems: &mut Problems) -> TypedTable {
    let table = raw.table;
    let mut rows = Vec::new();
    for row in &raw.rows {
        let place = place(table, row.cells.get("id").map(|node| node.at.text()));
        let find = |name: &str| row.cells.get(name);
        if raw.inline {
            judge::report_absent(table.columns, find, &place, &row.at, problems);
        }
        rows.push(judge::row(table.columns, find, &place, &row.at, problems));
    }
    let mut typed = TypedTable { table, unsound: false, rows };
    typed.unsound = check_ids(&typed, raw, problems);
    typed
}

fn place(table: &Table, id: Option<&str>) -> String {
    match id {
        Some(id) if table.keyed() => format!(" in {}, row `{}`", table.name, id.trim_matches('"')),
        _ => format!(" in {}", table.name),
    }
}

/// Reports doubled ids, empty and overlong tables; whether ids are unsound.
fn check_ids(typed: &TypedTable, raw: &RawTable, problems: &mut Problems) -> bool {
    let table = typed.table;
    if typed.rows.is_empty() && table.required {
        let problem = Problem::error(format!("{} has no rows", table.name)).in_file(&raw.at.source.name);
        problems.push(problem.label(format!("a row is {}", table.meaning)));
        return true;
    }
    if !table.keyed() {
        return false;
    }
    if let Some(first_too_many) = typed.rows.get(table.most) {
        let message = format!("{} has {} rows, more than {}", table.name, typed.rows.len(), table.most);
        let problem = Problem::error(message).at(first_too_many.spot("id"));
        problems.push(problem.label("from here on there is no room: leave rows out, or make one of several"));
    }
    let mut seen: BTreeMap<&str, &Row> = BTreeMap::new();
    let mut unsound = false;
    for row in &typed.rows {
        let id = row.text("id");
        unsound |= id.is_empty();
        if let Some(first) = seen.insert(id, row).filter(|_| !id.is_empty()) {
            let line = first.spot("id").position().line;
            let problem = Problem::error(format!("id `{id}` is there twice in {}", table.name));
            problems.push(problem.at(row.spot("id")).label(format!("first on line {line}")));
        }
    }
    unsound
}

fn check_references(
    typed: &mut TypedTable,
    ids: &BTreeMap<&'static str, Vec<String>>,
    problems: &mut Problems,
) {
    for column in typed.table.columns {
        let (Kind::Reference(target) | Kind::References(target)) = column.kind else { continue };
        let Some(known) = ids.get(target) else {
            typed.unsound = true;
            continue;
        };
        for row in &typed.rows {
            typed.unsound |= column.required() && !row.cells.contains_key(column.name);
            for name in references(row, column.name) {
                if name != "*" && !known.contains(&name) {
                    typed.unsound = true;
                    let candidates: Vec<Candidate> = known.iter().map(|id| Candidate::bare(id)).collect();
                    let place = format!(" in `{}` of {}", column.name, typed.table.name);
                    let what = singular(target);
                    problems.push(unknown(what, &name, &place, row.spot(column.name), &candidates));
                }
            }
        }
    }
}

fn references(row: &Row, column: &str) -> Vec<String> {
    let one = row.text(column);
    if one.is_empty() {
        return row.list(column).into_iter().map(str::to_owned).collect();
    }
    vec![one.to_owned()]
}

/// What a row of a table is called.
pub(crate) fn singular(table: &str) -> &'static str {
    match table {
        "countries" => "country",
        "places" => "place",
        "legs" => "leg",
        "communities" => "community",
        "pathways" => "pathway",
        "firm_types" => "firm type",
        _ => "row",
    }
}
