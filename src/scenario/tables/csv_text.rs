//! CSV text to rows, with the place of every cell.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{RawRow, RawTable, Table};
use crate::scenario::data::{Data, Node};
use crate::scenario::field::{Field, Kind};
use crate::scenario::judge::missing;
use crate::scenario::names::{Candidate, differs_in_unit, nearest, unknown};
use crate::scenario::problems::{Problem, Problems};
use crate::scenario::source::{Source, Spot};

/// Columns that any table may have, for people; nothing reads them.
pub(super) const FREE: &[&str] = &["source", "notes"];

/// Reads a table; `None` if its header can't be made out.
pub(crate) fn read_csv(
    table: &'static Table,
    source: &Arc<Source>,
    problems: &mut Problems,
) -> Option<RawTable> {
    let mut records = split(source).into_iter();
    let top = Spot::top(source);
    let Some(header) = records.next() else {
        problems.push(
            Problem::error(format!("`{}` is empty", source.file))
                .in_file(&source.name)
                .label(format!("the first line names the columns: {}", header_line(table))),
        );
        return None;
    };
    let columns = read_header(table, &header, source, problems)?;
    let width = columns.len();
    let rows = records.filter_map(|record| read_row(&columns, width, &record, source, problems)).collect();
    Some(RawTable { table, rows, inline: false, at: top })
}

fn header_line(table: &Table) -> String {
    table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",")
}

/// A record of a CSV file: the texts of its cells, and where they stand.
struct Record {
    cells: Vec<(String, Range<usize>)>,
    span: Range<usize>,
    open_quote: bool,
}

fn spot(source: &Arc<Source>, span: &Range<usize>) -> Spot {
    Spot { source: source.clone(), span: span.clone() }
}

/// The column of each cell of a row, in order; `None` for those that nothing reads.
fn read_header(
    table: &'static Table,
    header: &Record,
    source: &Arc<Source>,
    problems: &mut Problems,
) -> Option<Vec<Option<&'static Field>>> {
    if let [(only, span)] = header.cells.as_slice()
        && only.contains([';', '\t'])
    {
        let problem = Problem::error(format!("the columns of `{}` are not separated by commas", source.file));
        problems.push(problem.at(&spot(source, span)).label("save it as CSV with commas"));
        return None;
    }
    let mut columns: Vec<Option<&'static Field>> = Vec::new();
    for (name, span) in &header.cells {
        let mut column = table.column(name);
        let at = spot(source, span);
        if column.is_none() && !FREE.contains(&name.as_str()) && !name.is_empty() {
            problems.push(unknown_column(table, name, &at));
            column = meant(table, name, header);
        }
        if column.is_some() && columns.contains(&column) {
            problems.push(Problem::error(format!("column `{name}` is there twice")).at(&at));
        }
        columns.push(column);
    }
    let start = header.span.start..header.span.start;
    report_missing(table, &columns, &spot(source, &start), problems);
    Some(columns)
}

/// The column that was probably meant, unless it is there as well.
fn meant(table: &'static Table, name: &str, header: &Record) -> Option<&'static Field> {
    let near = nearest(name, table.columns.iter().map(|column| column.name))?;
    let there = header.cells.iter().any(|(name, _)| name == near);
    table.column(near).filter(|_| !there)
}

/// The problem of a column that the table does not have.
pub(super) fn unknown_column(table: &Table, name: &str, at: &Spot) -> Problem {
    let known: Vec<Candidate> = table
        .columns
        .iter()
        .map(|column| Candidate { name: column.name.into(), about: column.about() })
        .collect();
    let problem = unknown("column", name, &format!(" in {}", table.name), at, &known);
    let unit = table.columns.iter().any(|column| differs_in_unit(name, column.name));
    let note = if unit { "the unit is part of the name; " } else { "" };
    problem.help(format!("{note}see: wayfare explain {}", table.name))
}

fn report_missing(table: &Table, columns: &[Option<&Field>], at: &Spot, problems: &mut Problems) {
    for field in table.columns.iter().filter(|field| field.required()) {
        if !columns.iter().flatten().any(|column| column.name == field.name) {
            let mut problem = missing(field, "", at);
            problem.message = format!("column `{}` is missing in {}", field.name, table.name);
            problems.push(problem);
        }
    }
}

fn read_row(
    columns: &[Option<&'static Field>],
    width: usize,
    record: &Record,
    source: &Arc<Source>,
    problems: &mut Problems,
) -> Option<RawRow> {
    let at = spot(source, &record.span);
    if record.cells.iter().all(|(text, _)| text.trim().is_empty()) {
        return None;
    }
    if record.open_quote {
        problems.push(Problem::error("a quotation mark is opened and never closed").at(&at));
        return None;
    }
    if record.cells.len() != width {
        let message = format!("this row has {} cells, the header has {width}", record.cells.len());
        problems.push(Problem::error(message).at(&at).label("put text with commas in quotation marks"));
    }
    let shifted = record.cells.len() != width;
    let mut cells = BTreeMap::new();
    for (column, (text, span)) in columns.iter().zip(&record.cells) {
        // Of a row whose cells may be shifted only the id is kept, for those who refer to it.
        if let Some(column) = column
            && (!shifted || column.kind == Kind::Id)
        {
            cells.insert(column.name, Node { data: Data::Cell(text.clone()), at: spot(source, span) });
        }
    }
    Some(RawRow { cells, at })
}

/// Splits a file into records. The csv crate says what the cells are; `cell_spans` says where.
fn split(source: &Arc<Source>) -> Vec<Record> {
    let text = &source.text;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut record = csv::StringRecord::new();
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let start = record.position().map_or(0, |p| p.byte() as usize).min(text.len());
        let end = (reader.position().byte() as usize).clamp(start, text.len());
        records.push(locate(&record, text, start..end));
    }
    records
}

fn locate(record: &csv::StringRecord, text: &str, whole: Range<usize>) -> Record {
    let raw = text.get(whole.clone()).unwrap_or("");
    let lead = raw.len() - raw.trim_start_matches(['\n', '\r']).len();
    let line = raw.trim_matches(['\n', '\r']);
    let start = whole.start + lead;
    let span = start..start + line.len();
    let (spans, open_quote) = cell_spans(line);
    let place = |i: usize| spans.get(i).map_or(span.clone(), |s| start + s.start..start + s.end);
    let cells = record.iter().enumerate().map(|(i, cell)| (cell.trim().to_owned(), place(i))).collect();
    Record { cells, span, open_quote }
}

/// Where the cells of a line stand, and whether a quotation mark is left open.
fn cell_spans(line: &str) -> (Vec<Range<usize>>, bool) {
    let mut spans = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (i, character) in line.char_indices() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                spans.push(start..i);
                start = i + 1;
            }
            _ => {}
        }
    }
    spans.push(start..line.len());
    (spans, quoted)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::PathBuf;

    fn source(text: String) -> Arc<Source> {
        Arc::new(Source::new("t.csv".into(), "t.csv".into(), PathBuf::new(), text))
    }

    proptest! {
        /// What the csv crate reads is what stands at the place we say.
        #[test]
        fn cells_stand_where_they_are_said_to(
            rows in prop::collection::vec(prop::collection::vec("[a-c,\"\n é]{1,6}x", 3), 1..6)
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let source = source(String::from_utf8(writer.into_inner().unwrap()).unwrap());
            let records = split(&source);
            prop_assert_eq!(records.len(), rows.len());
            for (record, row) in records.iter().zip(&rows) {
                prop_assert!(!record.open_quote);
                for ((cell, span), text) in record.cells.iter().zip(row) {
                    prop_assert_eq!(cell, text.trim());
                    let plain = |text: &str| text.replace(['"', ' ', '\n'], "");
                    prop_assert_eq!(plain(&source.text[span.clone()]), plain(text));
                }
            }
        }
    }
}
