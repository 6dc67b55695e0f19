//! What came when a study was recorded: `recorded.csv` beside `expected.csv`.

use std::path::Path;

use super::expectations::ANY;
use super::field::{Field, Kind};
use super::judge;
use super::problems::Problems;
use super::source::Library;
use super::tables::{Table, read_csv};
use crate::world::RecordedValue;

/// The file's name.
pub const RECORDED: &str = "recorded.csv";

const TABLE: Table = Table {
    name: "recorded",
    meaning: "what came for an expected value when the study was recorded",
    columns: COLUMNS,
    required: false,
    most: 4096,
};

const COLUMNS: &[Field] = &[
    Field::new("benchmark", Kind::Text, "the expected value's id"),
    Field::new("what", Kind::Text, "what is looked at, in words"),
    Field::number("got", "", ANY, ANY, "what came").or("nothing that can be told"),
    Field::number("standard_error", "", (0.0, f64::INFINITY), ANY, "its standard error").or("none"),
    Field::new("holds", Kind::Flag, "whether it was near enough to what was expected"),
];

/// Reads what was recorded for a study; nothing without the file.
///
/// # Errors
/// Every problem of the file.
pub fn load_recorded(folder: &Path) -> Result<Vec<RecordedValue>, Problems> {
    let path = folder.join(RECORDED);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let mut library = Library::default();
    let source = library.open(&path);
    let raw = source.and_then(|source| read_csv(&TABLE, &source, &mut library.problems));
    let problems = &mut library.problems;
    let rows = raw.iter().flat_map(|table| &table.rows).map(|raw| {
        let row = judge::row(COLUMNS, |name| raw.cells.get(name), " in recorded", &raw.at, problems);
        RecordedValue {
            benchmark: row.text("benchmark").to_owned(),
            what: row.text("what").to_owned(),
            got: row.number("got").unwrap_or(f64::NAN),
            standard_error: row.number("standard_error").unwrap_or(f64::NAN),
            holds: row.flag("holds"),
        }
    });
    let rows = rows.collect();
    let problems = library.problems.sorted();
    if problems.errors() > 0 { Err(problems) } else { Ok(rows) }
}
