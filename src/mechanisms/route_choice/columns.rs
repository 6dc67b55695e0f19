//! The options of a situation as functions of money and worth.
//!
//! An option is worth `base + gain·θ`, θ the multiple of what arriving is worth, and what tables of
//! values say of the money that is left. Written so, it is quickly worked out at many amounts of
//! money at once.

use smallvec::{SmallVec, smallvec};

use super::credit::OnCredit;
use super::options::{Alternative, Application, Basis, Passport, Situation, Wait, Way};
use super::preferences::Worth;
use super::through::Through;
use super::values::Values;
use crate::numeric::Grid;

/// An option, as a function of money and worth.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) option: Alternative,
    /// What has to be in the purse (USD).
    pub(super) needs_usd: f64,
    /// It is for those with less than this (USD).
    pub(super) below_usd: f64,
    /// Where a way leads whose direction counts only where it climbs.
    pub(super) climbs_to: Option<u16>,
    pub(super) base_usd: f64,
    pub(super) gain_usd: f64,
    /// Rise with each dollar in the purse, beside what tables say of it.
    pub(super) rise: f64,
    pub(super) tables: SmallVec<[Table; 2]>,
}

/// Rows of values times their weights, as read by somebody with so much less money.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) less_usd: f64,
    pub(super) parts: SmallVec<[Part; 2]>,
}

/// Rows of values of a group, a place and a node.
pub(super) type Rows = for<'v> fn(&'v Values, usize, usize, usize) -> &'v [f64];

/// What a table adds up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) weight: f64,
    pub(super) rows: Rows,
    pub(super) group: usize,
    pub(super) place: usize,
}

/// Where the tables of a column are read.
pub(super) type Reading = SmallVec<[Spots; 2]>;

/// Where a table is read at ascending amounts of money: by gap between two mid-points of the bands
/// the amount at which it ends, by amount the weight of the upper mid-point.
#[derive(Clone, Debug)]
pub(super) struct Spots {
    ends: SmallVec<[usize; 8]>,
    shares: Vec<f64>,
}

impl Column {
    /// Where its tables are read by somebody with each of these ascending amounts of money (USD).
    pub(super) fn spots(&self, money: &[f64], mids: &Grid) -> Reading {
        self.tables.iter().map(|table| Spots::of(money, table.less_usd, &mids.points)).collect()
    }

    /// Writes what it is worth at a node to somebody with each of the amounts of money (USD).
    pub(super) fn write(
        &self,
        values: &Values,
        (node, worth): (usize, f64),
        (money, spots): (&[f64], &[Spots]),
        utilities: &mut [f64],
    ) {
        utilities.fill(self.base_usd + self.gain_usd * worth);
        if self.rise != 0.0 {
            utilities.iter_mut().zip(money).for_each(|(utility, money)| *utility += self.rise * money);
        }
        for (table, spots) in self.tables.iter().zip(spots) {
            for part in table.parts.iter().filter(|part| part.weight > 0.0) {
                let row = (part.rows)(values, part.group, part.place, node);
                spots.add(part.weight, row, utilities);
            }
        }
    }
}

impl Spots {
    fn of(money: &[f64], less_usd: f64, mids: &[f64]) -> Self {
        let gaps = mids.len().saturating_sub(1).max(1);
        let mut spots = Self { ends: SmallVec::with_capacity(gaps), shares: Vec::with_capacity(money.len()) };
        for gap in 0..gaps {
            let (low, high) = (mids[gap], mids.get(gap + 1).copied().unwrap_or(f64::INFINITY));
            let last = gap + 1 == gaps;
            let end =
                if last { money.len() } else { money.partition_point(|&money| money - less_usd < high) };
            let (less, per_width) = (less_usd + low, 1.0 / (high - low));
            let own = &money[spots.shares.len()..end];
            spots.shares.extend(own.iter().map(|money| ((money - less) * per_width).clamp(0.0, 1.0)));
            spots.ends.push(end);
        }
        spots
    }

    fn add(&self, weight: f64, row: &[f64], utilities: &mut [f64]) {
        let mut start = 0;
        for (gap, &end) in self.ends.iter().enumerate() {
            let low = weight * row[gap];
            let rise = row.get(gap + 1).map_or(0.0, |high| weight * high - low);
            for (utility, share) in utilities[start..end].iter_mut().zip(&self.shares[start..end]) {
                *utility += low + share * rise;
            }
            start = end;
        }
    }
}

/// All options of a group at a place on these terms; waiting is the last.
pub(super) fn columns(situation: &Situation, basis: Basis, group: usize, place: usize) -> Vec<Column> {
    let writer = Writer { group, place };
    let ways = situation.ways.iter().enumerate();
    let applications = situation.applications.iter().enumerate();
    let turn_back = (!situation.at_home).then(|| plain(Alternative::TurnBack, situation.turn_back));
    let settle = situation.settle.map(|worth| {
        let (base, gain_usd) = Worth::split(worth);
        Column { gain_usd, ..plain(Alternative::Settle, base) }
    });
    let mut columns: Vec<Column> = settle.into_iter().chain(turn_back).collect();
    columns.extend(situation.passport.map(|passport| writer.passport(passport)));
    columns.extend(applications.map(|(position, application)| writer.application(position, application)));
    columns.extend(situation.exceptional.iter().flat_map(|exceptional| exceptional.columns(group)));
    columns.extend(ways.filter_map(|(position, way)| writer.way(position, way, basis)));
    let on_credit = situation.on_credit.iter();
    columns.extend(on_credit.filter_map(|credit| writer.on_credit(credit, &situation.ways, basis)));
    let through = situation.exceptional.iter().flat_map(|exceptional| &exceptional.through);
    columns.extend(through.filter_map(|through| writer.through(through, basis)));
    columns.extend(situation.wait.map(|wait| writer.waiting(wait)));
    columns
}

/// An option whose worth is the same whatever somebody has.
pub(super) fn plain(option: Alternative, base_usd: f64) -> Column {
    let needs_usd = f64::NEG_INFINITY;
    let below_usd = f64::INFINITY;
    let tables = SmallVec::new();
    Column { option, needs_usd, below_usd, climbs_to: None, base_usd, gain_usd: 0.0, rise: 0.0, tables }
}

struct Writer {
    group: usize,
    place: usize,
}

impl Writer {
    fn way(&self, position: usize, way: &Way, basis: Basis) -> Option<Column> {
        let terms = way.terms(basis)?;
        let base = -way.success * terms.on_arrival - terms.up_front - way.cost;
        let through = self.part(way.success, Values::full_row, way.to);
        let stopped = self.part(way.stop, Values::open_row, way.back);
        // Paid in full at once, what is left is the same whether one gets through or is stopped.
        let tables = if terms.on_arrival == 0.0 {
            smallvec![Table { less_usd: terms.needs(), parts: smallvec![through, stopped] }]
        } else {
            smallvec![
                Table { less_usd: terms.needs(), parts: smallvec![through] },
                Table { less_usd: terms.up_front, parts: smallvec![stopped] },
            ]
        };
        let climbs_to = way.inside.then_some(way.to);
        let plain = plain(Alternative::Go(position as u16), base);
        Some(Column { needs_usd: terms.needs(), climbs_to, tables, ..plain })
    }

    /// The way at its full fee, less what owing the part that is not in the purse weighs.
    fn on_credit(&self, credit: &OnCredit, ways: &[Way], basis: Basis) -> Option<Column> {
        let way = &ways[credit.way as usize];
        let terms = way.terms(basis)?;
        let full = self.way(credit.way as usize, way, basis)?;
        let rise = way.success * credit.burden;
        Some(Column {
            option: Alternative::Owe(credit.way),
            needs_usd: credit.needs(terms),
            below_usd: terms.needs(),
            base_usd: full.base_usd - rise * terms.needs(),
            rise,
            ..full
        })
    }

    /// A journey: a way, with further places where it may end.
    fn through(&self, through: &Through, basis: Basis) -> Option<Column> {
        if basis == Basis::Believed && !through.known {
            return None;
        }
        let terms = through.way.terms(basis)?;
        let mut column = self.way(0, &through.way, basis)?;
        let stops = through.stops.iter();
        let parts = stops.map(|&(chance, place)| self.part(chance, Values::open_row, place)).collect();
        column.tables.push(Table { less_usd: terms.up_front, parts });
        Some(Column { option: Alternative::Through(through.journey), ..column })
    }

    fn passport(&self, passport: Passport) -> Column {
        let tables = smallvec![self.open(passport.cost, self.group | 1, passport.discount)];
        Column { needs_usd: passport.cost, tables, ..plain(Alternative::GetPapers, -passport.cost) }
    }

    fn application(&self, position: usize, application: &Application) -> Column {
        let (base, gain) = Worth::split(application.worth);
        let base = application.granted * (base - application.fee) - application.cost;
        Column {
            needs_usd: application.needs,
            gain_usd: application.granted * gain,
            tables: smallvec![self.open(application.cost, self.group, application.refused)],
            ..plain(Alternative::Apply(position as u16), base)
        }
    }

    fn waiting(&self, wait: Wait) -> Column {
        let tables = smallvec![self.open(-wait.days * wait.net_usd_day, self.group, wait.discount)];
        Column { tables, ..plain(Alternative::Wait, wait.days * (wait.net_usd_day - wait.day)) }
    }

    fn part(&self, weight: f64, rows: Rows, place: u16) -> Part {
        Part { weight, rows, group: self.group, place: place as usize }
    }

    /// Values here without waiting, of a group, times a weight.
    fn open(&self, less_usd: f64, group: usize, weight: f64) -> Table {
        let part = Part { weight, rows: Values::open_row, group, place: self.place };
        Table { less_usd, parts: smallvec![part] }
    }
}

#[cfg(test)]
mod tests {
    use super::super::options::Terms;
    use super::super::values::Node;
    use super::*;

    #[test]
    fn a_column_is_the_utility_at_every_amount_of_money() {
        let mids = Grid::new(vec![5.0, 30.0, 100.0, 275.0]);
        let mut values = Values::new(vec![0, 0], 2, 1, 4);
        values.full = vec![0.0, 0.0, 0.0, 0.0, 100.0, 400.0, 900.0, 1_000.0];
        values.open = vec![50.0, 60.0, 90.0, 95.0, 0.0, 0.0, 0.0, 0.0];
        let money = [0.0, 20.0, 60.0, 61.0, 150.0, 400.0, 9_000.0];
        for terms in [Terms { up_front: 40.0, on_arrival: 20.0 }, Terms { up_front: 25.0, on_arrival: 0.0 }] {
            let way = Way::example(terms);
            let situation = Situation { at_home: true, ways: vec![way], ..Situation::default() };
            let column = &columns(&situation, Basis::Offered, 0, 0)[0];
            let mut found = [0.0; 7];
            let spots = column.spots(&money, &mids);
            column.write(&values, (0, 1.0), (&money, &spots), &mut found);
            let look = Node { values: &values, group: 0, node: 0 };
            for (found, money) in found.into_iter().zip(money) {
                let exact = way.utility(&look, &mids, terms, money);
                assert!((found - exact).abs() < 1e-9, "{found} and {exact} with {money}");
            }
        }
    }
}
