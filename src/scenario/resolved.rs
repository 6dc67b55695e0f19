//! A scenario spelled out in one file, each value with where it came from. The file loads again by
//! itself to the same digest.

mod cells;

use super::Origins;
use super::parameters::short;
use crate::catalogue::{Origin, Parameter, Setting, Settings, Value};
use crate::mechanisms;
use crate::world::{Policy, Scenario};
use crate::{levers, units::Day};
use cells::Cells;

const HEAD: &str = "\
# Everything that this scenario depends on, spelled out. Behind each value stands where it came from:
# a file and line, or the catalogue's default; for tables also the source of the column.
# No run depends on observed figures; those of the scenarios beside this one stand at the end.
";

/// The scenario as one file. Of tables only the columns' sources are told; see [`resolved_with`].
#[must_use]
pub fn resolved_toml(scenario: &Scenario) -> String {
    resolved_with(scenario, &Origins::default())
}

/// The scenario as one file, with the file and line of every value.
#[must_use]
pub fn resolved_with(scenario: &Scenario, origins: &Origins) -> String {
    resolved_beside(scenario, origins, &[])
}

/// The same, with what was observed in the scenarios `beside` it, whose files lie in the same folder.
#[must_use]
pub fn resolved_beside(scenario: &Scenario, origins: &Origins, beside: &[&str]) -> String {
    let mut writer = Writer { scenario, origins, text: HEAD.to_owned() };
    writer.head();
    for mechanism in mechanisms::ALL.iter().filter(|m| !m.parameters.is_empty()) {
        writer.line(&format!("\n[{}]", mechanism.name));
        mechanism.parameters.iter().for_each(|p| writer.parameter(p, &scenario.settings));
    }
    for policy in &scenario.policies {
        writer.line("\n[[policy]]");
        writer.policy(policy);
    }
    for (table, rows) in cells::tables(scenario) {
        for row in &rows {
            writer.line(&format!("\n[[tables.{table}]]"));
            writer.row(table, row);
        }
    }
    for row in &cells::observations(scenario, beside) {
        writer.line("\n[[tables.observations]]");
        writer.row("observations", row);
    }
    writer.text
}

/// A policy or a row of a table, spelled out as in the resolved file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Section {
    /// `policies`, or the table.
    pub owner: &'static str,
    /// The policy's name, or the row's id.
    pub name: String,
    /// What its keys mean is explained under this name: the lever, or the table.
    pub meant_by: &'static str,
    /// Its keys and values.
    pub text: String,
}

/// What a scenario names itself: its policies, and the rows of its tables that have an id.
#[must_use]
pub fn sections(scenario: &Scenario, origins: &Origins) -> Vec<Section> {
    let spelled_out = |write: &dyn Fn(&mut Writer)| {
        let mut writer = Writer { scenario, origins, text: String::new() };
        write(&mut writer);
        writer.text
    };
    let policy = |policy: &Policy| Section {
        owner: "policies",
        name: policy.name.clone(),
        meant_by: policy.lever,
        text: spelled_out(&|writer| writer.policy(policy)),
    };
    let row = |table: &'static str, row: &Cells| Section {
        owner: table,
        name: id_of(row).to_owned(),
        meant_by: table,
        text: spelled_out(&|writer| writer.row(table, row)),
    };
    let mut sections: Vec<Section> = scenario.policies.iter().map(policy).collect();
    for (table, rows) in cells::tables(scenario) {
        if super::tables::find(table).is_some_and(super::tables::Table::keyed) {
            sections.extend(rows.iter().map(|cells| row(table, cells)));
        }
    }
    sections
}

/// Text in quotes as TOML wants it. JSON escapes but for one character are TOML's.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

/// A number as TOML wants it, to the last bit.
fn exact(x: f64) -> String {
    format!("{x:?}")
}

fn list(parts: impl Iterator<Item = String>) -> String {
    format!("[{}]", parts.collect::<Vec<_>>().join(", "))
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Number(x) => exact(*x),
        Value::Word(word) => quoted(word),
        Value::Flag(flag) => flag.to_string(),
        Value::Numbers(numbers) => list(numbers.iter().map(|x| exact(*x))),
    }
}

/// A value, with its range and source if the scenario states them.
fn setting_text(setting: &Setting) -> String {
    let value = value_text(&setting.value);
    if setting.range.is_none() && setting.source.is_none() {
        return value;
    }
    let mut parts = vec![format!("value = {value}")];
    parts.extend(setting.range.map(|(low, high)| format!("range = [{}, {}]", exact(low), exact(high))));
    parts.extend(setting.source.as_ref().map(|source| format!("source = {}", quoted(source))));
    format!("{{ {} }}", parts.join(", "))
}

fn origin_text(origin: &Origin) -> String {
    match origin {
        Origin::Default => "catalogue default".to_owned(),
        Origin::File { file, line } => format!("{file}:{line}"),
        Origin::CommandLine => "command line".to_owned(),
        Origin::Drawn => "drawn from its range".to_owned(),
    }
}

struct Writer<'a> {
    scenario: &'a Scenario,
    origins: &'a Origins,
    text: String,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn head(&mut self) {
        let scenario = self.scenario;
        let calendar = &scenario.calendar;
        let texts =
            [("title", &scenario.title), ("question", &scenario.question), ("summary", &scenario.summary)];
        self.line("format = 1");
        for (key, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            self.key(key, &quoted(text));
        }
        self.key("start", &calendar.start.to_string());
        self.key("end", &calendar.end.to_string());
        self.key("warm_up_days", &calendar.warm_up_days.to_string());
        self.key("period_days", &calendar.period_days.to_string());
        self.key("price_year", &scenario.price_year.to_string());
        self.key("persons_per_agent", &exact(scenario.persons_per_agent));
        self.key("without", &list(scenario.without.iter().map(|name| quoted(name))));
    }

    fn key(&mut self, key: &'static str, value: &str) {
        let origin = match self.origins.key(key) {
            Some(origin) => format!(" # {}", origin_text(origin)),
            None if self.origins.is_empty() => String::new(),
            None => " # default".into(),
        };
        self.line(&format!("{key} = {value}{origin}"));
    }

    fn parameter(&mut self, parameter: &Parameter, settings: &Settings) {
        let name = parameter.name;
        match settings.get(parameter) {
            Some(setting) => {
                let origin = origin_text(&setting.origin);
                self.line(&format!("{name} = {} # {origin}", setting_text(setting)));
            }
            None if settings.number(parameter).is_nan() && is_number(parameter) => {
                self.line(&format!("# {name}: as in the table"));
            }
            None => {
                let value = value_text(&settings.value(parameter));
                let (low, high) = parameter.range;
                let range =
                    if low < high { format!(", {} to {}", short(low), short(high)) } else { String::new() };
                let source = parameter.source.replace(['\n', '\r'], " ");
                self.line(&format!("{name} = {value} # catalogue default{range}; {source}"));
            }
        }
    }

    fn policy(&mut self, policy: &Policy) {
        self.line(&format!("name = {}", quoted(&policy.name)));
        self.line(&format!("lever = {}", quoted(policy.lever)));
        let date = |day: Day| self.scenario.calendar.date(day);
        let dates = match policy.to {
            Some(to) => format!("from = {}\nto = {}", date(policy.from), date(to)),
            None => format!("from = {}", date(policy.from)),
        };
        self.line(&dates);
        self.line(&format!("ramp_days = {}", exact(policy.ramp_days)));
        self.line(&format!("where = {{ {} }}", self.targets(policy)));
        let parameters = levers::find(policy.lever).map_or(&[][..], |lever| lever.text.parameters);
        parameters.iter().for_each(|parameter| self.parameter(parameter, &policy.settings));
        self.line(&format!("public_cost_usd_year = {}", exact(policy.public_cost_usd_year)));
        self.line(&format!("source = {}", quoted(&policy.source)));
    }

    fn targets(&self, policy: &Policy) -> String {
        let scenario = self.scenario;
        let targets = &policy.targets;
        let named = [
            (
                "countries",
                list(targets.countries.iter().map(|id| quoted(&scenario.countries[id.index()].id))),
            ),
            ("places", list(targets.places.iter().map(|id| quoted(&scenario.places[id.index()].id)))),
            ("legs", list(targets.legs.iter().map(|id| quoted(&scenario.legs[id.index()].id)))),
            ("pathways", list(targets.pathways.iter().map(|id| quoted(&scenario.pathways[id.index()].id)))),
        ];
        let full = named.iter().filter(|(_, ids)| ids != "[]").map(|(kind, ids)| format!("{kind} = {ids}"));
        full.collect::<Vec<_>>().join(", ")
    }

    fn row(&mut self, table: &'static str, row: &Cells) {
        let id = id_of(row);
        for (column, value) in row {
            let parts = [self.place(table, id, column), self.source(table, column)];
            let known: Vec<String> = parts.into_iter().flatten().collect();
            let comment = if known.is_empty() { String::new() } else { format!(" # {}", known.join("; ")) };
            self.line(&format!("{column} = {value}{comment}"));
        }
    }

    /// Where a cell was stated; for rows without ids that is not kept.
    fn place(&self, table: &'static str, id: &str, column: &'static str) -> Option<String> {
        self.origins.cell(table, id, "id")?;
        Some(self.origins.cell(table, id, column).map_or_else(|| "blank in the table".into(), origin_text))
    }

    fn source(&self, table: &str, column: &str) -> Option<String> {
        let notes = &self.scenario.source_notes;
        let note = notes.iter().find(|note| note.table == table && note.column == column)?;
        let range = match note.range {
            (low, high) if low < high => format!(", × {} to {}", short(low), short(high)),
            _ => String::new(),
        };
        Some(format!("{}{range}", note.source.replace(char::is_control, " ")))
    }
}

/// The id of a row that has one: its first cell.
fn id_of(row: &Cells) -> &str {
    row.first().map_or("", |(_, id)| id.trim_matches('"'))
}

fn is_number(parameter: &Parameter) -> bool {
    matches!(parameter.default, crate::catalogue::Default::Number(_))
}
