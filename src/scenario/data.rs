//! Values as a file states them, with where they stand.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::problems::{Problem, Problems};
use super::source::{Source, Spot};

/// A value as stated.
#[derive(Clone, Debug)]
pub(crate) enum Data {
    /// The text of a cell of a CSV table, of no kind yet.
    Cell(String),
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A date.
    Date(Date),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Vec<Entry>),
    /// Something whose problem has been reported.
    Broken,
}

impl Data {
    /// What kind of value it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Cell(_) | Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Broken => "nothing",
        }
    }
}

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub data: Data,
    pub at: Spot,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: String,
    pub key_at: Spot,
    pub value: Node,
}

/// The entries of a TOML file in their order. Every error of syntax is reported; `None` if so much
/// is broken that judging the rest would only raise false alarms.
pub(crate) fn parse(source: &Arc<Source>, problems: &mut Problems) -> Option<Vec<Entry>> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let broken: Vec<Range<usize>> = errors.iter().filter_map(toml::de::Error::span).collect();
    let mut reader = Reader { source, broken: &broken, local: vec![false; broken.len()] };
    let entries = reader.entries(table.get_ref());
    let mut harmless = reader.local.into_iter();
    let mut told: Vec<(bool, &toml::de::Error)> = errors
        .iter()
        .map(|e| (e.span().is_some() && harmless.next() == Some(true) || is_duplicate(e), e))
        .collect();
    told.sort_by_key(|(_, error)| error.span().map_or(0, |span| span.start));
    // What follows an error of structure is noise: the parser has lost its way.
    let lost = told.iter().position(|(harmless, _)| !harmless);
    for (_, error) in told.iter().take(lost.map_or(told.len(), |first| first + 1)) {
        problems.push(syntax_problem(error, source));
    }
    lost.is_none().then_some(entries)
}

fn is_duplicate(error: &toml::de::Error) -> bool {
    error.message().starts_with("duplicate key")
}

fn syntax_problem(error: &toml::de::Error, source: &Arc<Source>) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let at = Spot { source: source.clone(), span };
    let (what, expected) = error.message().split_once(", expected ").unwrap_or((error.message(), ""));
    if what == "invalid date" || what == "invalid datetime" {
        return Problem::error(format!("`{}` is not a date", at.text()))
            .at(&at)
            .label(format!("expected {expected}; dates are written year-month-day, as 2016-08-01"));
    }
    if what == "string values must be quoted" {
        let problem = Problem::error("text is not in quotation marks");
        return problem.at(&at).label("write \"…\"; only numbers, dates, true and false go without");
    }
    let label = if expected.is_empty() { String::new() } else { format!("expected {expected}") };
    Problem::error(format!("this is not TOML: {what}")).at(&at).label(label)
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    broken: &'a [Range<usize>],
    local: Vec<bool>,
}

impl Reader<'_> {
    fn spot(&self, span: Range<usize>) -> Spot {
        Spot { source: self.source.clone(), span }
    }

    fn entries(&mut self, table: &DeTable<'_>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                key_at: self.spot(key.span()),
                value: self.node(value),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_at.span.start);
        entries
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>) -> Node {
        let span = value.span();
        let data = match value.get_ref() {
            DeValue::Table(table) => Data::Table(self.entries(table)),
            DeValue::Array(items) => Data::List(items.iter().map(|item| self.node(item)).collect()),
            _ if self.is_broken(&span) => Data::Broken,
            DeValue::String(text) => Data::Text(text.to_string()),
            DeValue::Boolean(flag) => Data::Flag(*flag),
            DeValue::Float(float) => Data::Number(float.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Integer(n) => Data::Number(whole(n.as_str(), n.radix())),
            DeValue::Datetime(moment) => {
                date_of(moment).map_or_else(|| Data::Text(moment.to_string()), Data::Date)
            }
        };
        Node { data, at: self.spot(span) }
    }

    fn is_broken(&mut self, span: &Range<usize>) -> bool {
        let mut hit = false;
        for (broken, local) in self.broken.iter().zip(&mut self.local) {
            if broken.start <= span.end && span.start <= broken.end {
                (hit, *local) = (true, true);
            }
        }
        hit
    }
}

fn whole(digits: &str, radix: u32) -> f64 {
    if radix == 10 {
        return digits.parse().unwrap_or(f64::NAN);
    }
    i64::from_str_radix(digits, radix).map_or(f64::NAN, |n| n as f64)
}

fn date_of(moment: &Datetime) -> Option<Date> {
    if moment.time.is_some() || moment.offset.is_some() {
        return None;
    }
    let date = moment.date?;
    Date::new(i16::try_from(date.year).ok()?, date.month as i8, date.day as i8).ok()
}
