//! From stated values to typed ones, with every problem named.

use jiff::civil::Date;

use super::data::{Data, Node};
use super::field::{Field, Kind};
use super::names::{Candidate, unknown};
use super::number::{number, numbers, quota};
use super::problems::{Problem, Problems};
use super::source::Spot;
pub(crate) use super::typed::{Row, Typed};

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
        Kind::Numbers => numbers(field, node, place, problems),
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

pub(super) fn expectation(field: &Field) -> String {
    let about = field.about();
    if about.is_empty() { field.meaning.to_owned() } else { format!("{} ({about})", field.meaning) }
}

pub(super) fn wrong(
    field: &Field,
    node: &Node,
    place: &str,
    wanted: &str,
    problems: &mut Problems,
) -> Option<Typed> {
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
