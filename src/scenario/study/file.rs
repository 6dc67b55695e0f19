//! From the text to typed values by key: what stands in the file, judged by itself.

use std::path::Path;

use super::keys::{KINDS, KindKeys, SKETCH, STUDY, Section};
use super::{CASES, folder, folder_name};
use crate::scenario::data::{Data, Entry, Node, parse};
use crate::scenario::field::Field;
use crate::scenario::judge::{self, Row};
use crate::scenario::names::{Candidate, nearest, unknown};
use crate::scenario::problems::{Problem, Problems};
use crate::scenario::resolved::quoted;
use crate::scenario::source::{Library, Spot};

/// A study file whose values have been judged one by one.
pub(super) struct StudyFile {
    pub kind: &'static KindKeys,
    /// Keys of every study and those of its kind.
    pub head: Row,
    pub sketch: Row,
    /// Tables by section.
    tables: Vec<(&'static str, Row)>,
}

impl StudyFile {
    /// The tables of a section, in the order of the file.
    pub(super) fn section(&self, name: &str) -> impl Iterator<Item = &Row> {
        self.tables.iter().filter(move |(section, _)| *section == name).map(|(_, row)| row)
    }

    /// The file's text, but for its cases: they are named as those in the folder [`CASES`] beside it.
    pub(super) fn with_cases_beside(&self, path: &Path) -> String {
        let head = &self.head;
        let beside = |named: &str| quoted(&format!("{CASES}/{}", folder_name(&folder(path, named))));
        let all = |key: &str| head.list(key).into_iter().map(beside).collect::<Vec<_>>().join(", ");
        let new = [
            ("case", beside(head.text("case"))),
            ("fitted", format!("[{}]", all("fitted"))),
            ("held_out", format!("[{}]", all("held_out"))),
        ];
        let mut changes: Vec<_> = new.iter().filter(|(key, _)| head.cells.contains_key(key)).collect();
        changes.sort_by_key(|(key, _)| std::cmp::Reverse(head.spot(key).span.start));
        let mut text = head.at.source.text.clone();
        for (key, new) in changes {
            text.replace_range(head.spot(key).span.clone(), new);
        }
        text
    }
}

/// Reads and judges a file; `None` if it can't be told what kind of study it is.
pub(super) fn read(path: &Path, library: &mut Library) -> Option<StudyFile> {
    let source = library.open(path)?;
    let problems = &mut library.problems;
    let entries = parse(&source, problems)?;
    let top = Spot::top(&source);
    let kind = kind(&entries, &top, problems)?;
    let fields: Vec<Field> = STUDY.iter().chain(kind.fields).copied().collect();
    let find = |name: &str| node(&entries, name);
    judge::report_absent(&fields, find, "", &top, problems);
    let head = judge::row(&fields, find, "", &top, problems);
    let mut file = StudyFile { kind, head, sketch: Row::empty(top.clone()), tables: Vec::new() };
    for entry in &entries {
        if let Some(section) = kind.sections.iter().find(|section| section.name == entry.key) {
            let rows = read_section(section, entry, problems);
            file.tables.extend(rows.into_iter().map(|row| (section.name, row)));
        } else if entry.key == "sketch" {
            file.sketch = read_table(SKETCH, &entry.value, " in [sketch]", problems).unwrap_or(file.sketch);
        } else if fields.iter().all(|field| field.name != entry.key) {
            problems.push(unknown_key(entry, kind, &fields));
        }
    }
    report_missing(&file, &entries, &top, problems);
    Some(file)
}

fn node<'a>(entries: &'a [Entry], name: &str) -> Option<&'a Node> {
    entries.iter().find(|entry| entry.key == name).map(|entry| &entry.value)
}

fn kind(entries: &[Entry], top: &Spot, problems: &mut Problems) -> Option<&'static KindKeys> {
    let named = node(entries, "kind").map(|node| &node.data);
    let found = KINDS.iter().find(|kind| matches!(named, Some(Data::Text(name)) if name == kind.name));
    if found.is_none() {
        let fields: Vec<Field> = STUDY.iter().filter(|f| f.name == "kind").copied().collect();
        judge::report_absent(&fields, |name| node(entries, name), "", top, problems);
        judge::row(&fields, |name| node(entries, name), "", top, problems);
    }
    found
}

fn read_section(section: &Section, entry: &Entry, problems: &mut Problems) -> Vec<Row> {
    let Data::List(items) = &entry.value.data else {
        let problem = Problem::error(format!("`{}` should be a list", section.name)).at(&entry.key_at);
        problems.push(problem.label(format!("write [[{}]], with two brackets, before each", section.name)));
        return Vec::new();
    };
    let place = format!(" in [[{}]]", section.name);
    items.iter().filter_map(|item| read_table(section.fields, item, &place, problems)).collect()
}

fn read_table(fields: &[Field], node: &Node, place: &str, problems: &mut Problems) -> Option<Row> {
    let Data::Table(entries) = &node.data else {
        problems.push(Problem::error(format!("a table is missing{place}")).at(&node.at));
        return None;
    };
    let known = candidates(fields);
    for entry in entries.iter().filter(|entry| fields.iter().all(|field| field.name != entry.key)) {
        problems.push(unknown("key", &entry.key, place, &entry.key_at, &known));
    }
    // What was probably meant is judged in its place, and not called missing.
    let meant = |name: &str| {
        let strange = |entry: &&Entry| fields.iter().all(|field| field.name != entry.key);
        let near = |entry: &&Entry| nearest(&entry.key, fields.iter().map(|f| f.name)) == Some(name);
        entries.iter().filter(strange).find(near).map(|entry| &entry.value)
    };
    let find = |name: &str| self::node(entries, name).or_else(|| meant(name));
    judge::report_absent(fields, find, place, &node.at, problems);
    Some(judge::row(fields, find, place, &node.at, problems))
}

fn candidates(fields: &[Field]) -> Vec<Candidate> {
    fields.iter().map(|f| Candidate { name: f.name.into(), about: f.meaning.into() }).collect()
}

fn unknown_key(entry: &Entry, kind: &KindKeys, fields: &[Field]) -> Problem {
    let other = KINDS.iter().filter(|other| other.name != kind.name).find(|other| {
        other.fields.iter().any(|f| f.name == entry.key) || other.sections.iter().any(|s| s.name == entry.key)
    });
    if let Some(other) = other {
        let message = format!("a study of the kind {} has no `{}`", kind.name, entry.key);
        return Problem::error(message).at(&entry.key_at).label(format!("that belongs to {}", other.name));
    }
    let mut known = candidates(fields);
    known.extend(kind.sections.iter().map(|s| Candidate { name: s.name.into(), about: s.meaning.into() }));
    known.push(Candidate { name: "sketch".into(), about: "coarser settings".into() });
    unknown("key", &entry.key, "", &entry.key_at, &known).help("see: wayfare schema study")
}

fn report_missing(file: &StudyFile, entries: &[Entry], top: &Spot, problems: &mut Problems) {
    for section in file.kind.sections.iter().filter(|section| section.least > 0) {
        if node(entries, section.name).is_none() {
            let problem = Problem::error(format!("there is no [[{}]]", section.name)).at(top);
            problems.push(problem.label(format!("at least one: {}", section.meaning)));
        }
    }
}
