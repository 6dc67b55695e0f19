//! What must hold of the network: whether legs can be travelled, and whether people can arrive.

use std::collections::{BTreeMap, BTreeSet};

use super::judge::Row;
use super::problems::{Problem, Problems};
use super::tables::TypedTable;

/// What a smuggled leg needs that others may leave blank.
const VEHICLE: &[&str] = &["trip_cost_usd", "crew_usd", "vehicle_seats", "vehicle_usd"];

/// Reports legs that can't be travelled and places that can't be reached.
pub(crate) fn report_graph(tables: &BTreeMap<&'static str, TypedTable>, problems: &mut Problems) {
    if let Some(legs) = tables.get("legs") {
        legs.rows.iter().for_each(|leg| report_leg(leg, problems));
    }
    let all = ["places", "legs", "communities"].map(|name| tables.get(name));
    let [Some(places), Some(legs), Some(communities)] = all else { return };
    // Wrong ids have been reported; what follows from them would only distract.
    if [places, legs, communities].iter().any(|table| table.unsound) {
        return;
    }
    let ways = ways(legs);
    let mut reached = BTreeSet::new();
    for community in &communities.rows {
        let start = community.text("place");
        let all = reachable(start, &ways);
        let arrives = |place: &&Row| place.flag("settle") || place.text("role") == "destination";
        let ends = places.rows.iter().filter(arrives).map(|place| place.text("id"));
        if !ends.clone().any(|id| id != start && all.contains(id)) {
            problems.push(stuck(community, start));
        }
        reached.extend(all);
    }
    for place in places.rows.iter().filter(|place| place.text("role") == "destination") {
        if !reached.contains(place.text("id")) {
            let message = format!("nobody can reach destination `{}`", place.text("id"));
            problems.push(Problem::warning(message).at(place.spot("id")).label("no legs lead there"));
        }
    }
}

fn stuck(community: &Row, start: &str) -> Problem {
    Problem::error(format!("people of community `{}` can't arrive anywhere", community.text("id")))
        .at(community.spot("place"))
        .label(format!("no legs lead from `{start}` to a destination or a place to settle"))
}

fn report_leg(leg: &Row, problems: &mut Problems) {
    let id = leg.text("id");
    let known = |column: &str| leg.cells.contains_key(column);
    if known("from") && leg.text("from") == leg.text("to") {
        let message = format!("leg `{id}` starts and ends at `{}`", leg.text("from"));
        problems.push(Problem::error(message).at(leg.spot("to")));
    }
    if known("smuggled") && !leg.flag("smuggled") && leg.blank("fare_usd") {
        let message = format!("nobody can travel leg `{id}`: it has no fare and is not smuggled");
        let problem = Problem::error(message).at(leg.spot("smuggled"));
        problems.push(problem.label("give it a `fare_usd`, or say yes"));
    }
    for column in VEHICLE.iter().filter(|column| leg.flag("smuggled") && leg.blank(column)) {
        let message = format!("`{column}` is missing in legs, row `{id}`");
        let problem = Problem::error(message).at(leg.spot("smuggled"));
        problems.push(problem.label("a leg that smugglers serve needs it"));
    }
}

/// Where one can go from each place.
fn ways(legs: &TypedTable) -> BTreeMap<&str, Vec<&str>> {
    let mut ways: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for leg in legs.rows.iter().filter(|leg| leg.flag("smuggled") || leg.number("fare_usd").is_some()) {
        ways.entry(leg.text("from")).or_default().push(leg.text("to"));
    }
    ways
}

fn reachable<'a>(start: &'a str, ways: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([start.to_owned()]);
    let mut open = vec![start];
    while let Some(place) = open.pop() {
        for next in ways.get(place).map_or(&[][..], Vec::as_slice) {
            if reached.insert((*next).to_owned()) {
                open.push(next);
            }
        }
    }
    reached
}
