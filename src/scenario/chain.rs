//! The chain of files that a scenario extends.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::data::{Data, Entry, parse};
use super::problems::Problem;
use super::source::{Library, Source, Spot};

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
    let mut source = library.open(path)?;
    let mut sound = true;
    loop {
        seen.push(identity(&source));
        let entries = parse(&source, &mut library.problems);
        sound &= entries.is_some();
        let parent = entries.as_ref().and_then(|entries| parent_of(entries));
        layers.push(Layer { source, entries: entries.unwrap_or_default() });
        let Some((file, at)) = parent else { break };
        source = library.open_beside(&file, &at)?;
        if seen.contains(&identity(&source)) {
            library.problems.push(cycle(&layers, &source, &at));
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

fn cycle(layers: &[Layer], source: &Source, at: &Spot) -> Problem {
    let mut names: Vec<&str> = layers.iter().map(|layer| layer.source.file.as_str()).collect();
    names.push(&source.file);
    Problem::error("a scenario can't extend itself").at(at).label(names.join(" → "))
}
