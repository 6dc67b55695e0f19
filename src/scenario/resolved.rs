//! A scenario spelled out in one file, each value with where it came from. The file loads again by
//! itself to the same digest.

mod cells;

use std::fmt::Write as _;

use super::parameters::short;
use crate::catalogue::{Origin, Parameter, Setting, Settings, Value};
use crate::mechanisms;
use crate::world::{Policy, Scenario};
use crate::{levers, units::Day};
use cells::Cells;

const HEAD: &str = "\
# Everything that this scenario depends on, spelled out. Behind each value stands where it came from:
# a file and line, the catalogue's default, or for tables the source of the column.
# Observed figures belong to the case; no run depends on them, and they are not repeated here.
";

/// The scenario as one file.
#[must_use]
pub fn resolved_toml(scenario: &Scenario) -> String {
    let mut writer = Writer { scenario, text: HEAD.to_owned() };
    writer.head();
    for mechanism in mechanisms::ALL.iter().filter(|m| !m.parameters.is_empty()) {
        writer.line(&format!("\n[{}]", mechanism.name));
        mechanism.parameters.iter().for_each(|p| writer.parameter(p, &scenario.settings));
    }
    scenario.policies.iter().for_each(|policy| writer.policy(policy));
    cells::tables(scenario).iter().for_each(|(name, rows)| writer.table(name, rows));
    writer.text
}

/// Text in quotes as TOML wants it. JSON escapes but for one character are TOML's.
fn quoted(text: &str) -> String {
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

struct Writer<'a> {
    scenario: &'a Scenario,
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
        let mut head = String::from("format = 1\n");
        let texts =
            [("title", &scenario.title), ("question", &scenario.question), ("summary", &scenario.summary)];
        for (key, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            let _ = writeln!(head, "{key} = {}", quoted(text));
        }
        let _ = writeln!(head, "start = {}\nend = {}", calendar.start, calendar.end);
        let _ = writeln!(head, "warm_up_days = {}", calendar.warm_up_days);
        let _ = writeln!(head, "period_days = {}", calendar.period_days);
        let _ = writeln!(head, "price_year = {}", scenario.price_year);
        let _ = writeln!(head, "persons_per_agent = {}", exact(scenario.persons_per_agent));
        let _ = writeln!(head, "without = {}", list(scenario.without.iter().map(|name| quoted(name))));
        self.text.push_str(&head);
    }

    fn parameter(&mut self, parameter: &Parameter, settings: &Settings) {
        let name = parameter.name;
        match settings.get(parameter) {
            Some(setting) => {
                let origin = match &setting.origin {
                    Origin::Default => "catalogue default".to_owned(),
                    Origin::File { file, line } => format!("{file}:{line}"),
                };
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
        self.line("\n[[policy]]");
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
            (
                "firm_types",
                list(targets.firm_types.iter().map(|i| quoted(&scenario.firm_types[i.index()].id))),
            ),
        ];
        let full = named.iter().filter(|(_, ids)| ids != "[]").map(|(kind, ids)| format!("{kind} = {ids}"));
        full.collect::<Vec<_>>().join(", ")
    }

    fn table(&mut self, name: &str, rows: &[Cells]) {
        for row in rows {
            self.line(&format!("\n[[tables.{name}]]"));
            for (column, value) in row {
                let source = self.source(name, column);
                self.line(&format!("{column} = {value}{source}"));
            }
        }
    }

    fn source(&self, table: &str, column: &str) -> String {
        let notes = &self.scenario.source_notes;
        let Some(note) = notes.iter().find(|note| note.table == table && note.column == column) else {
            return String::new();
        };
        let range = match note.range {
            (low, high) if low < high => format!(", × {} to {}", short(low), short(high)),
            _ => String::new(),
        };
        format!(" # {}{range}", note.source.replace(char::is_control, " "))
    }
}

fn is_number(parameter: &Parameter) -> bool {
    matches!(parameter.default, crate::catalogue::Default::Number(_))
}
