//! From stated values to typed ones, with every problem named.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::data::{Data, Node};
use super::field::{Field, Kind, span};
use super::names::{Candidate, unknown};
use super::problems::{Problem, Problems};
use super::source::Spot;

/// A typed value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    Text(String),
    Number(f64),
    Flag(bool),
    Date(Date),
    List(Vec<String>),
}

/// A row of typed values by field; what is blank is not there.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub cells: BTreeMap<&'static str, (Typed, Spot)>,
    /// Fields with a value that is wrong and has been reported.
    pub wrong: BTreeSet<&'static str>,
    pub at: Spot,
}

impl Row {
    /// A row without values.
    pub(crate) fn empty(at: Spot) -> Self {
        Self { cells: BTreeMap::new(), wrong: BTreeSet::new(), at }
    }

    /// A number, if it is there.
    pub(crate) fn number(&self, field: &str) -> Option<f64> {
        match self.cells.get(field) {
            Some((Typed::Number(x), _)) => Some(*x),
            _ => None,
        }
    }

    /// A text or word; empty if it is not there.
    pub(crate) fn text(&self, field: &str) -> &str {
        match self.cells.get(field) {
            Some((Typed::Text(x), _)) => x,
            _ => "",
        }
    }

    /// Yes or no; no if it is not there.
    pub(crate) fn flag(&self, field: &str) -> bool {
        matches!(self.cells.get(field), Some((Typed::Flag(true), _)))
    }

    /// A date, if it is there.
    pub(crate) fn date(&self, field: &str) -> Option<Date> {
        match self.cells.get(field) {
            Some((Typed::Date(x), _)) => Some(*x),
            _ => None,
        }
    }

    /// A list of texts; empty if it is not there.
    pub(crate) fn list(&self, field: &str) -> Vec<&str> {
        match self.cells.get(field) {
            Some((Typed::List(x), _)) => x.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether nothing is stated.
    pub(crate) fn blank(&self, field: &str) -> bool {
        !self.cells.contains_key(field) && !self.wrong.contains(field)
    }

    /// Where a value stands; the row if it is not there.
    pub(crate) fn spot(&self, field: &str) -> &Spot {
        self.cells.get(field).map_or(&self.at, |(_, spot)| spot)
    }
}

/// Judges a value against its field. `place` says where we are, for messages.
pub(crate) fn typed(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    if matches!(node.data, Data::Broken) {
        return None;
    }
    if is_blank(&node.data) {
        if field.required() {
            problems.push(missing(field, place, &node.at));
        }
        return None;
    }
    match field.kind {
        Kind::Text => text(field, node, place, problems),
        Kind::Id => id(field, node, place, problems),
        Kind::Reference(_) => text(field, node, place, problems),
        Kind::Word(words) => word(field, words, node, place, problems),
        Kind::Flag => flag(field, node, place, problems),
        Kind::Date => date(field, node, place, problems),
        Kind::References(_) | Kind::Texts => list(field, node, place, problems),
        Kind::Number | Kind::Whole => number(field, node, place, problems),
        Kind::Quota => quota(field, node, place, problems),
    }
}

fn is_blank(data: &Data) -> bool {
    match data {
        Data::Cell(text) | Data::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// The problem of a value that has to be there.
pub(crate) fn missing(field: &Field, place: &str, at: &Spot) -> Problem {
    Problem::error(format!("`{}` is missing{place}", field.name)).at(at).label(expectation(field))
}

fn expectation(field: &Field) -> String {
    let about = field.about();
    if about.is_empty() { field.meaning.to_owned() } else { format!("{} ({about})", field.meaning) }
}

fn wrong(field: &Field, node: &Node, place: &str, wanted: &str, problems: &mut Problems) -> Option<Typed> {
    let stated = match &node.data {
        Data::Cell(text) | Data::Text(text) => format!("`{}`", text.chars().take(60).collect::<String>()),
        other => other.kind().to_owned(),
    };
    problems.push(
        Problem::error(format!("`{}` should be {wanted}{place}, not {stated}", field.name))
            .at(&node.at)
            .label(expectation(field)),
    );
    None
}

fn text(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    match &node.data {
        Data::Cell(text) | Data::Text(text) => Some(Typed::Text(text.trim().to_owned())),
        _ => wrong(field, node, place, "text in quotes", problems),
    }
}

fn id(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    let Some(Typed::Text(id)) = text(field, node, place, problems) else { return None };
    if id.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-' || c == '.') {
        return Some(Typed::Text(id));
    }
    wrong(field, node, place, "letters, digits, `_`, `-` or `.`", problems)
}

fn word(
    field: &Field,
    words: &[&'static str],
    node: &Node,
    place: &str,
    problems: &mut Problems,
) -> Option<Typed> {
    let Some(Typed::Text(word)) = text(field, node, place, problems) else { return None };
    if words.contains(&word.as_str()) {
        return Some(Typed::Text(word));
    }
    let known: Vec<Candidate> = words.iter().map(|w| Candidate::bare(w)).collect();
    let problem = unknown(&format!("`{}`", field.name), &word, place, &node.at, &known);
    problems.push(problem.help(format!("one of: {}", words.join(", "))));
    None
}

fn flag(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    let stated = match &node.data {
        Data::Flag(flag) => return Some(Typed::Flag(*flag)),
        Data::Cell(text) | Data::Text(text) => text.trim().to_lowercase(),
        _ => String::new(),
    };
    match stated.as_str() {
        "yes" | "true" => Some(Typed::Flag(true)),
        "no" | "false" => Some(Typed::Flag(false)),
        _ => wrong(field, node, place, "yes or no", problems),
    }
}

fn date(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    let parsed = match &node.data {
        Data::Date(date) => Some(*date),
        Data::Cell(text) => text.trim().parse::<Date>().ok().filter(|_| text.trim().len() == 10),
        _ => None,
    };
    match parsed {
        Some(date) => Some(Typed::Date(date)),
        None => wrong(field, node, place, "a date, as 2016-08-01", problems),
    }
}

fn list(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    let names = match &node.data {
        Data::Cell(text) => text.split_whitespace().map(|w| Some(w.to_owned())).collect(),
        Data::Text(text) if field.kind != Kind::Texts => {
            text.split_whitespace().map(|w| Some(w.to_owned())).collect()
        }
        Data::List(items) => items.iter().map(text_of).collect(),
        _ => vec![None],
    };
    let known: Option<Vec<String>> = names.into_iter().collect();
    match known {
        Some(names) => Some(Typed::List(names)),
        None => wrong(field, node, place, "a list of names, as [\"one\", \"two\"]", problems),
    }
}

fn text_of(node: &Node) -> Option<String> {
    match &node.data {
        Data::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn quota(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    match &node.data {
        Data::Cell(text) | Data::Text(text) if text.trim() == "unlimited" => {
            Some(Typed::Number(f64::INFINITY))
        }
        _ => number(field, node, place, problems),
    }
}

fn number(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    let value = match &node.data {
        Data::Number(x) => *x,
        Data::Cell(text) => match text.trim().parse::<f64>() {
            Ok(x) => x,
            Err(_) => return not_a_number(field, text.trim(), node, place, problems),
        },
        _ => return wrong(field, node, place, "a number", problems),
    };
    if field.kind == Kind::Whole && value.is_finite() && value.fract() != 0.0 {
        return wrong_number(field, value, node, place, "is not a whole number", problems);
    }
    let bounds = Bounds { unit: field.unit, limits: field.limits, range: field.range };
    bounds.judge(field.name, value, place, &node.at, true, problems).map(Typed::Number)
}

fn wrong_number(
    field: &Field,
    value: f64,
    node: &Node,
    place: &str,
    what: &str,
    problems: &mut Problems,
) -> Option<Typed> {
    let message = format!("`{}` is {value}{place}, which {what}", field.name);
    problems.push(Problem::error(message).at(&node.at).label(expectation(field)));
    None
}

fn not_a_number(
    field: &Field,
    text: &str,
    node: &Node,
    place: &str,
    problems: &mut Problems,
) -> Option<Typed> {
    let repaired = |from: &str, to: &str| text.replace(from, to).parse::<f64>().is_ok();
    let hint = if let Some(percent) = text.strip_suffix('%').and_then(|t| t.trim().parse::<f64>().ok()) {
        format!("write {} for {text}", percent / 100.0)
    } else if repaired(",", "") && text.split(',').skip(1).all(|group| group.len() == 3) {
        format!("write {}, without separators of thousands", text.replace(',', ""))
    } else if repaired(",", ".") {
        format!("write {}, with a point", text.replace(',', "."))
    } else {
        expectation(field)
    };
    let shown: String = text.chars().take(60).collect();
    problems.push(
        Problem::error(format!("`{}` should be a number{place}, not `{shown}`", field.name))
            .at(&node.at)
            .label(hint),
    );
    None
}

/// What a number may be.
pub(crate) struct Bounds {
    pub unit: &'static str,
    pub limits: (f64, f64),
    pub range: (f64, f64),
}

impl Bounds {
    /// The number, if it is possible. Warns of implausible ones if `doubt` is asked for.
    pub(crate) fn judge(
        &self,
        name: &str,
        value: f64,
        place: &str,
        at: &Spot,
        doubt: bool,
        problems: &mut Problems,
    ) -> Option<f64> {
        if !value.is_finite() {
            let message = format!("`{name}` is not a finite number{place}");
            problems.push(Problem::error(message).at(at).label(self.expected(self.limits)));
            return None;
        }
        if value < self.limits.0 || value > self.limits.1 {
            let message = format!("`{name}` is {value}{place}, outside what is possible");
            problems.push(Problem::error(message).at(at).label(self.expected(self.limits)));
            return None;
        }
        if doubt && self.range.0 < self.range.1 && (value < self.range.0 || value > self.range.1) {
            let message = format!("`{name}` is {value}{place}, outside its plausible range");
            problems.push(Problem::warning(message).at(at).label(self.expected(self.range)));
        }
        Some(value)
    }

    fn expected(&self, bounds: (f64, f64)) -> String {
        let unit = if self.unit.is_empty() { String::new() } else { format!(" ({})", self.unit) };
        format!("{}{unit}", span(bounds))
    }
}

/// Judges a set of values against the fields that may stand there. Fields that are not there at all
/// are left to [`report_absent`], since a table names its columns only once.
pub(crate) fn row<'a>(
    fields: &[Field],
    find: impl Fn(&str) -> Option<&'a Node>,
    place: &str,
    at: &Spot,
    problems: &mut Problems,
) -> Row {
    let mut row = Row::empty(at.clone());
    for field in fields {
        let Some(node) = find(field.name) else { continue };
        if let Some(value) = typed(field, node, place, problems) {
            row.cells.insert(field.name, (value, node.at.clone()));
        } else if !is_blank(&node.data) {
            row.wrong.insert(field.name);
        }
    }
    row
}

/// Reports every field that has to be there and is not.
pub(crate) fn report_absent<'a>(
    fields: &[Field],
    find: impl Fn(&str) -> Option<&'a Node>,
    place: &str,
    at: &Spot,
    problems: &mut Problems,
) {
    for field in fields.iter().filter(|field| field.required() && find(field.name).is_none()) {
        problems.push(missing(field, place, at));
    }
}
