//! The backward pass: values of being at each place, solved once a period.

use super::columns::{Column, columns};
use super::options::{Basis, Situation, Way};
use super::plan::{Plan, Purses, Room};
use super::values::{Node, Values};
use super::{Preferences, Worth};
use crate::numeric::Grid;

/// What one community's pass needs to know, beside its situations.
#[derive(Clone, Copy, Debug)]
pub struct Solver<'a> {
    /// Places that the community can reach.
    pub reachable: &'a [usize],
    /// The strongly connected part of each place.
    pub component: &'a [usize],
    /// Which places end a journey.
    pub destination: &'a [bool],
    /// Preferences of the community.
    pub preferences: &'a Preferences,
    /// What places are worth to it.
    pub worth: &'a Worth,
    /// Nodes of worth.
    pub nodes: &'a Grid,
    /// Edges of the bands of money (USD).
    pub edges: &'a [f64],
    /// Their mid-points (USD).
    pub mids: &'a Grid,
    /// Pathways whose conditions most people meet, a bit each.
    pub eligible: u64,
    /// A rank moves only when the best value has moved by this much (USD).
    pub margin: f64,
}

impl Solver<'_> {
    /// Solves one group (community and papers) for all nodes of worth.
    pub fn solve(&self, values: &mut Values, group: usize, situations: &[Situation]) {
        let pass = |place: &usize| {
            let open = values.has_rows(group, *place) && !self.destination[*place];
            open.then(|| Pass::of(self, &situations[*place], group, *place))
        };
        let mut passes = vec![None; situations.len()];
        for place in self.reachable {
            passes[*place] = pass(place);
        }
        let mut room = Room::default();
        for node in 0..self.nodes.points.len() {
            self.rank(values, group, node, situations);
            for place in self.order(values, group, node) {
                match &passes[place] {
                    Some(pass) => self.fill(values, (group, node), place, pass, &mut room),
                    None if self.destination[place] => self.fill_destination(values, group, node, place),
                    None => {}
                }
            }
        }
    }

    /// Best single-path values, by Bellman's rounds; being stopped counts with last period's value.
    fn rank(&self, values: &mut Values, group: usize, node: usize, situations: &[Situation]) {
        let row = values.best_row(group, node);
        let before = values.best[row..row + situations.len()].to_vec();
        let mut best = vec![f64::NEG_INFINITY; situations.len()];
        for &place in self.reachable {
            best[place] = self.end_value(place, &situations[place], self.nodes.points[node]);
        }
        for _ in 0..self.reachable.len() {
            if !self.improve(&mut best, &before, situations) {
                break;
            }
        }
        for &place in self.reachable {
            values.best[row + place] = best[place];
            if (best[place] - values.rank[row + place]).abs() > self.margin {
                values.rank[row + place] = best[place];
            }
        }
    }

    fn improve(&self, best: &mut [f64], before: &[f64], situations: &[Situation]) -> bool {
        let mut better = false;
        for &place in self.reachable.iter().filter(|&&place| !self.destination[place]) {
            for way in &situations[place].ways {
                let value = path_value(way, best, before);
                if value > best[place] + 1e-9 {
                    best[place] = value;
                    better = true;
                }
            }
        }
        better
    }

    /// What ending the journey at a place is worth.
    fn end_value(&self, place: usize, situation: &Situation, worth: f64) -> f64 {
        if self.destination[place] {
            return Worth::own(self.worth.irregular[place], worth);
        }
        let settle = situation.settle.map_or(f64::NEG_INFINITY, |value| Worth::own(value, worth));
        settle.max(situation.turn_back)
    }

    /// Places in an order in which everything that counts for a place comes before it: parts of the
    /// graph from the far end, and inside a part by rank.
    fn order(&self, values: &Values, group: usize, node: usize) -> Vec<usize> {
        let row = values.best_row(group, node);
        let mut order = self.reachable.to_vec();
        order.sort_by(|&a, &b| {
            let by_part = self.component[a].cmp(&self.component[b]);
            by_part.then(values.rank[row + b].total_cmp(&values.rank[row + a])).then(a.cmp(&b))
        });
        order
    }

    fn fill_destination(&self, values: &mut Values, group: usize, node: usize, place: usize) {
        let row = values.row(group, place, node);
        let bands = self.mids.points.len();
        let arrived = Worth::own(self.worth.irregular[place], self.nodes.points[node]);
        values.full[row..row + bands].fill(arrived);
        values.next_open[row..row + bands].fill(arrived);
    }

    /// The values of the bands, each the mean over its parts, with and without waiting.
    fn fill(
        &self,
        values: &mut Values,
        (group, node): (usize, usize),
        place: usize,
        pass: &Pass,
        room: &mut Room,
    ) {
        let scale = self.preferences.scale;
        let worth = self.nodes.points[node];
        let (open, full) = pass.plan.log_sums(&Node { values, group, node }, worth, place, scale, room);
        let row = values.row(group, place, node);
        let bands = self.mids.points.len();
        values.full[row..row + bands].fill(0.0);
        values.next_open[row..row + bands].fill(0.0);
        for (part, (open, full)) in pass.parts.iter().zip(open.iter().zip(full)) {
            values.next_open[row + part.band] += part.share * scale * open;
            values.full[row + part.band] += part.share * scale * full;
        }
    }
}

fn path_value(way: &Way, best: &[f64], before: &[f64]) -> f64 {
    let terms = way.believed;
    let arrived = way.success * (best[way.to as usize] - terms.on_arrival);
    let stopped = if way.stop > 0.0 { way.stop * before[way.back as usize] } else { 0.0 };
    arrived + stopped - terms.up_front - way.cost
}

/// What the pass over a place needs at every node: its options, at the bands of money cut at the
/// amounts that these need, so that everybody in a part can pay for the same.
#[derive(Clone, Debug)]
struct Pass {
    parts: Vec<Part>,
    plan: Plan,
}

/// A part of a band of money, and its share of the band.
#[derive(Clone, Copy, Debug)]
struct Part {
    band: usize,
    share: f64,
}

impl Pass {
    fn of(solver: &Solver<'_>, situation: &Situation, group: usize, place: usize) -> Self {
        let columns = columns(situation, Basis::Believed, group, place);
        let (mut parts, mut purses) = (Vec::new(), Vec::new());
        for (band, edge) in solver.edges.windows(2).enumerate() {
            for cut in cuts(&columns, edge[0], edge[1]).windows(2) {
                parts.push(Part { band, share: (cut[1] - cut[0]) / (edge[1] - edge[0]) });
                purses.push(Purses { able: cut[0], money: (cut[0] + cut[1]) / 2.0 });
            }
        }
        let stay = situation.at_home.then_some(solver.preferences.stay[0]);
        Self { parts, plan: Plan::new(situation, columns, &purses, solver.mids, solver.eligible, stay) }
    }
}

/// The edges of a band and the amounts needed that fall inside it, ascending.
fn cuts(columns: &[Column], low: f64, high: f64) -> Vec<f64> {
    let needs = columns.iter().map(|column| column.needs_usd);
    let mut cuts: Vec<f64> = needs.filter(|&need| need > low && need < high).collect();
    cuts.extend([low, high]);
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    cuts
}
