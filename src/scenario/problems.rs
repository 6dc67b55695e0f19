//! Problems found in a scenario's files: collected, never thrown one by one.

use std::collections::BTreeSet;
use std::fmt;

use super::source::Spot;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be run.
    Error,
    /// It can be run, but somebody should look at it.
    Warning,
}

/// One problem, with where it is and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as the user would name it.
    pub file: String,
    /// The line, from 1; 0 if the problem is the file as a whole.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The line of source that it is in.
    pub text: String,
    /// How many characters are underlined.
    pub caret: usize,
    /// What would be right, beside the underline.
    pub label: String,
    /// A further line of help.
    pub help: String,
}

impl Problem {
    /// An error.
    #[must_use]
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
            file: String::new(),
            line: 0,
            column: 0,
            text: String::new(),
            caret: 0,
            label: String::new(),
            help: String::new(),
        }
    }

    /// A warning.
    #[must_use]
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// In a file as a whole.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }

    /// At a spot in a file.
    #[must_use]
    pub(crate) fn at(mut self, spot: &Spot) -> Self {
        let position = spot.position();
        self.file = spot.source.name.clone();
        (self.line, self.column) = (position.line, position.column);
        (self.text, self.caret) = (position.text, position.caret);
        self
    }

    /// What would be right.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// What else helps.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// All problems of the files read, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    list: Vec<Problem>,
    seen: BTreeSet<Problem>,
}

impl Problems {
    /// Adds a problem, unless it is there already.
    pub fn push(&mut self, problem: Problem) {
        if self.seen.insert(problem.clone()) {
            self.list.push(problem);
        }
    }

    /// Adds the problems of another list.
    pub fn extend(&mut self, other: Self) {
        other.list.into_iter().for_each(|problem| self.push(problem));
    }

    /// The problems, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|p| p.severity == Severity::Error).count()
    }

    /// Brings them into the order of files and lines; files keep the order in which they came up.
    #[must_use]
    pub(crate) fn sorted(mut self) -> Self {
        let mut files: Vec<String> = Vec::new();
        for problem in &self.list {
            if !files.contains(&problem.file) {
                files.push(problem.file.clone());
            }
        }
        let rank = |file: &str| files.iter().position(|f| f == file);
        self.list.sort_by_key(|p| (rank(&p.file), p.line, p.column));
        self
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}
