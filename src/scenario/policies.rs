//! Policies: what they change, when, and where.

use std::collections::BTreeMap;

use super::data::{Data, Entry, Node};
use super::judge::{self, Row};
use super::keys::{POLICY, WHERE};
use super::names::{Candidate, nearest, unknown};
use super::overlay::RawPolicy;
use super::parameters::{about, candidate, read_setting, unknown_parameter};
use super::problems::{Problem, Problems};
use super::tables::TypedTable;
use crate::catalogue::{Parameter, Settings, TargetKind};
use crate::levers::{self, Lever};

/// A policy whose parts have been judged.
#[derive(Clone, Debug)]
pub(crate) struct TypedPolicy {
    pub name: String,
    pub lever: &'static Lever,
    /// What every policy has: dates, ramp, cost, source.
    pub row: Row,
    /// Ids aimed at, by table.
    pub targets: BTreeMap<&'static str, Vec<String>>,
    pub settings: Settings,
}

/// Judges the policies of a scenario. Those without a known lever are reported and left out.
pub(crate) fn read_policies(
    raw: &[RawPolicy],
    tables: &BTreeMap<&'static str, TypedTable>,
    problems: &mut Problems,
) -> Vec<TypedPolicy> {
    raw.iter().filter_map(|policy| read_policy(policy, tables, problems)).collect()
}

fn read_policy(
    raw: &RawPolicy,
    tables: &BTreeMap<&'static str, TypedTable>,
    problems: &mut Problems,
) -> Option<TypedPolicy> {
    let name = raw.name.clone().unwrap_or_default();
    let place = if name.is_empty() { " in [[policy]]".into() } else { format!(" in [[policy]] \"{name}\"") };
    let lever = find_lever(raw, &place, problems);
    let raw = &repair(raw, lever, &place, problems);
    let find = |key: &str| raw.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value);
    judge::report_absent(POLICY, find, &place, &raw.at, problems);
    let row = judge::row(POLICY, find, &place, &raw.at, problems);
    report_dates(&row, &place, problems);
    let lever = lever?;
    let settings = read_numbers(raw, lever, &place, problems);
    let targets = read_where(raw, lever, tables, &place, problems);
    Some(TypedPolicy { name, lever, row, targets, settings })
}

fn report_dates(row: &Row, place: &str, problems: &mut Problems) {
    if let (Some(from), Some(to)) = (row.date("from"), row.date("to"))
        && from >= to
    {
        let message = format!("`to` is not after `from`{place}");
        problems.push(Problem::error(message).at(row.spot("to")).label(format!("`from` is {from}")));
    }
}

fn find_lever(raw: &RawPolicy, place: &str, problems: &mut Problems) -> Option<&'static Lever> {
    let node = raw.entries.iter().find(|entry| entry.key == "lever").map(|entry| &entry.value)?;
    let Data::Text(name) = &node.data else { return None };
    if let Some(lever) = levers::find(name) {
        return Some(lever);
    }
    if name.is_empty() {
        return None;
    }
    let known: Vec<Candidate> = levers::ALL.iter().map(|l| Candidate::bare(l.text.name)).collect();
    let problem = unknown("lever", name, place, &node.at, &known);
    problems.push(problem.help("see: wayfare list levers"));
    // The rest of the policy is judged as that of the lever that was probably meant.
    nearest(name, levers::ALL.iter().map(|lever| lever.text.name)).and_then(levers::find)
}

/// Reports keys that neither policies nor the lever have. What was probably meant is judged all the
/// same, and not called missing.
fn repair(raw: &RawPolicy, lever: Option<&Lever>, place: &str, problems: &mut Problems) -> RawPolicy {
    let known = candidates(lever);
    let see = lever.map_or("", |lever| lever.text.name);
    let mut repaired = raw.clone();
    for entry in &mut repaired.entries {
        if known.iter().any(|candidate| candidate.name == entry.key) {
            continue;
        }
        let near = nearest(&entry.key, known.iter().map(|c| c.name.as_str()));
        // Without a lever its own numbers are not known, so only likely slips are told.
        if lever.is_some() || near.is_some() {
            problems.push(unknown_parameter(entry, place, &known, see));
        }
        if let Some(near) = near.filter(|near| raw.entries.iter().all(|other| other.key != *near)) {
            near.clone_into(&mut entry.key);
        }
    }
    repaired
}

fn candidates(lever: Option<&Lever>) -> Vec<Candidate> {
    let parameters = lever.map_or(&[][..], |lever| lever.text.parameters);
    let mut known: Vec<Candidate> = parameters.iter().map(|p| candidate(p)).collect();
    known.extend(POLICY.iter().map(|f| Candidate { name: f.name.into(), about: f.about() }));
    known.push(Candidate { name: WHERE.into(), about: "what it is aimed at".into() });
    known
}

/// The lever's own numbers.
fn read_numbers(raw: &RawPolicy, lever: &Lever, place: &str, problems: &mut Problems) -> Settings {
    let mut settings = Settings::default();
    for parameter in lever.text.parameters {
        let stated = raw.entries.iter().find(|entry| entry.key == parameter.name);
        if let Some(setting) = stated.and_then(|entry| read_setting(parameter, entry, place, problems)) {
            settings.set(parameter, setting);
        }
        if stated.is_none() && parameter.required {
            problems.push(missing_number(parameter, raw, lever, place));
        }
    }
    settings
}

fn missing_number(parameter: &Parameter, raw: &RawPolicy, lever: &Lever, place: &str) -> Problem {
    Problem::error(format!("`{}` is missing{place}", parameter.name))
        .at(&raw.at)
        .label(format!("{} ({})", parameter.meaning, about(parameter)))
        .help(format!("see: wayfare explain {}", lever.text.name))
}

fn read_where(
    raw: &RawPolicy,
    lever: &Lever,
    tables: &BTreeMap<&'static str, TypedTable>,
    place: &str,
    problems: &mut Problems,
) -> BTreeMap<&'static str, Vec<String>> {
    let wanted = where_text(lever);
    let mut targets = BTreeMap::new();
    let Some(entry) = raw.entries.iter().find(|entry| entry.key == WHERE) else {
        problems.push(Problem::error(format!("`where` is missing{place}")).at(&raw.at).label(wanted));
        return targets;
    };
    let Data::Table(parts) = &entry.value.data else {
        if !matches!(entry.value.data, Data::Broken) {
            let message = format!("`where` should be a table{place}");
            problems.push(Problem::error(message).at(&entry.value.at).label(wanted));
        }
        return targets;
    };
    for part in parts {
        if let Some(kind) = target_kind(part, lever, place, problems) {
            targets.insert(kind.key(), read_ids(part, kind, tables, place, problems));
        }
    }
    if parts.is_empty() {
        let message = format!("`where` names nothing{place}");
        problems.push(Problem::error(message).at(&entry.value.at).label(wanted));
    }
    targets
}

fn where_text(lever: &Lever) -> String {
    let forms: Vec<String> =
        lever.text.targets.iter().map(|kind| format!("where = {{ {} = [\"…\"] }}", kind.key())).collect();
    format!("what it is aimed at: {}", forms.join(" or "))
}

fn target_kind(part: &Entry, lever: &Lever, place: &str, problems: &mut Problems) -> Option<TargetKind> {
    let kind = TargetKind::ALL.iter().find(|kind| kind.key() == part.key);
    let allowed: Vec<Candidate> = lever.text.targets.iter().map(|k| Candidate::bare(k.key())).collect();
    match kind {
        Some(kind) if lever.text.targets.contains(kind) => Some(*kind),
        Some(kind) => {
            let message = format!("{} can't be aimed at {}{place}", lever.text.name, kind.key());
            problems.push(Problem::error(message).at(&part.key_at).label(where_text(lever)));
            None
        }
        None => {
            problems.push(unknown("target", &part.key, place, &part.key_at, &allowed));
            None
        }
    }
}

fn read_ids(
    part: &Entry,
    kind: TargetKind,
    tables: &BTreeMap<&'static str, TypedTable>,
    place: &str,
    problems: &mut Problems,
) -> Vec<String> {
    let items: Vec<&Node> = match &part.value.data {
        Data::List(items) => items.iter().collect(),
        Data::Text(_) => vec![&part.value],
        _ => Vec::new(),
    };
    if items.is_empty() && !matches!(part.value.data, Data::Broken) {
        let message = format!("`{}` names nothing{place}", part.key);
        problems
            .push(Problem::error(message).at(&part.value.at).label("a list of ids, as [\"one\", \"two\"]"));
    }
    let mut ids = Vec::new();
    for item in items {
        match &item.data {
            Data::Text(id) => {
                if known(id, item, kind, tables, place, problems) && !ids.contains(id) {
                    ids.push(id.clone());
                }
            }
            Data::Broken => {}
            other => {
                let message =
                    format!("`{}` should name ids in quotes{place}, not {}", part.key, other.kind());
                problems.push(Problem::error(message).at(&item.at));
            }
        }
    }
    ids
}

fn known(
    id: &str,
    node: &Node,
    kind: TargetKind,
    tables: &BTreeMap<&'static str, TypedTable>,
    place: &str,
    problems: &mut Problems,
) -> bool {
    // A table that can't be read has been reported; its ids are not known, so none is wrong.
    let found = tables.get(kind.key()).map(|table| (table.position(id).is_some(), table.candidates()));
    let (there, candidates) = found.unwrap_or((false, Vec::new()));
    if !there && (tables.contains_key(kind.key()) || kind == TargetKind::Pathways) {
        let what = super::tables::singular(kind.key());
        problems.push(unknown(what, id, place, &node.at, &candidates));
    }
    there
}
