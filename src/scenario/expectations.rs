//! Expected values of a folder with closed forms or a study's findings: `expected.csv` beside scenario files.

use std::path::Path;

use super::field::{Field, Kind};
use super::judge::{self, Row};
use super::names::{Candidate, unknown};
use super::problems::{Problem, Problems};
use super::rows::meant;
use super::source::Library;
use super::tables::{Table, read_csv};
use crate::outcomes;
use crate::world::{Combination, Expectation, Statistic, Tolerance};

/// The file's name.
pub const EXPECTED: &str = "expected.csv";

pub(super) const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// Words for what is told of several runs.
pub(crate) const STATISTICS: &[(&str, Statistic)] =
    &[("mean", Statistic::Mean), ("variance", Statistic::Variance)];
/// Words for how two scenarios are compared.
pub(crate) const COMBINATIONS: &[(&str, Combination)] =
    &[("difference", Combination::Difference), ("ratio", Combination::Ratio)];
/// Words for how near a value has to come.
const TOLERANCES: &[&str] = &["solved", "chance", "at_most", "more", "less", "within"];

const TABLE: Table = Table {
    name: "expected",
    meaning: "what an outcome of a scenario has to come to, by a closed form",
    columns: COLUMNS,
    required: true,
    most: 4096,
};

const COLUMNS: &[Field] = &[
    Field::new("benchmark", Kind::Text, "the closed form's id"),
    Field::new("scenario", Kind::Text, "the scenario, a file beside the table without its ending"),
    Field::new("what", Kind::Text, "what is looked at, in words"),
    Field::new("indicator", Kind::Text, "the outcome, or several with `+` between them, which are added up"),
    Field::new(
        "scope",
        Kind::Text,
        "what it is about: total, country:…, place:…, leg:…, pathway:… or firm_type:…",
    )
    .or("total"),
    Field::new("per", Kind::Text, "the outcome by which it is divided").or("none"),
    Field::new("per_scope", Kind::Text, "what that is about").or("total"),
    Field::number("times", "multiplier", ANY, ANY, "what the value is multiplied by").or("1"),
    Field::new("against", Kind::Text, "the scenario with which it is compared, seed by seed").or("none"),
    Field::new("how", Kind::Word(&["difference", "ratio"]), "how: its value less, or over, that one's")
        .or("ratio"),
    Field::new("statistic", Kind::Word(&["mean", "variance"]), "what is told of several seeds").or("mean"),
    Field::number("seeds", "runs", (1.0, 1e5), (1.0, 1e5), "how many seeds at least")
        .whole()
        .or("30, and 1 for `solved`"),
    Field::number("expected", "", ANY, ANY, "the value by the closed form"),
    Field::new(
        "tolerance",
        Kind::Word(TOLERANCES),
        "a millionth of the value in every run; three standard errors over seeds; no more than it; more or \
         less than it by three standard errors; or between `low` and `high`",
    ),
    Field::number("low", "", ANY, ANY, "the least that counts as near, for `within`").or("none"),
    Field::number("high", "", ANY, ANY, "the most").or("none"),
    Field::new("formula", Kind::Text, "the closed form"),
    Field::new("source", Kind::Text, "where it comes from"),
];

/// The file that names closed forms which no scenario states.
pub const ABSENT: &str = "absent.csv";

const ABSENT_TABLE: Table = Table {
    name: "absent",
    meaning: "a closed form that no scenario states, and why",
    columns: &[
        Field::new("benchmark", Kind::Text, "the closed form's id"),
        Field::new("why", Kind::Text, "why no scenario states it"),
    ],
    required: false,
    most: 4096,
};

/// Reads which closed forms no scenario of a folder states, and why; none without the file.
///
/// # Errors
/// Every problem of the file.
pub fn load_absent(folder: &Path) -> Result<Vec<(String, String)>, Problems> {
    if !folder.join(ABSENT).is_file() {
        return Ok(Vec::new());
    }
    let mut library = Library::default();
    let source = library.open(&folder.join(ABSENT));
    let raw = source.and_then(|source| read_csv(&ABSENT_TABLE, &source, &mut library.problems));
    let problems = &mut library.problems;
    let rows = raw.iter().flat_map(|table| &table.rows).map(|raw| {
        let find = |name: &str| raw.cells.get(name);
        let row = judge::row(ABSENT_TABLE.columns, find, " in absent", &raw.at, problems);
        (row.text("benchmark").to_owned(), row.text("why").to_owned())
    });
    let rows = rows.collect();
    let problems = library.problems.sorted();
    if problems.errors() > 0 { Err(problems) } else { Ok(rows) }
}

/// Reads the expected values of a folder.
///
/// # Errors
/// Every problem of the file.
pub fn load_expectations(folder: &Path) -> Result<Vec<Expectation>, Problems> {
    let mut library = Library::default();
    let source = library.open(&folder.join(EXPECTED));
    let raw = source.and_then(|source| read_csv(&TABLE, &source, &mut library.problems));
    let problems = &mut library.problems;
    let mut expectations = Vec::new();
    for raw in raw.iter().flat_map(|table| &table.rows) {
        let row = judge::row(COLUMNS, |name| raw.cells.get(name), " in expected", &raw.at, problems);
        report_names(&row, folder, problems);
        report_range(&row, problems);
        expectations.extend(expectation(&row));
    }
    let problems = library.problems.sorted();
    if problems.errors() > 0 { Err(problems) } else { Ok(expectations) }
}

fn expectation(row: &Row) -> Option<Expectation> {
    let text = |column: &str| row.text(column).to_owned();
    let named = |column: &str| Some(text(column)).filter(|name| !name.is_empty());
    let scope = |column: &str| named(column).unwrap_or_else(|| "total".into());
    let tolerance = tolerance(row)?;
    let usual = if tolerance == Tolerance::Solved { 1.0 } else { 30.0 };
    Some(Expectation {
        benchmark: text("benchmark"),
        scenario: text("scenario"),
        what: text("what"),
        indicator: text("indicator"),
        scope: scope("scope"),
        per: named("per").map(|per| (per, scope("per_scope"))),
        times: row.number("times").unwrap_or(1.0),
        against: named("against")
            .map(|other| (other, meant(COMBINATIONS, row.text("how")).unwrap_or(Combination::Ratio))),
        statistic: meant(STATISTICS, row.text("statistic")).unwrap_or(Statistic::Mean),
        seeds: row.number("seeds").unwrap_or(usual) as u32,
        expected: row.number("expected")?,
        tolerance,
        formula: text("formula"),
        source: text("source"),
    })
}

fn tolerance(row: &Row) -> Option<Tolerance> {
    Some(match row.text("tolerance") {
        "solved" => Tolerance::Solved,
        "chance" => Tolerance::Chance,
        "at_most" => Tolerance::AtMost,
        "more" => Tolerance::More,
        "less" => Tolerance::Less,
        "within" => Tolerance::Within(row.number("low")?, row.number("high")?),
        _ => return None,
    })
}

/// The name of a tolerance in the file.
#[must_use]
pub fn tolerance_word(tolerance: Tolerance) -> &'static str {
    match tolerance {
        Tolerance::Solved => "solved",
        Tolerance::Chance => "chance",
        Tolerance::AtMost => "at_most",
        Tolerance::More => "more",
        Tolerance::Less => "less",
        Tolerance::Within(..) => "within",
    }
}

/// A range has two ends, in order, and goes with `within`.
fn report_range(row: &Row, problems: &mut Problems) {
    let within = row.text("tolerance") == "within";
    let (low, high) = (row.number("low"), row.number("high"));
    let problem = match (within, low, high) {
        (true, Some(low), Some(high)) if low > high => Problem::error("`low` is above `high`"),
        (true, Some(_), Some(_)) | (false, None, None) => return,
        (true, ..) => Problem::error("a value `within` a range needs `low` and `high`"),
        (false, ..) => Problem::error("`low` and `high` go with the tolerance `within`"),
    };
    problems.push(problem.at(row.spot("tolerance")));
}

fn report_names(row: &Row, folder: &Path, problems: &mut Problems) {
    for column in ["indicator", "per"] {
        for name in summands(row.text(column)).filter(|name| outcomes::find(name).is_none()) {
            let known: Vec<Candidate> = outcomes::ALL.iter().map(|i| Candidate::bare(i.name)).collect();
            let problem = unknown("indicator", name, " in expected", row.spot(column), &known);
            problems.push(problem.help("see: wayfare list outcomes"));
        }
    }
    for column in ["scenario", "against"] {
        let name = row.text(column);
        if !name.is_empty() && !folder.join(format!("{name}.toml")).is_file() {
            let files = super::scenario_files(folder);
            let stems =
                files.iter().filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
            let known: Vec<Candidate> = stems.map(|name| Candidate::bare(&name)).collect();
            problems.push(unknown("scenario", name, " in expected", row.spot(column), &known));
        }
    }
    for (scope, column) in [("scope", "indicator"), ("per_scope", "per")] {
        for name in summands(row.text(column)) {
            report_scope(row, scope, name, problems);
        }
    }
}

/// The outcomes of which the sum is meant.
fn summands(stated: &str) -> impl Iterator<Item = &str> {
    stated.split('+').map(str::trim).filter(|name| !name.is_empty())
}

/// An outcome is recorded for some kinds of scope only.
fn report_scope(row: &Row, scope: &str, name: &str, problems: &mut Problems) {
    let Some(indicator) = outcomes::find(name) else { return };
    let stated = row.text(scope);
    let kind = super::records::scope_kind(if stated.is_empty() { "total" } else { stated });
    if kind.is_none_or(|kind| !indicator.scopes.contains(&kind)) {
        let words: Vec<&str> = indicator.scopes.iter().map(|kind| kind.word()).collect();
        let message = format!("`{}` is not recorded for `{stated}`", indicator.name);
        problems
            .push(Problem::error(message).at(row.spot(scope)).label(format!("only: {}", words.join(", "))));
    }
}
