//! What a group's options come to at several amounts of money.

use super::columns::{Column, Reading};
use super::options::{Alternative, Situation};
use super::values::Node;
use crate::numeric::{Grid, LogSums};

/// People with about the same money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Purses {
    /// Money that must cover what an option needs (USD).
    pub(super) able: f64,
    /// Money with which values are read (USD).
    pub(super) money: f64,
}

/// The options of a situation at ascending amounts of money, for every node of worth.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    able: Vec<f64>,
    money: Vec<f64>,
    options: Vec<(Column, Reading)>,
    /// What staying is worth, where it is an option (USD).
    stay: Option<f64>,
    /// Whether somebody sells no seats on a way on.
    unserved: bool,
}

/// Room for what is worked out at one node after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Room {
    weights: Vec<f64>,
    wait: Vec<f64>,
    open: LogSums,
    full: LogSums,
}

impl Plan {
    /// Options as `columns`, for people who hold no forged papers; of the pathways only those in
    /// `eligible`, a bit each.
    pub(super) fn new(
        situation: &Situation,
        columns: Vec<Column>,
        purses: &[Purses],
        mids: &Grid,
        eligible: u64,
        stay: Option<f64>,
    ) -> Self {
        let open = |column: &Column| match column.option {
            Alternative::Apply(a) => eligible >> situation.applications[a as usize].pathway & 1 == 1,
            Alternative::GoForged(_) => false,
            _ => true,
        };
        let ways = columns.iter().filter(|column| matches!(column.option, Alternative::Go(_))).count();
        let money: Vec<f64> = purses.iter().map(|purse| purse.money).collect();
        let options = columns.into_iter().filter(open).map(|column| {
            let spots = column.spots(&money, mids);
            (column, spots)
        });
        let options = options.collect();
        Self {
            options,
            able: purses.iter().map(|purse| purse.able).collect(),
            money,
            stay,
            unserved: ways < situation.ways.len(),
        }
    }

    /// At each amount of money, at a node of this worth: the log-sum of all options but waiting over
    /// the scale of choice (USD), and of all.
    pub(super) fn log_sums<'r>(
        &self,
        look: &Node<'_>,
        worth: f64,
        place: usize,
        scale: f64,
        room: &'r mut Room,
    ) -> (&'r [f64], &'r [f64]) {
        let (amounts, per_scale) = (self.able.len(), 1.0 / scale);
        let Room { weights, wait, open, full } = room;
        wait.clear();
        wait.resize(amounts, f64::NEG_INFINITY);
        weights.clear();
        weights.extend(self.stay.iter().flat_map(|stay| std::iter::repeat_n(stay * per_scale, amounts)));
        // So many of the poorest lack the money for some way. Waiting brings money or a seat; for
        // whoever lacks neither it would only be another draw of the unobserved part of a decision.
        let mut short = if self.unserved { amounts } else { 0 };
        for (column, spots) in &self.options {
            if column.climbs_to.is_some_and(|to| !look.climbs(place, to as usize)) {
                continue;
            }
            let dear = self.able.partition_point(|&able| able < column.needs_usd);
            let start = weights.len();
            weights.resize(start + amounts, 0.0);
            let own = &mut weights[start..];
            column.write(look.values, (look.node, worth), (&self.money, spots), own);
            own.iter_mut().for_each(|weight| *weight *= per_scale);
            if column.option == Alternative::Wait {
                wait[..short].copy_from_slice(&own[..short]);
                weights.truncate(start);
                continue;
            }
            own[..dear].fill(f64::NEG_INFINITY);
            if column.below_usd.is_finite() {
                let rich = self.able.partition_point(|&able| able < column.below_usd);
                own[rich..].fill(f64::NEG_INFINITY);
            }
            if matches!(column.option, Alternative::Go(_) | Alternative::Through(_)) {
                short = short.max(dear);
            }
        }
        if weights.is_empty() {
            weights.resize(amounts, f64::NEG_INFINITY);
        }
        let open = open.of(weights.chunks_exact(amounts));
        (open, full.of([open, wait].into_iter()))
    }
}

/// By node of worth and mid-point of the bands of money: log-sums without waiting, and with it.
pub type OfferedSums = Vec<Vec<[f64; 2]>>;

/// The log-sums of what is on offer at a place before its markets are cleared, apart from staying, over the scale
/// of choice (USD).
#[must_use]
pub fn offered_log_sums(
    situation: &Situation,
    look: (&super::Values, usize),
    place: usize,
    layout: (&Grid, &Grid),
    eligible: u64,
    scale: f64,
) -> OfferedSums {
    let ((values, group), (nodes, mids)) = (look, layout);
    let columns = super::columns::columns(situation, super::Basis::Offered, group, place);
    let purses: Vec<Purses> = mids.points.iter().map(|&money| Purses { able: money, money }).collect();
    let plan = Plan { unserved: true, ..Plan::new(situation, columns, &purses, mids, eligible, None) };
    let mut room = Room::default();
    let at = |(node, &worth): (usize, &f64)| {
        let (open, full) = plan.log_sums(&Node { values, group, node }, worth, place, scale, &mut room);
        open.iter().zip(full).map(|(&open, &full)| [open, full]).collect()
    };
    nodes.points.iter().enumerate().map(at).collect()
}
