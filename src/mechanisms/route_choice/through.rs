//! A journey over several legs at one fee: one option that ends in more than two places.

use super::options::{Terms, Way};
use super::values::{Node, Purse};
use crate::numeric::Grid;

/// A journey that a network sells, as a community believes it to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Through {
    /// The number of the journey.
    pub journey: u16,
    /// All of it taken together, as if nobody were stopped: `leg` is the first, `to` the end.
    pub way: Way,
    /// Where those are let go who are stopped and not carried again (place), and the chance of each.
    pub stops: Vec<(f64, u16)>,
    /// Whether people further back count on it: it was sold lately.
    pub known: bool,
}

impl Through {
    /// Its value to somebody with this money under these terms (USD).
    #[must_use]
    pub fn utility(&self, look: &Node<'_>, mids: &Grid, terms: Terms, money: f64) -> f64 {
        let left = Purse::at(mids, money - terms.up_front);
        let stopped = self.stops.iter().map(|&(chance, place)| chance * look.open(place as usize, left));
        self.way.utility(look, mids, terms, money) + stopped.sum::<f64>()
    }

    /// What being stopped leads to, by mid-point of the bands of money, times the chance of it (USD).
    #[must_use]
    pub fn stopped_row(&self, look: &Node<'_>, bands: usize) -> Vec<f64> {
        let mut sums = vec![0.0; bands];
        for &(chance, place) in &self.stops {
            let row = look.values.open_row(look.group, place as usize, look.node);
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += chance * value);
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::columns;
    use super::super::options::{Basis, Situation};
    use super::super::{Alternative, Exceptional, Values};
    use super::*;

    fn journey(terms: Terms, known: bool) -> Through {
        let way = Way { success: 0.6, stop: 0.0, ..Way::example(terms) };
        Through { journey: 7, way, stops: vec![(0.2, 0), (0.1, 2)], known }
    }

    fn values() -> Values {
        let mut values = Values::new(vec![0, 0, 0], 3, 1, 4);
        values.full = vec![0.0, 0.0, 0.0, 0.0, 100.0, 400.0, 900.0, 1_000.0, 0.0, 0.0, 0.0, 0.0];
        values.open = vec![50.0, 60.0, 90.0, 95.0, 0.0, 0.0, 0.0, 0.0, 20.0, 30.0, 70.0, 80.0];
        values
    }

    fn situation(through: Through) -> Situation {
        let few = Exceptional { through: vec![through], ..Exceptional::default() };
        Situation { at_home: true, exceptional: Some(Box::new(few)), ..Situation::default() }
    }

    #[test]
    fn its_column_and_its_row_give_its_utility_at_every_amount_of_money() {
        let (mids, values) = (Grid::new(vec![5.0, 30.0, 100.0, 275.0]), values());
        let look = Node { values: &values, group: 0, node: 0 };
        let money = [0.0, 20.0, 60.0, 61.0, 150.0, 400.0, 9_000.0];
        for terms in [Terms { up_front: 40.0, on_arrival: 20.0 }, Terms { up_front: 25.0, on_arrival: 0.0 }] {
            let through = journey(terms, true);
            let column = &columns(&situation(through.clone()), Basis::Offered, 0, 0)[0];
            assert_eq!(column.option, Alternative::Through(7));
            let mut found = [0.0; 7];
            let spots = column.spots(&money, &mids);
            column.write(&values, (0, 1.0), (&money, &spots), &mut found);
            for (found, money) in found.into_iter().zip(money) {
                let exact = through.utility(&look, &mids, terms, money);
                assert!((found - exact).abs() < 1e-9, "{found} and {exact} with {money}");
            }
        }
        let row = journey(Terms::default(), true).stopped_row(&look, 4);
        let expected = [12.0, 15.0, 25.0, 27.0];
        assert!(row.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12));
    }

    #[test]
    fn people_further_back_count_on_what_was_sold_lately_only() {
        let terms = Terms { up_front: 40.0, on_arrival: 20.0 };
        let count = |known, basis| columns(&situation(journey(terms, known)), basis, 0, 0).len();
        assert_eq!((count(true, Basis::Believed), count(false, Basis::Believed)), (1, 0));
        assert_eq!(count(false, Basis::Offered), 1);
    }
}
