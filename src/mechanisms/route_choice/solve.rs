//! The backward pass: values of being at each place, solved once a period.

use super::options::{Alternative, Basis, Decider, Situation, Way, each_option};
use super::values::{Node, Values};
use super::{Preferences, Worth};
use crate::numeric::{Grid, log_sum};

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
        let mut scratch = Scratch::default();
        for node in 0..self.nodes.points.len() {
            self.rank(values, group, node, situations);
            for place in self.order(values, group, node) {
                if !values.has_rows(group, place) {
                    continue;
                }
                self.fill(values, group, node, place, &situations[place], &mut scratch);
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

    fn fill(
        &self,
        values: &mut Values,
        group: usize,
        node: usize,
        place: usize,
        situation: &Situation,
        scratch: &mut Scratch,
    ) {
        let row = values.row(group, place, node);
        let bands = self.mids.points.len();
        if self.destination[place] {
            let arrived = Worth::own(self.worth.irregular[place], self.nodes.points[node]);
            values.full[row..row + bands].fill(arrived);
            values.next_open[row..row + bands].fill(arrived);
            return;
        }
        for band in 0..bands {
            let (full, open) = self.band_value(values, group, node, place, situation, band, scratch);
            values.full[row + band] = full;
            values.next_open[row + band] = open;
        }
    }

    /// The value of a band, cut at the prices that fall in it, with and without waiting.
    #[expect(clippy::too_many_arguments, reason = "the coordinates of a cell, and the table it is read from")]
    fn band_value(
        &self,
        values: &Values,
        group: usize,
        node: usize,
        place: usize,
        situation: &Situation,
        band: usize,
        scratch: &mut Scratch,
    ) -> (f64, f64) {
        let (low, high) = (self.edges[band], self.edges[band + 1]);
        scratch.cut(situation, low, high);
        let look = Node { values, group, node };
        let scale = self.preferences.scale;
        let (mut full, mut open) = (0.0, 0.0);
        for segment in 0..scratch.cuts.len() - 1 {
            let (from, to) = (scratch.cuts[segment], scratch.cuts[segment + 1]);
            let who = Decider {
                money: (from + to) / 2.0,
                able: from,
                worth: self.nodes.points[node],
                stay: self.preferences.stay[0],
                eligible: self.eligible,
                care: [0.0; 3],
            };
            let mut wait = f64::NEG_INFINITY;
            scratch.utilities.clear();
            each_option(
                situation,
                place,
                &look,
                self.mids,
                Basis::Believed,
                who,
                |option, value| match option {
                    Alternative::Wait => wait = value / scale,
                    _ => scratch.utilities.push(value / scale),
                },
            );
            let share = (to - from) / (high - low);
            let without = log_sum(&scratch.utilities);
            open += share * scale * without;
            full += share * scale * log_sum(&[without, wait]);
        }
        (full, open)
    }
}

fn path_value(way: &Way, best: &[f64], before: &[f64]) -> f64 {
    let terms = way.believed;
    let arrived = way.success * (best[way.to as usize] - terms.on_arrival);
    let stopped = if way.stop > 0.0 { way.stop * before[way.back as usize] } else { 0.0 };
    arrived + stopped - terms.up_front - way.cost
}

/// Buffers of the pass.
#[derive(Debug, Default)]
struct Scratch {
    cuts: Vec<f64>,
    utilities: Vec<f64>,
}

impl Scratch {
    /// The edges of a band and the amounts needed that fall inside it, ascending.
    fn cut(&mut self, situation: &Situation, low: f64, high: f64) {
        self.cuts.clear();
        self.cuts.push(low);
        let ways = situation.ways.iter().map(|way| way.believed.needs());
        let others = situation.applications.iter().map(|a| a.needs);
        let needs = ways.chain(others).chain(situation.passport.iter().map(|p| p.cost));
        self.cuts.extend(needs.filter(|&need| need > low && need < high));
        self.cuts.push(high);
        self.cuts.sort_by(f64::total_cmp);
        self.cuts.dedup();
    }
}
