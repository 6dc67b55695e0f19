//! Files as text, and spots in them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::problems::{Problem, Problems};
use super::{Input, names};
use crate::catalogue::Origin;

/// A file that was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// The file as the user would name it.
    pub name: String,
    /// The file within its case.
    pub file: String,
    /// The folder that its own references are relative to.
    pub folder: PathBuf,
    /// What is in it.
    pub text: String,
    /// Where its lines begin.
    lines: Vec<usize>,
}

impl Source {
    /// A file with its text.
    pub(crate) fn new(name: String, file: String, folder: PathBuf, text: String) -> Self {
        let breaks = text.match_indices('\n').map(|(i, _)| i + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        Self { name, file, folder, text, lines }
    }

    /// The line, from 1, in which a byte stands.
    fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start <= byte)
    }
}

/// A stretch of a file.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes.
    pub span: Range<usize>,
}

/// A spot as people count.
pub(crate) struct Position {
    pub line: usize,
    pub column: usize,
    pub text: String,
    pub caret: usize,
}

impl Spot {
    /// The start of a file.
    pub(crate) fn top(source: &Arc<Source>) -> Self {
        Self { source: source.clone(), span: 0..0 }
    }

    /// Line, column and the line's text.
    pub(crate) fn position(&self) -> Position {
        let text = &self.source.text;
        let start = floor(text, self.span.start);
        let end = floor(text, self.span.end.max(start));
        let line = self.source.line(start);
        let line_start = self.source.lines.get(line - 1).copied().unwrap_or(0);
        let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        Position {
            line,
            column: text[line_start..start].chars().count() + 1,
            text: text[line_start..line_end].trim_end_matches('\r').to_owned(),
            caret: text[start..end.min(line_end)].chars().count().max(1),
        }
    }

    /// The text itself.
    pub(crate) fn text(&self) -> &str {
        self.source.text.get(self.span.clone()).unwrap_or("")
    }

    /// Where a value here came from.
    pub(crate) fn origin(&self) -> Origin {
        Origin::File { file: self.source.file.clone(), line: self.source.line(self.span.start) }
    }
}

/// The nearest character boundary at or before an index.
fn floor(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// The files of a case, each read once, and the problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Library {
    files: BTreeMap<PathBuf, Option<Arc<Source>>>,
    /// What was read, in order.
    pub inputs: Vec<Input>,
    /// What is wrong.
    pub problems: Problems,
}

impl Library {
    /// A file that the user names.
    pub(crate) fn open(&mut self, path: &Path) -> Option<Arc<Source>> {
        let file = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        self.open_as(path, file, None)
    }

    /// A file that another file names, relative to it.
    pub(crate) fn open_beside(&mut self, file: &str, asked: &Spot) -> Option<Arc<Source>> {
        let path = asked.source.folder.join(file);
        self.open_as(&path, file.to_owned(), Some(asked))
    }

    fn open_as(&mut self, path: &Path, file: String, asked: Option<&Spot>) -> Option<Arc<Source>> {
        if let Some(known) = self.files.get(path) {
            return known.clone();
        }
        let source = match read(path, &file, asked) {
            Ok(source) => Some(Arc::new(source)),
            Err(problem) => {
                self.problems.push(*problem);
                None
            }
        };
        if let Some(source) = &source {
            let digest = blake3::hash(source.text.as_bytes()).to_hex().to_string();
            self.inputs.push(Input { file: source.name.clone(), digest });
        }
        self.files.insert(path.to_owned(), source.clone());
        source
    }
}

fn read(path: &Path, file: &str, asked: Option<&Spot>) -> Result<Source, Box<Problem>> {
    let name = path.display().to_string();
    let place = |problem: Problem, label: &str| match asked {
        Some(spot) => problem.at(spot).label(label),
        None => problem.in_file(&name).label(label),
    };
    if path.is_dir() {
        let problem = Problem::error(format!("`{file}` is a folder, not a file"));
        return Err(Box::new(place(problem, "name a file in it")));
    }
    if !path.is_file() {
        let problem = Problem::error(format!("there is no file `{file}`"));
        return Err(Box::new(place(problem, &neighbour(path, file))));
    }
    let bytes = std::fs::read(path)
        .map_err(|why| Box::new(place(Problem::error(format!("`{file}` can't be read: {why}")), "")))?;
    let text = String::from_utf8(bytes).map_err(|why| Box::new(not_text(&name, file, &why)))?;
    let folder = path.parent().unwrap_or_else(|| Path::new("")).to_owned();
    // Spreadsheets put a byte order mark in front; it is no part of the first column's name.
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(Source::new(name, file.to_owned(), folder, text))
}

fn not_text(name: &str, file: &str, why: &std::string::FromUtf8Error) -> Problem {
    let good = why.utf8_error().valid_up_to();
    let line = why.as_bytes()[..good].iter().filter(|b| **b == b'\n').count() + 1;
    Problem::error(format!("`{file}` is not UTF-8 text (line {line})"))
        .in_file(name)
        .label("save it with the encoding UTF-8 (spreadsheets call it \"CSV UTF-8\")")
}

/// The file in the same folder whose name comes nearest.
fn neighbour(path: &Path, file: &str) -> String {
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let listed = std::fs::read_dir(folder).map(|entries| {
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    });
    let mut found: Vec<String> = listed.unwrap_or_default();
    found.retain(|name| name != file);
    found.sort();
    names::nearest(file, found.iter().map(String::as_str))
        .map_or_else(String::new, |near| format!("did you mean `{near}`?"))
}
