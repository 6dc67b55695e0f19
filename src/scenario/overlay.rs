//! Overlay: the files of a chain laid on each other, the later over the earlier.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chain::Layer;
use super::data::{Data, Entry, Node};
use super::field::Field;
use super::judge;
use super::keys::{SCENARIO, SECTIONS};
use super::names::{Candidate, nearest, unknown};
use super::problems::{Problem, Problems};
use super::source::{Library, Source, Spot};
use super::tables::{self, RawTable, TABLES, Table, apply_changes, read_csv, read_inline};
use crate::catalogue::Mechanism;
use crate::mechanisms;

/// A scenario as its files state it together.
#[derive(Debug)]
pub(crate) struct Raw {
    /// The first file of the chain that states more than parameters: what all lack is missing in it.
    pub root: Arc<Source>,
    /// Keys that hold one value.
    pub scalars: BTreeMap<&'static str, Node>,
    /// Tables, with changed cells.
    pub tables: BTreeMap<&'static str, RawTable>,
    /// Tables that were named but can't be read.
    pub unreadable: Vec<&'static str>,
    /// What is set under mechanisms: mechanism, key and value.
    pub parameters: Vec<(&'static str, Entry)>,
    /// Policies in order.
    pub policies: Vec<RawPolicy>,
}

/// A policy as stated.
#[derive(Clone, Debug)]
pub(crate) struct RawPolicy {
    pub name: Option<String>,
    pub entries: Vec<Entry>,
    pub at: Spot,
}

/// Lays the files of a chain on each other.
pub(crate) fn merge(layers: Vec<Layer>, library: &mut Library) -> Option<Raw> {
    let whole = |layer: &&Layer| layer.entries.iter().any(|entry| ["start", "tables"].contains(&&*entry.key));
    let root = layers.iter().find(whole).or(layers.first())?.source.clone();
    let mut raw = Raw {
        root,
        scalars: BTreeMap::new(),
        tables: BTreeMap::new(),
        unreadable: Vec::new(),
        parameters: Vec::new(),
        policies: Vec::new(),
    };
    for layer in layers {
        raw.lay(layer, library);
    }
    Some(raw)
}

impl Raw {
    fn lay(&mut self, layer: Layer, library: &mut Library) {
        if !layer.entries.iter().any(|entry| entry.key == "format") {
            let problem = Problem::error("`format` is missing").at(&Spot::top(&layer.source));
            library.problems.push(problem.label("put `format = 1` first"));
        }
        let mut later: Vec<&Entry> = Vec::new();
        for entry in &layer.entries {
            if entry.key == "change" || entry.key == "policy" || entry.key == "drop_policies" {
                later.push(entry);
            } else {
                self.take(entry, library);
            }
        }
        // Cells change and policies go only once the file's own tables and parents are in place.
        later.sort_by_key(|entry| entry.key != "drop_policies");
        for entry in later {
            match entry.key.as_str() {
                "change" => apply_changes(&entry.value, &mut self.tables, &mut library.problems),
                "policy" => self.take_policies(entry, &mut library.problems),
                _ => self.drop_policies(&entry.value, &mut library.problems),
            }
        }
    }

    fn take(&mut self, entry: &Entry, library: &mut Library) {
        let key = entry.key.as_str();
        if let Some(field) = SCENARIO.iter().find(|field| field.name == key) {
            self.scalars.insert(field.name, entry.value.clone());
        } else if key == "tables" {
            self.take_tables(&entry.value, library);
        } else if tables::find(key).is_some() && matches!(entry.value.data, Data::List(_)) {
            let problem = Problem::error(format!("the rows of `{key}` belong under `tables`"));
            library.problems.push(problem.at(&entry.key_at).label(format!("write [[tables.{key}]]")));
        } else if let Some(mechanism) = mechanisms::find(key) {
            self.take_parameters(mechanism.name, entry, &mut library.problems);
        } else {
            library.problems.push(unknown_key(entry));
            // What was probably meant is judged all the same, and not called missing.
            let meant = nearest(key, SCENARIO.iter().map(|field| field.name)).and_then(field);
            if let Some(field) = meant {
                self.scalars.entry(field.name).or_insert_with(|| entry.value.clone());
            }
        }
    }

    fn place_table(&mut self, name: &'static str, read: Option<RawTable>) {
        match read {
            Some(raw) => {
                self.unreadable.retain(|n| *n != name);
                self.tables.insert(name, raw);
            }
            None => {
                self.tables.remove(name);
                self.unreadable.push(name);
            }
        }
    }

    fn take_tables(&mut self, node: &Node, library: &mut Library) {
        let Data::Table(entries) = &node.data else {
            library.problems.push(Problem::error("`tables` should be a table of file names").at(&node.at));
            return;
        };
        for entry in entries {
            match tables::find(&entry.key) {
                Some(table) => self.take_table(table, entry, library),
                None => {
                    let known: Vec<Candidate> = TABLES.iter().map(|t| Candidate::bare(t.name)).collect();
                    let place = " in [tables]";
                    library.problems.push(unknown("table", &entry.key, place, &entry.key_at, &known));
                    let meant = nearest(&entry.key, TABLES.iter().map(|t| t.name)).and_then(tables::find);
                    if let Some(table) = meant {
                        self.take_table(table, entry, library);
                    }
                }
            }
        }
    }

    /// A table is the name of a CSV file, or its rows.
    fn take_table(&mut self, table: &'static Table, entry: &Entry, library: &mut Library) {
        let read = match &entry.value.data {
            Data::Text(file) => {
                let source = library.open_beside(file, &entry.value.at);
                source.and_then(|source| read_csv(table, &source, &mut library.problems))
            }
            _ => read_inline(table, entry, &mut library.problems),
        };
        self.place_table(table.name, read);
    }

    fn take_parameters(&mut self, mechanism: &'static str, entry: &Entry, problems: &mut Problems) {
        let Data::Table(entries) = &entry.value.data else {
            let problem = Problem::error(format!("`{mechanism}` should be a table")).at(&entry.key_at);
            problems.push(problem.label(format!("[{mechanism}], then a line for each parameter")));
            return;
        };
        for entry in entries {
            self.parameters.retain(|(owner, old)| *owner != mechanism || old.key != entry.key);
            self.parameters.push((mechanism, entry.clone()));
        }
    }

    fn take_policies(&mut self, entry: &Entry, problems: &mut Problems) {
        let Data::List(items) = &entry.value.data else {
            let problem = Problem::error("`policy` should be a list of policies").at(&entry.key_at);
            problems.push(problem.label("write [[policy]], with two brackets, before each"));
            return;
        };
        let mut own: Vec<String> = Vec::new();
        for item in items {
            let Some(policy) = read_policy(item, problems) else { continue };
            let name = policy.name.clone().unwrap_or_default();
            if !name.is_empty() && own.contains(&name) {
                let problem = Problem::error(format!("there are two policies named \"{name}\""));
                problems.push(problem.at(&policy.at).label("give one of them another name"));
            }
            own.push(name);
            self.place_policy(policy);
        }
    }

    /// A policy with the name of an earlier one takes its place.
    fn place_policy(&mut self, policy: RawPolicy) {
        let same = |old: &&mut RawPolicy| old.name.is_some() && old.name == policy.name;
        match self.policies.iter_mut().find(same) {
            Some(old) => *old = policy,
            None => self.policies.push(policy),
        }
    }

    fn drop_policies(&mut self, node: &Node, problems: &mut Problems) {
        let Some(field) = field("drop_policies") else { return };
        let Some(judge::Typed::List(names)) = judge::typed(field, node, "", problems) else { return };
        for name in names {
            let before = self.policies.len();
            let known = |p: &RawPolicy| Candidate::bare(p.name.as_deref().unwrap_or_default());
            let candidates: Vec<Candidate> = self.policies.iter().map(known).collect();
            self.policies.retain(|policy| policy.name.as_deref() != Some(name.as_str()));
            if self.policies.len() == before {
                problems.push(unknown("policy", &name, " in `drop_policies`", &node.at, &candidates));
            }
        }
    }
}

/// A key of the scenario file.
pub(crate) fn field(name: &str) -> Option<&'static Field> {
    SCENARIO.iter().find(|field| field.name == name)
}

fn read_policy(item: &Node, problems: &mut Problems) -> Option<RawPolicy> {
    let Data::Table(entries) = &item.data else {
        problems.push(Problem::error("a policy should be a table").at(&item.at));
        return None;
    };
    let named = entries.iter().find(|entry| entry.key == "name");
    let name = named.and_then(|entry| match &entry.value.data {
        Data::Text(name) => Some(name.trim().to_owned()),
        _ => None,
    });
    let at = named.map_or(&item.at, |entry| &entry.value.at).clone();
    Some(RawPolicy { name, entries: entries.clone(), at })
}

fn unknown_key(entry: &Entry) -> Problem {
    let home = mechanisms::parameters().find(|p| p.name == entry.key);
    if let Some(parameter) = home {
        return Problem::error(format!("`{}` does not stand at the top of a file", entry.key))
            .at(&entry.key_at)
            .label(format!("put it under [{}]", parameter.owner));
    }
    let known: Vec<Candidate> = if matches!(entry.value.data, Data::Table(_) | Data::List(_)) {
        let about = |(n, about): &(&str, &str)| Candidate { name: (*n).into(), about: (*about).into() };
        let switch = |m: &&Mechanism| Candidate { name: m.name.into(), about: "a mechanism".into() };
        SECTIONS.iter().map(about).chain(mechanisms::ALL.iter().map(switch)).collect()
    } else {
        SCENARIO.iter().map(|f| Candidate { name: f.name.into(), about: f.meaning.into() }).collect()
    };
    unknown("key", &entry.key, "", &entry.key_at, &known).help("see: wayfare schema")
}
