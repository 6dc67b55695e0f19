//! The head of a scenario: what it is called, its time, and which mechanisms are off.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::judge::{self, Row};
use super::keys::SCENARIO;
use super::names::{Candidate, unknown};
use super::overlay::Raw;
use super::policies::TypedPolicy;
use super::problems::{Problem, Problems};
use super::source::Spot;
use super::tables::{TABLES, TypedTable};
use crate::mechanisms;

/// The longest horizon that makes sense (years).
const LONGEST_YEARS: i32 = 100;

/// Judges the keys of the file that hold one value.
pub(crate) fn read_header(raw: &Raw, problems: &mut Problems) -> Row {
    let at = Spot::top(&raw.root);
    if is_fragment(raw) {
        let problem = Problem::error("this is neither a whole scenario nor does it extend one").at(&at);
        let rule = "every file of a case's folder that ends in .toml is read as a scenario; what is none \
                    belongs in a folder inside it";
        problems.push(problem.label("put extends = \"baseline.toml\" under `format`").help(rule));
        return Row::empty(at);
    }
    let find = |name: &str| raw.scalars.get(name);
    let own: Vec<_> = SCENARIO.iter().filter(|field| field.name != "format").copied().collect();
    judge::report_absent(&own, find, "", &at, problems);
    let row = judge::row(SCENARIO, find, "", &at, problems);
    report_time(&row, problems);
    report_switches(&row, problems);
    report_tables(raw, &at, problems);
    row
}

/// Whether a file lacks all that makes a scenario, and the name of one to build on.
fn is_fragment(raw: &Raw) -> bool {
    let stated = |key: &str| raw.scalars.contains_key(key);
    raw.tables.is_empty() && raw.unreadable.is_empty() && !stated("extends") && !stated("start")
}

fn report_time(row: &Row, problems: &mut Problems) {
    let (Some(start), Some(end)) = (row.date("start"), row.date("end")) else { return };
    if start >= end {
        let problem = Problem::error("`end` is not after `start`").at(row.spot("end"));
        problems
            .push(problem.label(format!("`start` is {start}; `end` is the first day that no longer counts")));
    } else if i32::from(end.year()) - i32::from(start.year()) > LONGEST_YEARS {
        let message = format!("from {start} to {end} are more than {LONGEST_YEARS} years");
        problems.push(Problem::error(message).at(row.spot("end")));
    }
}

fn report_switches(row: &Row, problems: &mut Problems) {
    let switches = mechanisms::ALL.iter().filter(|m| m.without.is_some());
    let known: Vec<Candidate> = switches.map(|m| Candidate::bare(m.name)).collect();
    for name in row.list("without") {
        let at = row.spot("without");
        match mechanisms::find(name) {
            Some(mechanism) if mechanism.without.is_none() => {
                let message = format!("the model can't run without `{name}`");
                let names: Vec<&str> = known.iter().map(|c| c.name.as_str()).collect();
                problems.push(Problem::error(message).at(at).help(format!("can go: {}", names.join(", "))));
            }
            Some(_) => {}
            None => problems.push(unknown("mechanism", name, " in `without`", at, &known)),
        }
    }
}

fn report_tables(raw: &Raw, at: &Spot, problems: &mut Problems) {
    let there = |name: &str| raw.tables.contains_key(name) || raw.unreadable.contains(&name);
    for table in TABLES.iter().filter(|table| table.required && !there(table.name)) {
        problems.push(
            Problem::error(format!("table `{}` is missing", table.name))
                .at(at)
                .label(format!("under [tables]: {0} = \"{0}.csv\"; a row is {1}", table.name, table.meaning)),
        );
    }
}

/// Warns of policies and series that change nothing within the horizon.
pub(crate) fn report_idle(
    row: &Row,
    policies: &[TypedPolicy],
    tables: &BTreeMap<&'static str, TypedTable>,
    problems: &mut Problems,
) {
    let (Some(start), Some(end)) = (row.date("start"), row.date("end")) else { return };
    if start >= end {
        return;
    }
    for policy in policies {
        let Some(from) = policy.row.date("from") else { continue };
        let to = policy.row.date("to").unwrap_or(Date::MAX);
        if from >= end || to <= start {
            let message = format!("policy \"{}\" is never in force within {start} to {end}", policy.name);
            problems.push(Problem::warning(message).at(policy.row.spot("from")).label("outside the horizon"));
        }
    }
    for point in tables.get("series").map_or(&[][..], |table| &table.rows) {
        if point.date("from").is_some_and(|from| from >= end) {
            let problem = Problem::warning("this point of a series lies after the horizon");
            problems.push(problem.at(point.spot("from")).label(format!("the scenario ends on {end}")));
        }
    }
}
