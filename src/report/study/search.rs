//! A search as text: the packages of the front, each with its neighbours, and the harms beside them.

use super::grid::lay_out;
use super::sweep::{cells, columns, legend, more};
use super::{change, heading, measured};
use crate::experiment::study::{Package, Search};
use crate::scenario::study::{HARMS, Outcome, Study};

/// Packages of a front that are printed with their neighbours; the tables have all.
const SHOWN: usize = 8;

pub(super) fn render(found: &Search, study: &Study) -> String {
    let front: Vec<usize> = (0..found.packages.len()).filter(|i| found.packages[*i].on_front).collect();
    let mut text = heading(&format!(
        "{} of {} packages tried that no other betters in everything (change against {}: {})",
        front.len(),
        found.packages.len(),
        study.scenarios[0].name,
        measured(study)
    ));
    if !found.any_feasible {
        text += "  no package keeps within the bounds; these are the best of those that do not\n";
    }
    text += &legend(&found.levers);
    let header = columns("package", found.levers.len(), &study.outcomes, &["runs"]);
    let rows: Vec<Vec<String>> = front.iter().map(|i| line(found, study, *i, "")).collect();
    text += &lay_out(&header, &rows);
    text += &more(&study.outcomes);
    text += &harms(found, study, &front);
    text += &heading("Each with its neighbours: how much hangs on the exact values");
    let mut near: Vec<Vec<String>> = Vec::new();
    for &i in front.iter().take(SHOWN) {
        near.push(line(found, study, i, ""));
        near.extend(found.packages[i].neighbours.iter().map(|n| line(found, study, *n, "  ")));
    }
    text += &lay_out(&header, &near);
    text + "\n  A front of means over few runs holds packages by luck; two whose errors overlap are not told apart.\n"
}

fn line(found: &Search, study: &Study, i: usize, indent: &str) -> Vec<String> {
    let package = &found.packages[i];
    let mark = if package.feasible { "" } else { " (out of bounds)" };
    let name = format!("{indent}{}{mark}", i + 1);
    let runs = package.changes.first().map_or(0, |change| change.spread.count);
    cells(&name, &package.values, &package.changes, &study.outcomes, &[runs.to_string()])
}

/// Deaths, abuse and returns of people who fled, whatever else is looked at.
fn harms(found: &Search, study: &Study, front: &[usize]) -> String {
    let mut text = heading("What each does to people: deaths, abuses and returns of those who fled");
    let about =
        |harm: &str| study.outcomes.iter().position(|o| o.indicator.name == harm && o.scope_label == "total");
    let places: Vec<usize> = HARMS.into_iter().filter_map(about).collect();
    let of = |package: &Package, o: usize, outcome: &Outcome| {
        package.changes.get(o).map_or("–".into(), |estimate| change(estimate, outcome))
    };
    let header: Vec<String> = std::iter::once("package".to_owned())
        .chain(places.iter().map(|o| study.outcomes[*o].label()))
        .collect();
    let row = |i: &usize| {
        let cells = places.iter().map(|o| of(&found.packages[*i], *o, &study.outcomes[*o]));
        std::iter::once((i + 1).to_string()).chain(cells).collect()
    };
    text += &lay_out(&header, &front.iter().map(row).collect::<Vec<_>>());
    text
}
