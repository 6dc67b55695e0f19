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

/// What is known of a place's markets before they are cleared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sales {
    /// Whether somebody sells no seats on a way on.
    pub unserved: bool,
    /// Ways on that will be sold: where one leads if its direction counts only where it climbs, and what
    /// has to be in the purse at the last fee (USD).
    pub coming: Vec<(Option<u16>, f64)>,
}

/// The options of a situation at ascending amounts of money, for every node of worth.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    able: Vec<f64>,
    money: Vec<f64>,
    options: Vec<(Column, Reading)>,
    /// What staying is worth, where it is an option (USD).
    stay: Option<f64>,
    sales: Sales,
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
            sales: Sales { unserved: ways < situation.ways.len(), coming: Vec::new() },
        }
    }

    /// So many of the poorest lack the money for some way that is about to be sold; everybody, where a way
    /// is sold by nobody.
    fn short_of_sales(&self, look: &Node<'_>, place: usize) -> usize {
        if self.sales.unserved {
            return self.able.len();
        }
        let counts = |to: &Option<u16>| to.is_none_or(|to| look.climbs(place, to as usize));
        let coming = self.sales.coming.iter().filter(|(to, _)| counts(to));
        coming.map(|&(_, needs)| self.dear(needs)).max().unwrap_or(0)
    }

    /// So many of the poorest have less than this (USD).
    fn dear(&self, needs_usd: f64) -> usize {
        self.able.partition_point(|&able| able < needs_usd)
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
        let mut short = self.short_of_sales(look, place);
        for (column, spots) in &self.options {
            if column.climbs_to.is_some_and(|to| !look.climbs(place, to as usize)) {
                continue;
            }
            let dear = self.dear(column.needs_usd);
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

/// The log-sum of what is on offer at a place, before its markets are cleared and apart from staying, by node
/// of worth and mid-point of the bands of money, over the scale of choice (USD). Waiting is for those who
/// will lack the money for something that is sold, or a seat.
#[must_use]
pub fn offered_log_sums(
    situation: &Situation,
    look: (&super::Values, usize),
    place: usize,
    layout: (&Grid, &Grid),
    (eligible, sales): (u64, Sales),
    scale: f64,
) -> Vec<Vec<f64>> {
    let ((values, group), (nodes, mids)) = (look, layout);
    let columns = super::columns::columns(situation, super::Basis::Offered, group, place);
    let purses: Vec<Purses> = mids.points.iter().map(|&money| Purses { able: money, money }).collect();
    let plan = Plan { sales, ..Plan::new(situation, columns, &purses, mids, eligible, None) };
    let mut room = Room::default();
    let at = |(node, &worth): (usize, &f64)| {
        plan.log_sums(&Node { values, group, node }, worth, place, scale, &mut room).1.to_vec()
    };
    nodes.points.iter().enumerate().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::super::options::{Terms, Wait, Way};
    use super::super::values::Values;
    use super::*;
    use crate::agents::Manner;
    use crate::numeric::log_sum;

    /// On foot, or with a smuggler; waiting is open to those who lack money or a seat.
    fn crossroads(offered: Option<Terms>) -> Situation {
        let foot = Way {
            leg: 0,
            manner: Manner::Alone,
            to: 1,
            back: 0,
            inside: false,
            abuse: 0.0,
            cost: 70.0,
            success: 0.8,
            stop: 0.15,
            believed: Terms::default(),
            offered: Some(Terms::default()),
        };
        let ride = Way { leg: 1, manner: Manner::Smuggled, cost: 20.0, offered, ..foot };
        let wait = Wait { days: 14.0, net_usd_day: 2.0, day: 1.0, discount: 0.99 };
        Situation { ways: vec![foot, ride], turn_back: -50.0, wait: Some(wait), ..Situation::default() }
    }

    #[test]
    fn what_firms_see_before_markets_clear_is_what_people_find_afterwards() {
        let fee = Terms { up_front: 60.0, on_arrival: 0.0 };
        let (nodes, mids) = (Grid::new(vec![1.0]), Grid::new(vec![30.0, 90.0, 275.0]));
        let mut values = Values::new(vec![0, 0], 2, 1, 3);
        values.full = vec![0.0, 0.0, 0.0, 100.0, 400.0, 900.0];
        values.open = vec![50.0, 60.0, 90.0, 0.0, 0.0, 0.0];
        let sums = |offered, sales: &Sales| {
            let situation = crossroads(offered);
            offered_log_sums(&situation, (&values, 0), 0, (&nodes, &mids), (0, sales.clone()), 40.0).remove(0)
        };
        let ride = crossroads(Some(fee)).ways[1];
        let node = Node { values: &values, group: 0, node: 0 };
        let known = Sales { unserved: false, coming: vec![(None, fee.needs())] };
        let (before, after) = (sums(None, &known), sums(Some(fee), &Sales::default()));
        for (band, &money) in mids.points.iter().enumerate() {
            let with_ride = if money < fee.needs() {
                before[band]
            } else {
                log_sum(&[before[band], ride.utility(&node, &mids, fee, money) / 40.0])
            };
            assert!((with_ride - after[band]).abs() < 1e-12, "{with_ride} and {} with {money}", after[band]);
        }
        // Where nobody has seats, all may wait for one.
        let nobody = sums(None, &Sales { unserved: true, coming: Vec::new() });
        assert_eq!(nobody[0], before[0]);
        assert!(nobody[1] > before[1] && nobody[2] > before[2]);
    }
}
