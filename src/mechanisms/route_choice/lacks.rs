//! What people may lack at a place: waiting is for those who lack the money for a way on, or a seat.

use super::options::Way;

/// A way on, and what has to be in the purse for it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Lack {
    /// The market that sells it; none if it is not for sale.
    market: Option<usize>,
    /// Where it leads, if its direction counts only where it climbs.
    climbs_to: Option<u16>,
    /// Infinite where nobody has seats (USD).
    needs_usd: f64,
}

/// What may be lacking at a place whose markets are about to be cleared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lacks(Vec<Lack>);

impl Lacks {
    /// A way on takes so much money (USD), paid in a market or not.
    pub fn money(&mut self, market: Option<usize>, way: &Way, needs_usd: f64) {
        self.0.push(Lack { market, climbs_to: way.inside.then_some(way.to), needs_usd });
    }

    /// Nobody has seats in a market.
    pub fn seats(&mut self, market: usize) {
        self.0.push(Lack { market: Some(market), climbs_to: None, needs_usd: f64::INFINITY });
    }

    /// Whether somebody with this money (USD), who can have what one market sells, lacks something else;
    /// `climbs` says whether a place ranks above this one.
    pub fn is_short(&self, money: f64, beside: usize, climbs: impl Fn(u16) -> bool) -> bool {
        let others = self.0.iter().filter(|lack| lack.market != Some(beside));
        let mut counted = others.filter(|lack| lack.climbs_to.is_none_or(&climbs));
        counted.any(|lack| lack.needs_usd > money)
    }
}

#[cfg(test)]
mod tests {
    use super::super::offered_log_sums;
    use super::super::options::{Situation, Terms, Wait};
    use super::super::values::{Node, Values};
    use super::*;
    use crate::agents::Manner;
    use crate::numeric::{Grid, log_sum};

    /// On foot, by road or by the dearer coast with a smuggler; waiting is for those who lack something.
    fn crossroads(road: Option<Terms>, coast: Option<Terms>) -> Situation {
        let free = Way::example(Terms::default());
        let foot = Way { manner: Manner::Alone, ..free };
        let smuggled = |leg, cost, offered| Way { leg, cost, offered, ..free };
        let wait = Wait { days: 14.0, net_usd_day: 2.0, day: 1.0, discount: 0.99 };
        let ways = vec![foot, smuggled(1, 20.0, road), smuggled(2, 10.0, coast)];
        Situation { ways, turn_back: -50.0, wait: Some(wait), ..Situation::default() }
    }

    #[test]
    fn what_firms_see_before_markets_clear_is_what_their_clients_find_afterwards() {
        let at = |usd| Terms { up_front: usd, on_arrival: 0.0 };
        let (nodes, mids) = (Grid::new(vec![1.0]), Grid::new(vec![30.0, 90.0, 275.0]));
        let mut values = Values::new(vec![0, 0], 2, 1, 3);
        values.full = vec![0.0, 0.0, 0.0, 100.0, 400.0, 900.0];
        values.open = vec![50.0, 60.0, 90.0, 0.0, 0.0, 0.0];
        let sums = |road, coast| {
            let situation = crossroads(road, coast);
            offered_log_sums(&situation, (&values, 0), 0, (&nodes, &mids), 0, 40.0).remove(0)
        };
        let node = Node { values: &values, group: 0, node: 0 };
        // The road is for sale at 60; the coast at 200, or not at all.
        for coast in [Some(at(200.0)), None] {
            let situation = crossroads(Some(at(60.0)), coast);
            let [foot, road, other] = [0, 1, 2].map(|way: usize| situation.ways[way]);
            let mut lacks = Lacks::default();
            lacks.money(None, &foot, 0.0);
            lacks.money(Some(1), &road, 60.0);
            match coast {
                Some(terms) => lacks.money(Some(2), &other, terms.needs()),
                None => lacks.seats(2),
            }
            let before = sums(None, None);
            for (band, &money) in mids.points.iter().enumerate().skip(1) {
                let is_short = lacks.is_short(money, 1, |_| true);
                assert_eq!(is_short, coast.is_none_or(|terms| terms.needs() > money));
                let worth = |way: &Way, terms| way.utility(&node, &mids, terms, money) / 40.0;
                let mut all = vec![before[band][usize::from(is_short)], worth(&road, at(60.0))];
                all.extend(coast.filter(|terms| terms.needs() <= money).map(|terms| worth(&other, terms)));
                // Where the coast is not for sale its way is unserved, and all may wait; else those short of it.
                let [without, with] = sums(Some(at(60.0)), coast)[band];
                let after = if is_short { with } else { without };
                assert!((log_sum(&all) - after).abs() < 1e-12, "{} and {after} with {money}", log_sum(&all));
            }
        }
    }

    #[test]
    fn what_a_market_sells_is_lacked_by_none_of_its_clients() {
        let mut lacks = Lacks::default();
        lacks.money(Some(1), &crossroads(None, None).ways[1], 60.0);
        assert!(!lacks.is_short(30.0, 1, |_| true) && lacks.is_short(30.0, 2, |_| true));
        // Nor are seats, to whoever thinks of serving it.
        let mut nobody_sells = Lacks::default();
        nobody_sells.seats(1);
        assert!(!nobody_sells.is_short(1e6, 1, |_| true) && nobody_sells.is_short(1e6, 2, |_| true));
    }

    #[test]
    fn a_way_that_does_not_climb_is_lacked_by_nobody() {
        let mut lacks = Lacks::default();
        let way = Way { inside: true, ..crossroads(None, None).ways[1] };
        lacks.money(Some(1), &way, 60.0);
        assert!(lacks.is_short(10.0, 2, |to| to == 1) && !lacks.is_short(10.0, 2, |_| false));
    }
}
