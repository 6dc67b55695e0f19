//! What must hold of communities, kinds of firm, series, sources and observations.

use std::collections::BTreeMap;
use std::path::Path;

use super::judge::Row;
use super::names::{Candidate, unknown};
use super::problems::{Problem, Problems};
use super::tables::{self, TABLES, TypedTable, singular};
use crate::catalogue::{Aggregate, Indicator, ScopeKind};
use crate::outcomes;

type Tables = BTreeMap<&'static str, TypedTable>;

/// The table whose ids a series of a quantity names.
pub(crate) fn subject_table(quantity: &str) -> &'static str {
    match quantity {
        "aspiration" => "communities",
        "income" => "places",
        _ => "legs",
    }
}

/// Reports what is wrong in communities, kinds of firm, series, sources and observations.
pub(crate) fn report_records(tables: &Tables, problems: &mut Problems) {
    let rows = |name: &str| tables.get(name).map_or(&[][..], |table| table.rows.as_slice());
    rows("communities").iter().for_each(|row| report_motives(row, problems));
    rows("firm_types").iter().for_each(|row| report_growth(row, problems));
    rows("firm_types").iter().for_each(|row| report_chains(row, problems));
    rows("series").iter().for_each(|row| report_point(row, tables, problems));
    rows("sources").iter().for_each(|row| report_source(row, problems));
    rows("observations").iter().for_each(|row| report_observation(row, tables, problems));
}

/// A firm may grow, not shrink.
fn report_growth(row: &Row, problems: &mut Problems) {
    if let (Some(seats), Some(most)) = (row.number("seats_per_week"), row.number("most_seats_per_week"))
        && most < seats
    {
        let problem = Problem::error("`most_seats_per_week` is below `seats_per_week`");
        let problem =
            problem.at(row.spot("most_seats_per_week")).label(format!("{most}, and {seats} at first"));
        problems.push(problem.help("leave it blank where firms do not grow"));
    }
}

/// Only firms of a network know each other over several legs.
fn report_chains(row: &Row, problems: &mut Problems) {
    if row.number("chains").is_some_and(|legs| legs > 1.0) && !row.flag("network") {
        let problem = Problem::error("only a network sells journeys over several legs");
        let problem = problem.at(row.spot("chains")).label("`network` is no");
        problems.push(problem.help("leave it blank, or say `network` = yes"));
    }
}

/// Motives are shares of the same people.
fn report_motives(row: &Row, problems: &mut Problems) {
    let shares = ["fleeing_share", "family_share", "climate_share"].map(|column| row.number(column));
    let sum: f64 = shares.into_iter().flatten().sum();
    if sum > 1.0 + 1e-9 {
        let message =
            format!("motives of community `{}` add up to {sum:.3}, which is more than 1", row.text("id"));
        let problem = Problem::error(message).at(row.spot("fleeing_share"));
        problems.push(problem.label("with `family_share` and `climate_share`; the rest leave for work"));
    }
}

fn report_point(row: &Row, tables: &Tables, problems: &mut Problems) {
    let (quantity, subject) = (row.text("quantity"), row.text("subject"));
    let name = subject_table(quantity);
    let Some(table) = tables.get(name) else { return };
    if quantity.is_empty() || subject.is_empty() || table.position(subject).is_some() {
        return;
    }
    let place = format!(" in a series of `{quantity}`");
    problems.push(unknown(singular(name), subject, &place, row.spot("subject"), &table.candidates()));
}

fn report_source(row: &Row, problems: &mut Problems) {
    report_order(row, "low", "high", problems);
    let (table, column) = (row.text("table"), row.text("column"));
    if table.is_empty() {
        return;
    }
    let Some(found) = tables::find(table) else {
        let known: Vec<Candidate> = TABLES.iter().map(|t| Candidate::bare(t.name)).collect();
        problems.push(unknown("table", table, " in sources", row.spot("table"), &known));
        return;
    };
    if found.column(column).is_none() && !column.is_empty() {
        let known: Vec<Candidate> = found.columns.iter().map(|c| Candidate::bare(c.name)).collect();
        let place = format!(" of {table} in sources");
        problems.push(unknown("column", column, &place, row.spot("column"), &known));
    }
}

/// The low end of a range may not lie above the high end.
fn report_order(row: &Row, low: &str, high: &str, problems: &mut Problems) {
    if let (Some(bottom), Some(top)) = (row.number(low), row.number(high))
        && bottom > top
    {
        let message = format!("`{low}` is above `{high}`");
        problems.push(Problem::error(message).at(row.spot(low)).label(format!("{bottom} and {top}")));
    }
}

fn report_observation(row: &Row, tables: &Tables, problems: &mut Problems) {
    report_order(row, "low", "high", problems);
    report_window(row, ("from0", "to0"), problems);
    report_window(row, ("from1", "to1"), problems);
    let kind = row.text("kind");
    let has_two = matches!(kind, "ratio" | "substitution" | "lag");
    if has_two && (row.blank("from1") || row.blank("to1")) {
        let problem = Problem::error(format!("a {kind} needs a second window: `from1` and `to1`"));
        problems.push(problem.at(row.spot("kind")));
    }
    report_scenario(row, "scenario", problems);
    report_scenario(row, "baseline", problems);
    report_indicator(row, tables, problems);
}

fn report_window(row: &Row, (from, to): (&str, &str), problems: &mut Problems) {
    if let (Some(first), Some(after)) = (row.date(from), row.date(to))
        && first >= after
    {
        let message = format!("`{to}` is not after `{from}`");
        problems.push(Problem::error(message).at(row.spot(to)).label(format!("`{from}` is {first}")));
    }
}

/// An observation names a scenario by the name of its file, beside the table.
fn report_scenario(row: &Row, column: &'static str, problems: &mut Problems) {
    let name = row.text(column);
    let folder = &row.at.source.folder;
    if name.is_empty() || folder.join(format!("{name}.toml")).is_file() {
        return;
    }
    let known: Vec<Candidate> = scenario_names(folder).iter().map(|n| Candidate::bare(n)).collect();
    problems.push(unknown("scenario", name, " in observations", row.spot(column), &known));
}

fn scenario_names(folder: &Path) -> Vec<String> {
    let files = super::scenario_files(folder);
    files.iter().filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect()
}

/// An indicator, or one over another, must be recorded for the scopes that are named.
fn report_indicator(row: &Row, tables: &Tables, problems: &mut Problems) {
    let Some(names) = sides(row, "indicator", 2, problems) else { return };
    let indicators: Vec<&Indicator> = names.iter().filter_map(|name| known(row, name, problems)).collect();
    if indicators.len() < names.len() {
        return;
    }
    report_counted(row, &indicators, problems);
    let tells_of_two = indicators.len() > 1 || matches!(row.text("kind"), "share" | "substitution");
    let strokes = if tells_of_two { 2 } else { 1 };
    let Some(scopes) = sides(row, "scope", strokes, problems) else { return };
    report_turning(row, &scopes, problems);
    for i in 0..scopes.len().max(indicators.len()) {
        let (scope, indicator) = (scopes.get(i).or(scopes.first()), indicators.get(i).or(indicators.first()));
        if let Some((scope, indicator)) = scope.zip(indicator) {
            report_scope(row, scope, indicator, tables, problems);
        }
    }
}

/// What stands on the sides of a cell's stroke, if it has one and may; none where something is lacking.
fn sides<'r>(
    row: &'r Row,
    column: &'static str,
    most: usize,
    problems: &mut Problems,
) -> Option<Vec<&'r str>> {
    let sides: Vec<&str> = row.text(column).splitn(most, '/').collect();
    if sides.len() > 1 && sides.iter().any(|side| side.is_empty()) {
        let problem = Problem::error("nothing stands on one side of the stroke").at(row.spot(column));
        problems.push(problem);
    }
    sides.iter().all(|side| !side.is_empty()).then_some(sides)
}

/// People turn from one way to another.
fn report_turning(row: &Row, scopes: &[&str], problems: &mut Problems) {
    let fault = match scopes {
        _ if row.text("kind") != "substitution" => return,
        [from, to] if from == to => "a substitution needs two ways, and this is one",
        [_, _] => return,
        _ => "a substitution needs what people turn to instead, after a stroke",
    };
    problems.push(Problem::error(fault).at(row.spot("scope")).label("as country:a/country:b"));
}

fn known(row: &Row, name: &str, problems: &mut Problems) -> Option<&'static Indicator> {
    let found = outcomes::find(name);
    if found.is_none() {
        let known: Vec<Candidate> = outcomes::ALL.iter().map(|i| Candidate::bare(i.name)).collect();
        let problem = unknown("indicator", name, " in observations", row.spot("indicator"), &known);
        problems.push(problem.help("see: wayfare list outcomes"));
    }
    found
}

/// What is told per unit of something else, or is gained and lost, must be counted.
fn report_counted(row: &Row, indicators: &[&Indicator], problems: &mut Problems) {
    let (kind, is_quotient) = (row.text("kind"), indicators.len() > 1);
    let not_counted = indicators.iter().find(|indicator| indicator.aggregate != Aggregate::Sum);
    if let Some(indicator) = not_counted.filter(|_| is_quotient || kind == "substitution") {
        let message = format!("`{}` is not counted", indicator.name);
        let problem = Problem::error(message).at(row.spot("indicator"));
        problems.push(problem.label("what is told per unit of another, or gained and lost, is a count"));
    }
    if is_quotient && !matches!(kind, "level" | "ratio") {
        let problem = Problem::error("only a level or a ratio can be of one indicator over another");
        problems.push(problem.at(row.spot("kind")));
    }
}

fn report_scope(row: &Row, scope: &str, indicator: &Indicator, tables: &Tables, problems: &mut Problems) {
    let Some(kind) = scope_kind(scope) else {
        let problem = Problem::error(format!("`{scope}` is not a scope")).at(row.spot("scope"));
        problems.push(
            problem.label("total, country:…, place:…, leg:…, pathway:… or firm_type:…; several as legs:a+b"),
        );
        return;
    };
    if !indicator.scopes.contains(&kind) {
        let message = format!("`{}` is not recorded for a {}", indicator.name, kind.word());
        let words: Vec<&str> = indicator.scopes.iter().map(|kind| kind.word()).collect();
        problems
            .push(Problem::error(message).at(row.spot("scope")).label(format!("only: {}", words.join(", "))));
    }
    report_scope_ids(row, scope, kind, tables, problems);
}

pub(super) fn scope_kind(scope: &str) -> Option<ScopeKind> {
    if scope == "total" {
        return Some(ScopeKind::Total);
    }
    match scope.split_once(':')?.0 {
        "country" | "countries" => Some(ScopeKind::Country),
        "place" | "places" => Some(ScopeKind::Place),
        "leg" | "legs" => Some(ScopeKind::Leg),
        "pathway" | "pathways" => Some(ScopeKind::Pathway),
        "firm_type" | "firm_types" => Some(ScopeKind::FirmType),
        _ => None,
    }
}

fn report_scope_ids(row: &Row, scope: &str, kind: ScopeKind, tables: &Tables, problems: &mut Problems) {
    let name = match kind {
        ScopeKind::Total | ScopeKind::Spending => return,
        ScopeKind::Country => "countries",
        ScopeKind::Place => "places",
        ScopeKind::Leg => "legs",
        ScopeKind::Pathway => "pathways",
        ScopeKind::FirmType => "firm_types",
    };
    let (Some((_, ids)), Some(table)) = (scope.split_once(':'), tables.get(name)) else { return };
    for id in ids.split('+').filter(|id| table.position(id).is_none()) {
        problems.push(unknown(singular(name), id, " in `scope`", row.spot("scope"), &table.candidates()));
    }
}
