//! `wayfare list`: what can be named.

use std::fmt::Write as _;
use std::path::Path;

use super::exit::Exit;
use super::reply::Reply;
use crate::scenario::tables::TABLES;
use crate::scenario::{BASELINE, about, stated_title};
use crate::{levers, mechanisms, outcomes};

/// What can be listed.
pub(super) const TOPICS: &[&str] = &["levers", "mechanisms", "parameters", "outcomes", "cases", "columns"];

/// Lists a topic, or all that there are. `cases` is the folder with the cases.
#[must_use]
pub(super) fn list(topic: Option<&str>, cases: &Path) -> Reply {
    let Some(topic) = topic else {
        let all = TOPICS.iter().map(|topic| format!("{topic}\n{}\n", indented(topic, cases)));
        return Reply::data(all.collect::<String>().trim_end().to_owned() + "\n");
    };
    match lines(topic, cases) {
        Some(lines) => Reply::data(table(&lines, "")),
        None => {
            let known = TOPICS.join(", ");
            Reply::refusal(Exit::Usage, format!("error: nothing to list as `{topic}`; there are: {known}\n"))
        }
    }
}

fn indented(topic: &str, cases: &Path) -> String {
    table(&lines(topic, cases).unwrap_or_default(), "  ")
}

type Line = (String, String);

fn lines(topic: &str, cases: &Path) -> Option<Vec<Line>> {
    match topic {
        "levers" => Some(levers::ALL.iter().map(|l| (l.text.name.into(), l.text.meaning.into())).collect()),
        "mechanisms" => Some(mechanisms::ALL.iter().map(|m| (m.name.into(), m.summary.into())).collect()),
        "parameters" => Some(mechanisms::parameters().map(parameter_line).collect()),
        "outcomes" => Some(outcomes::ALL.iter().map(outcome_line).collect()),
        "columns" => Some(column_lines()),
        "cases" => Some(case_lines(cases)),
        _ => None,
    }
}

fn parameter_line(parameter: &crate::catalogue::Parameter) -> Line {
    let name = format!("{}.{}", parameter.owner, parameter.name);
    (name, format!("{} ({})", parameter.meaning, about(parameter)))
}

fn outcome_line(indicator: &crate::catalogue::Indicator) -> Line {
    (indicator.name.into(), format!("{} ({})", indicator.meaning, indicator.unit))
}

fn column_lines() -> Vec<Line> {
    let columns = TABLES.iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    columns
        .map(|(table, column)| {
            let about = column.about();
            let about = if about.is_empty() { about } else { format!(" ({about})") };
            (format!("{}.{}", table.name, column.name), format!("{}{about}", column.meaning))
        })
        .collect()
}

/// Folders with a baseline, and the title in it.
fn case_lines(folder: &Path) -> Vec<Line> {
    cases_below(folder)
        .iter()
        .map(|path| (path.display().to_string(), stated_title(&path.join(BASELINE))))
        .collect()
}

/// The folders that hold a baseline, in order; a folder without one may hold several.
pub(super) fn cases_below(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).map(|entries| entries.flatten().map(|e| e.path()).collect());
    let mut folders: Vec<std::path::PathBuf> = entries.unwrap_or_default();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let cases = |path: std::path::PathBuf| {
        if path.join(BASELINE).is_file() { vec![path] } else { cases_below(&path) }
    };
    folders.into_iter().flat_map(cases).collect()
}

fn table(lines: &[Line], lead: &str) -> String {
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for (name, meaning) in lines {
        let _ = writeln!(text, "{lead}{name:width$}  {meaning}");
    }
    text
}
