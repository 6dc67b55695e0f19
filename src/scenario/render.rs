//! How problems look on a terminal.

use anstyle::{AnsiColor, Style};

use super::problems::{Problem, Problems, Severity};

/// The longest piece of a line that is shown; tables have long lines.
const WIDTH: usize = 100;
/// What is shown of a long line before the underline.
const BEFORE: usize = 30;

impl Problems {
    /// The problems as text, and how many they are. Colours only if asked for.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        let paint = Paint { colour };
        let mut text: String = self.iter().map(|problem| paint.problem(problem)).collect();
        if !self.is_empty() {
            text.push_str(&self.closing_line());
            text.push('\n');
        }
        text
    }

    fn closing_line(&self) -> String {
        let errors = self.errors();
        let warnings = self.len() - errors;
        match (errors, warnings) {
            (0, n) => format!("{}.", count(n, "warning")),
            (n, 0) => format!("{} found; nothing was run.", count(n, "problem")),
            (n, w) => {
                format!("{} found, and {}; nothing was run.", count(n, "problem"), count(w, "warning"))
            }
        }
    }
}

/// So many of something, in words: `1 warning`, `3 warnings`.
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// The same with a verb: `1 warning is`, `3 warnings are`.
#[must_use]
pub fn count_are(n: usize, noun: &str) -> String {
    format!("{} {}", count(n, noun), if n == 1 { "is" } else { "are" })
}

struct Paint {
    colour: bool,
}

impl Paint {
    fn with(&self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn problem(&self, problem: &Problem) -> String {
        let (word, hue) = match problem.severity {
            Severity::Error => ("error", AnsiColor::Red),
            Severity::Warning => ("warning", AnsiColor::Yellow),
        };
        let style = Style::new().bold().fg_color(Some(hue.into()));
        let bold = Style::new().bold();
        let mut text = format!("{}: {}\n", self.with(style, word), self.with(bold, &problem.message));
        text.push_str(&self.place(problem, style));
        if !problem.help.is_empty() {
            text.push_str(&format!("   {} {}\n", self.dim("="), problem.help));
        }
        text
    }

    fn dim(&self, text: &str) -> String {
        self.with(Style::new().fg_color(Some(AnsiColor::Blue.into())), text)
    }

    fn place(&self, problem: &Problem, style: Style) -> String {
        if problem.file.is_empty() {
            return String::new();
        }
        if problem.line == 0 {
            let label = if problem.label.is_empty() {
                String::new()
            } else {
                format!("   {} {}\n", self.dim("="), problem.label)
            };
            return format!("  {} {}\n{label}", self.dim("-->"), problem.file);
        }
        let number = problem.line.to_string();
        let gutter = " ".repeat(number.len().max(2));
        let (shown, offset) = excerpt(&problem.text, problem.column, problem.caret);
        let room = shown.chars().count().saturating_sub(offset).max(1);
        let carets = "^".repeat(problem.caret.clamp(1, room));
        let underline = self.with(style, format!("{carets} {}", problem.label).trim_end());
        let bar = self.dim("|");
        format!(
            "  {} {}:{}:{}\n{gutter} {bar}\n{number:<width$} {bar} {shown}\n{gutter} {bar} {}{underline}\n",
            self.dim("-->"),
            problem.file,
            problem.line,
            problem.column,
            " ".repeat(offset),
            width = gutter.len(),
        )
    }
}

/// The part of a line around the underline, and where the underline starts in it.
fn excerpt(line: &str, column: usize, caret: usize) -> (String, usize) {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let characters: Vec<char> = line.trim_end().chars().map(plain).collect();
    let start = column.saturating_sub(1).min(characters.len());
    if characters.len() <= WIDTH {
        return (characters.into_iter().collect(), start);
    }
    let first = if start + caret < WIDTH { 0 } else { start.saturating_sub(BEFORE) };
    let last = (first + WIDTH).min(characters.len());
    let lead = if first > 0 { "…" } else { "" };
    let tail = if last < characters.len() { "…" } else { "" };
    let middle: String = characters.get(first..last).unwrap_or_default().iter().collect();
    (format!("{lead}{middle}{tail}"), start - first + lead.chars().count())
}
