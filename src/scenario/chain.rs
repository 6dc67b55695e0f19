//! The chain of files that a scenario extends.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::data::{Data, Entry, parse};
use super::problems::{Problem, Problems};
use super::source::{Library, Source, Spot};
use super::study::keys::KINDS;

/// One file of the chain.
#[derive(Debug)]
pub(crate) struct Layer {
    pub source: Arc<Source>,
    pub entries: Vec<Entry>,
}

/// The files of a scenario, what is extended first. `None` if one of them can't be read.
pub(crate) fn read_layers(path: &Path, library: &mut Library) -> Option<Vec<Layer>> {
    let mut layers = Vec::new();
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut links: Vec<Spot> = Vec::new();
    let mut source = library.open(path)?;
    let mut sound = true;
    loop {
        seen.push(identity(&source));
        let entries = parse(&source, &mut library.problems);
        if let Some(kind) = entries.as_ref().and_then(|entries| kind_of_study(entries)) {
            library.problems.push(no_scenario(&source, kind));
            return None;
        }
        sound &= entries.is_some();
        let parent = entries.as_ref().and_then(|entries| parent_of(entries));
        layers.push(Layer { source, entries: entries.unwrap_or_default() });
        let Some((file, at)) = parent else { break };
        source = library.open_beside(&file, &at)?;
        links.push(at);
        if let Some(first) = seen.iter().position(|path| *path == identity(&source)) {
            library.problems.extend(cycle(links.get(first..).unwrap_or_default()));
            return None;
        }
    }
    layers.reverse();
    sound.then_some(layers)
}

fn identity(source: &Source) -> PathBuf {
    let path = PathBuf::from(&source.name);
    path.canonicalize().unwrap_or(path)
}

fn parent_of(entries: &[Entry]) -> Option<(String, Spot)> {
    let entry = entries.iter().find(|entry| entry.key == "extends")?;
    match &entry.value.data {
        Data::Text(file) => Some((file.clone(), entry.value.at.clone())),
        _ => None,
    }
}

/// The kind of study that a file says it is.
fn kind_of_study(entries: &[Entry]) -> Option<&Spot> {
    let entry = entries.iter().find(|entry| entry.key == "kind")?;
    let known = |text: &str| KINDS.iter().any(|kind| kind.name == text);
    matches!(&entry.value.data, Data::Text(text) if known(text)).then_some(&entry.key_at)
}

/// The problem of a study in place of a scenario.
fn no_scenario(source: &Source, kind: &Spot) -> Problem {
    Problem::error("this is a study, not a scenario")
        .at(kind)
        .label(format!("wayfare study {} --dry-run", source.name))
        .help("every file of a case's folder that ends in .toml is read as a scenario; a study belongs elsewhere")
}

/// The problem of files that extend each other in a circle. It is told from the same file wherever
/// the circle was entered, so that it is told once.
fn cycle(links: &[Spot]) -> Problems {
    let first = (0..links.len()).min_by_key(|i| &links[*i].source.name).unwrap_or(0);
    let turned: Vec<&Spot> = links.iter().cycle().skip(first).take(links.len() + 1).collect();
    let names: Vec<&str> = turned.iter().map(|link| link.source.file.as_str()).collect();
    let mut problems = Problems::default();
    if let Some(at) = turned.first() {
        let problem = Problem::error("a scenario can't extend itself");
        problems.push(problem.at(at).label(names.join(" → ")));
    }
    problems
}
