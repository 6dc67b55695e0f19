//! Who decides at a place in a period: the demand side of its markets.

use super::fixed::Fixed;
use super::situations::fee_terms;
use super::state::State;
use super::through;
use crate::agents::Manner;
use crate::mechanisms::pricing::{self, Band, Cell, Demand};
use crate::mechanisms::route_choice::{
    Lacks, Node, OfferedSums, Preferences, Situation, Through, Values, Way, offered_log_sums,
};
use crate::mechanisms::{aspiration, pathways, relocation};
use crate::numeric::log_sum;
use crate::world::Motives;

/// People of one community, papers, motive, node of worth and band of money, at the place.
pub(super) struct Group<'a> {
    pub(super) band: usize,
    pub(super) people: f64,
    node: Node<'a>,
    situation: &'a Situation,
    pub(super) preferences: &'a Preferences,
    stay: f64,
    /// The pathways that it may use, a bit each.
    eligible: u64,
}

/// So many groups at most lie between two that differ by a node of worth alone: motives, and what firms know
/// of who may use pathways.
const KINDS: usize = 64;

impl Group<'_> {
    /// Whether two groups differ by a node of worth alone.
    fn is_beside(&self, other: &Self) -> bool {
        let alike = |group: &Self| (group.node.group, group.band, group.stay.to_bits(), group.eligible);
        alike(self) == alike(other) && self.node.node.abs_diff(other.node.node) == 1
    }
}

/// Everybody who decides at a place in the period, band by band.
pub(super) struct Crowd<'a> {
    place: usize,
    pub(super) fixed: &'a Fixed<'a>,
    values: &'a Values,
    pub(super) groups: Vec<Group<'a>>,
    /// By group: log-sums of the values of all options that are not for sale here, over the scale, without
    /// waiting and with it.
    others: Vec<[f64; 2]>,
    /// By community and papers: what somebody may lack here.
    lacks: Vec<Option<Lacks>>,
    /// Gaps between nodes of worth to which demand is smoothed at least.
    smoothing: f64,
}

impl<'a> Crowd<'a> {
    /// Those at a place where firms have seats in these markets.
    pub(super) fn at(fixed: &'a Fixed<'a>, state: &'a State, place: usize, served: &[usize]) -> Self {
        let smoothing = fixed.scenario.settings.number(&pricing::NODE_SMOOTHING);
        let lacks = vec![None; fixed.scenario.communities.len() * 2];
        let (groups, others) = (Vec::new(), Vec::new());
        let mut crowd = Self { place, fixed, values: &state.values, groups, others, lacks, smoothing };
        let nodes = fixed.strata.nodes.points.len();
        let quantile = |node: usize| (node as f64 + 0.5) / nodes as f64;
        let seen = |node| pathways::seen(fixed.scenario, &state.conditions, quantile(node));
        let seen: Vec<Vec<(f64, u64)>> = (0..nodes).map(seen).collect();
        for community in 0..fixed.scenario.communities.len() {
            if fixed.reachable[community].binary_search(&place).is_ok() {
                crowd.add_community(state, community, &seen);
            }
        }
        crowd.leave_out_small_groups();
        crowd.groups.sort_by_key(|group| group.band);
        crowd.look_around(state, served);
        crowd
    }

    /// Works out what groups have beside what is for sale here, and what they may lack of it.
    fn look_around(&mut self, state: &State, served: &[usize]) {
        let layout = self.fixed.layout();
        let grids = (layout.nodes, layout.mids);
        let mut known: Vec<Vec<(u64, OfferedSums)>> = vec![Vec::new(); self.lacks.len()];
        let mut others = Vec::with_capacity(self.groups.len());
        for group in &self.groups {
            let (g, eligible, scale) = (group.node.group, group.eligible, group.preferences.scale);
            let position = known[g].iter().position(|(bits, _)| *bits == eligible).unwrap_or_else(|| {
                let look = (self.values, g);
                let sums = offered_log_sums(group.situation, look, self.place, grids, eligible, scale);
                known[g].push((eligible, sums));
                known[g].len() - 1
            });
            let sums = known[g][position].1[group.node.node][group.band];
            let stays = |sum| log_sum(&[sum, group.stay / scale]);
            others.push(if group.situation.at_home { sums.map(stays) } else { sums });
            self.lacks[g].get_or_insert_with(|| lacks(self.fixed, state, group.situation, served));
        }
        self.others = others;
    }

    /// By group: log-sum of the values of all options that are not for sale here, over the scale, as those see
    /// it who can pay what a market asked last. Seats are not on offer yet when a place's markets are cleared.
    pub(super) fn rests(&self, state: &State, market: usize, ways: &[Option<&Way>]) -> Vec<f64> {
        let edges = &self.fixed.strata.edges.points;
        let rest = |((group, [without, with]), way): ((&Group, &[f64; 2]), &Option<&Way>)| {
            let (Some(way), Some(lacks)) = (way, &self.lacks[group.node.group]) else { return *without };
            let (low, high) = (edges[group.band], edges[group.band + 1]);
            let asked = last_needs(self.fixed, state, market, way).min(high);
            let climbs = |to: u16| group.node.climbs(self.place, to as usize);
            if lacks.is_short((low.max(asked) + high) / 2.0, market, climbs) { *with } else { *without }
        };
        self.groups.iter().zip(&self.others).zip(ways).map(rest).collect()
    }

    /// The scale on which firms see a group choose a way (USD): that of choice, unless what the way is worth
    /// beyond everything else differs by more between the nodes of worth beside the group's.
    fn seen_scale(&self, position: usize, way: &Way, rests: &[f64]) -> f64 {
        let group = &self.groups[position];
        let scale = group.preferences.scale;
        if self.smoothing <= 0.0 {
            return scale;
        }
        let beyond = |position: usize| {
            let group = &self.groups[position];
            let row = self.values.full_row(group.node.group, way.to as usize, group.node.node);
            way.success * row[group.band] - rests[position] * scale
        };
        let is_beside = |other: &usize| self.groups[*other].is_beside(group);
        let below = (0..position).rev().take(KINDS).find(is_beside).unwrap_or(position);
        let above = (position + 1..self.groups.len()).take(KINDS).find(is_beside).unwrap_or(position);
        let nodes = self.groups[above].node.node.abs_diff(self.groups[below].node.node);
        let gap = (beyond(above) - beyond(below)).abs() / nodes.max(1) as f64;
        scale.max(self.smoothing * gap)
    }

    /// Groups far smaller than the mean are left out and the others scaled up, so that nobody is
    /// lost from demand: most groups of a place are a handful of people from far away.
    fn leave_out_small_groups(&mut self) {
        let total: f64 = self.groups.iter().map(|group| group.people).sum();
        let small = self.fixed.scenario.settings.number(&pricing::SMALL_GROUPS);
        let least = small * total / self.groups.len().max(1) as f64;
        self.groups.retain(|group| group.people > least);
        let kept: f64 = self.groups.iter().map(|group| group.people).sum();
        self.groups.iter_mut().for_each(|group| group.people *= total / kept);
    }

    fn add_community(&mut self, state: &'a State, community: usize, seen: &[Vec<(f64, u64)>]) {
        let fixed = self.fixed;
        let about = &fixed.scenario.communities[community];
        let at_home = about.place.index() == self.place;
        let (new, motives) = if at_home { newcomers(fixed, state, community) } else { Default::default() };
        let usual = if at_home { about.motives } else { Motives::default() };
        let (nodes, bands) = (fixed.strata.nodes.points.len(), fixed.strata.mids.points.len());
        for papers in [false, true] {
            let group = Fixed::group(community, papers);
            if state.values.counted_group(group, self.place) != group {
                continue;
            }
            let known = state.deciders.expected(self.place, group);
            let held = about.holders();
            let holds = if papers { held } else { 1.0 - held };
            for (cell, &known) in known.iter().enumerate() {
                let (node, band) = (cell / bands, cell % bands);
                let new = new.get(band).map_or(0.0, |people| people * holds / nodes as f64);
                let people = f64::from(known) + new;
                // Those who decided here before came for the usual reasons, as far as firms know.
                let motives = if new > 0.0 { usual.mixed_with(motives, new / people) } else { usual };
                for &(share, eligible) in &seen[node] {
                    let cell = (group, node, band, eligible);
                    self.add(state, community, cell, people * share, motives);
                }
            }
        }
    }

    fn add(
        &mut self,
        state: &'a State,
        community: usize,
        (group, node, band, eligible): (usize, usize, usize, u64),
        people: f64,
        motives: Motives,
    ) {
        let preferences = &state.preferences[community];
        for (motive, share) in motives.shares().into_iter().enumerate() {
            if people * share > 0.0 {
                self.groups.push(Group {
                    band,
                    people: people * share,
                    node: Node { values: self.values, group, node },
                    situation: &state.situations[self.fixed.situation(group, self.place)],
                    preferences,
                    stay: preferences.stay[motive],
                    eligible,
                });
            }
        }
    }

    /// What those who decide here carry on average (USD); `None` if nobody does.
    pub(super) fn mean_money(&self) -> Option<f64> {
        let people: f64 = self.groups.iter().map(|group| group.people).sum();
        let carried = |group: &Group| group.people * self.fixed.strata.mids.points[group.band];
        (people > 0.0).then(|| self.groups.iter().map(carried).sum::<f64>() / people)
    }

    /// A journey over several legs that a market sells, as a group sees it.
    fn journey(&self, group: &Group<'a>, market: usize) -> Option<&'a Through> {
        through::journey_of(self.fixed, market).and_then(|journey| group.situation.journey(journey as u16))
    }

    /// By group: what being stopped leads to on a journey over several legs; nothing for a leg.
    pub(super) fn stopped_rows(&self, market: usize) -> Vec<Vec<f64>> {
        let bands = self.fixed.strata.mids.points.len();
        let row = |group| self.journey(group, market).map(|j| j.stopped_row(&group.node, bands));
        let rows = self.groups.iter().map(|group| row(group).unwrap_or_else(|| vec![0.0; bands]));
        through::journey_of(self.fixed, market).map_or(Vec::new(), |_| rows.collect())
    }

    /// By group: its way with a smuggler that a market sells, where its direction counts.
    pub(super) fn ways(&self, market: usize) -> Vec<Option<&'a Way>> {
        self.groups.iter().map(|group| self.way(group, market)).collect()
    }

    fn way(&self, group: &Group<'a>, market: usize) -> Option<&'a Way> {
        let mut ways = group.situation.ways.iter();
        let way = match self.journey(group, market) {
            Some(journey) => &journey.way,
            None => ways.find(|w| w.leg as usize == market && w.manner == Manner::Smuggled)?,
        };
        (!way.inside || group.node.climbs(self.place, way.to as usize)).then_some(way)
    }

    /// The demand curve of one offer, as if no other were for sale: by group its way, what all else is worth,
    /// and what being stopped leads to where that is more than one place.
    pub(super) fn demand(
        &self,
        ways: &[Option<&'a Way>],
        rests: &[f64],
        stopped: &'a [Vec<f64>],
    ) -> Demand<'a> {
        let (strata, advance) = (&self.fixed.strata, self.fixed.numbers.advance_share);
        let mut demand = Demand::new(&strata.mids.points, advance);
        for (position, (group, &way)) in self.groups.iter().zip(ways).enumerate() {
            let Some(way) = way else { continue };
            let (low, high) = (strata.edges.points[group.band], strata.edges.points[group.band + 1]);
            let scale = self.seen_scale(position, way, rests);
            let mut cell = Cell { scale, ..cell(group, way, advance, rests[position]) };
            if let Some(row) = stopped.get(position) {
                (cell.stop, cell.back) = (1.0, row);
            }
            demand.push(Band { low, high }, cell);
        }
        demand
    }

    /// What a group gets from a way that a market sells at a price, over the scale; negative infinity if it
    /// can't pay.
    pub(super) fn utility(&self, group: &Group<'a>, way: &Way, market: usize, price: f64) -> f64 {
        let edges = &self.fixed.strata.edges.points;
        let (low, high) = (edges[group.band], edges[group.band + 1]);
        let money = (low.max(price.min(high)) + high) / 2.0;
        if price > money {
            return f64::NEG_INFINITY;
        }
        let (terms, mids) = (fee_terms(self.fixed, price), &self.fixed.strata.mids);
        let utility = match self.journey(group, market) {
            Some(journey) => journey.utility(&group.node, mids, terms, money),
            None => way.utility(&group.node, mids, terms, money),
        };
        utility / group.preferences.scale
    }
}

/// What people may lack at a place where firms have seats in these markets: the money for a way on, or a seat.
fn lacks(fixed: &Fixed, state: &State, situation: &Situation, served: &[usize]) -> Lacks {
    let mut lacks = Lacks::default();
    for way in &situation.ways {
        match way.offered {
            Some(terms) => lacks.money(None, way, terms.needs()),
            None if !served.contains(&(way.leg as usize)) => lacks.seats(way.leg as usize),
            None => {
                let market = way.leg as usize;
                lacks.money(Some(market), way, last_needs(fixed, state, market, way));
            }
        }
    }
    for journey in situation.exceptional.iter().flat_map(|few| &few.through) {
        let market = through::market_of(fixed, journey.journey.into());
        if served.contains(&market) {
            lacks.money(Some(market), &journey.way, last_needs(fixed, state, market, &journey.way));
        }
    }
    lacks
}

/// What had to be in the purse for what a market sold last, as far as is known (USD).
fn last_needs(fixed: &Fixed, state: &State, market: usize, way: &Way) -> f64 {
    let last = state.offers[market].last_fee_usd;
    last.map_or(way.believed, |usd| fee_terms(fixed, usd)).needs()
}

/// People who are expected to come to want to leave in the period, by band of money, and what moves them.
fn newcomers(fixed: &Fixed, state: &State, community: usize) -> (Vec<f64>, Motives) {
    let by_motive =
        aspiration::expected_per_day(fixed.scenario, &state.conditions, community, state.market_day);
    let per_day: f64 = by_motive.iter().sum();
    let about = &fixed.scenario.communities[community];
    let [_, flight, family, climate] = by_motive.map(|people| people / per_day);
    let motives = if per_day > 0.0 { Motives { flight, family, climate } } else { about.motives };
    let at_once = 1.0 - relocation::share(fixed.scenario, about);
    let people = per_day * at_once * f64::from(fixed.numbers.period_days) * fixed.numbers.persons_per_agent;
    let livelihood = state.conditions.livelihood_usd_year[community];
    (fixed.strata.band_shares(livelihood).into_iter().map(|share| share * people).collect(), motives)
}

/// A group as the market of one way sees it, given what its other options are worth.
fn cell<'a>(group: &Group<'a>, way: &Way, advance: f64, rest: f64) -> Cell<'a> {
    let node = group.node;
    let back: &[f64] =
        if way.stop > 0.0 { node.values.open_row(node.group, way.back as usize, node.node) } else { &[] };
    Cell {
        people: group.people,
        scale: group.preferences.scale,
        rest: rest * group.preferences.scale,
        constant: -way.cost,
        fee_weight: advance + (1.0 - advance) * way.success,
        success: way.success,
        stop: way.stop,
        onward: node.values.full_row(node.group, way.to as usize, node.node),
        back,
    }
}
