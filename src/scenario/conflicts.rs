//! Policies that contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::policies::TypedPolicy;
use super::problems::{Problem, Problems};
use super::tables::TypedTable;
use crate::catalogue::{Default as DefaultValue, Parameter, TargetKind};

/// The lever that leaves nothing for others to act on.
const CLOSING: &str = "close_leg";
/// The lever that acts on what that one did.
const REOPENING: &str = "reopen_leg";

/// Reports every pair of policies that cannot both hold.
pub(crate) fn report_conflicts(
    policies: &[TypedPolicy],
    tables: &BTreeMap<&'static str, TypedTable>,
    problems: &mut Problems,
) {
    for (i, first) in policies.iter().enumerate() {
        for second in policies.iter().skip(i + 1) {
            if !overlap(first, second) {
                continue;
            }
            report_closed(first, second, problems);
            let shared = shared_targets(first, second, tables);
            if let Some(target) = shared.first() {
                report_pair(first, second, target, problems);
            }
        }
    }
}

fn overlap(first: &TypedPolicy, second: &TypedPolicy) -> bool {
    let dates = |p: &TypedPolicy| (p.row.date("from"), p.row.date("to").unwrap_or(Date::MAX));
    let ((Some(from0), to0), (Some(from1), to1)) = (dates(first), dates(second)) else { return false };
    from0 < to1 && from1 < to0
}

/// What both are aimed at; a country stands for the legs that it controls.
fn shared_targets(
    first: &TypedPolicy,
    second: &TypedPolicy,
    tables: &BTreeMap<&'static str, TypedTable>,
) -> Vec<String> {
    let other = targets(second, tables);
    targets(first, tables).into_iter().filter(|target| other.contains(target)).collect()
}

fn targets(policy: &TypedPolicy, tables: &BTreeMap<&'static str, TypedTable>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (kind, ids) in &policy.targets {
        all.extend(ids.iter().map(|id| format!("{kind} {id}")));
    }
    if policy.lever.text.targets.contains(&TargetKind::Legs) {
        let countries = policy.targets.get("countries").map_or(&[][..], Vec::as_slice);
        all.extend(legs_of(countries, tables));
    }
    all
}

fn legs_of(countries: &[String], tables: &BTreeMap<&'static str, TypedTable>) -> Vec<String> {
    let (Some(legs), Some(places)) = (tables.get("legs"), tables.get("places")) else { return Vec::new() };
    let home = |leg: &super::judge::Row| {
        let named = leg.text("enforced_by");
        let from = places.position(leg.text("from")).and_then(|i| places.rows.get(i));
        if named.is_empty() {
            from.map_or("", |place| place.text("country")).to_owned()
        } else {
            named.into()
        }
    };
    let theirs = legs.rows.iter().filter(|leg| countries.contains(&home(leg)));
    theirs.map(|leg| format!("legs {}", leg.text("id"))).collect()
}

fn report_pair(first: &TypedPolicy, second: &TypedPolicy, target: &str, problems: &mut Problems) {
    let (one, two) = (first.lever.text, second.lever.text);
    let place = format!("policies \"{}\" and \"{}\"", first.name, second.name);
    let at = second.row.spot("lever");
    let start_together = first.row.date("from") == second.row.date("from");
    if one.name == two.name {
        if let Some(parameter) = disagreement(first, second).filter(|_| start_together) {
            let message = format!("{place} set `{parameter}` of {target} to different values");
            let problem = Problem::error(message).at(at).label("both start on one day");
            problems.push(
                problem.help(
                    "policies that start on different days may overlap: the later acts on what the earlier left; or let one state both",
                ),
            );
        }
    } else if one.contradicts.contains(&two.name) || two.contradicts.contains(&one.name) {
        let message = format!("{place} contradict each other on {target}");
        problems.push(Problem::error(message).at(at).label("both are in force on some days"));
    }
}

/// Warns of a policy aimed at a leg that another closes. A country's policy may well reach such legs.
fn report_closed(first: &TypedPolicy, second: &TypedPolicy, problems: &mut Problems) {
    let is = |policy: &TypedPolicy, lever| policy.lever.text.name == lever;
    let reopens = is(first, REOPENING) || is(second, REOPENING);
    if reopens || is(first, CLOSING) == is(second, CLOSING) {
        return;
    }
    let legs = |policy: &TypedPolicy| policy.targets.get("legs").cloned().unwrap_or_default();
    let other = legs(second);
    for leg in legs(first).iter().filter(|leg| other.contains(leg)) {
        let message = format!(
            "policies \"{}\" and \"{}\" are aimed at leg `{leg}`, which one of them closes",
            first.name, second.name
        );
        let at = second.row.spot("lever");
        problems.push(Problem::warning(message).at(at).label("the other has no effect there"));
    }
}

/// A parameter that both set, and differently.
fn disagreement(first: &TypedPolicy, second: &TypedPolicy) -> Option<&'static str> {
    let differs = |parameter: &&&'static Parameter| {
        let values = [first, second].map(|p| p.settings.number(parameter));
        // Multiples are multiplied, whatever the order; a value that is not a number is not set.
        let combined = parameter.adds_up || parameter.unit == "multiplier";
        let absolute = matches!(parameter.default, DefaultValue::Number(_)) && !combined;
        absolute && values.iter().all(|x| x.is_finite()) && values[0].to_bits() != values[1].to_bits()
    };
    first.lever.text.parameters.iter().find(differs).map(|parameter| parameter.name)
}
