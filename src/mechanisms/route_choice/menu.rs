//! What a group can choose at a place on a market day's terms, laid out so that one person decides
//! quickly.
//!
//! An option's log-weight is a function of money and of worth. It is tabulated at the nodes of worth
//! and at the steps of a [`Ladder`] of money, much finer than the bands for which values are solved,
//! and people in between are interpolated. Whether somebody can pay is looked at exactly.

use super::columns::{Column, columns};
use super::options::{Alternative, Basis, Decider, Situation};
use super::values::{Node, Values};
use crate::agents::Manner;
use crate::numeric::{Grid, Ladder};
use crate::random::{Key, Race};

/// Options whose log-weights are worked out together.
const LANES: usize = 8;

/// What menus of a run are laid out by.
#[derive(Clone, Copy, Debug)]
pub struct Layout<'a> {
    /// Nodes of worth.
    pub nodes: &'a Grid,
    /// Mid-points of the bands of money (USD), at which values are given.
    pub mids: &'a Grid,
    /// Steps of money (USD), at which log-weights are.
    pub ladder: &'a Ladder,
}

/// An option, and who can take it.
#[derive(Clone, Copy, Debug)]
struct Entry {
    option: Alternative,
    id: u64,
    needs_usd: f64,
    /// It is for those with less than this.
    below_usd: f64,
    kind: Kind,
    manner: u8,
    /// Loss by abuse over the scale of choice.
    abuse: f64,
}

/// What an option asks of whoever takes it, beside money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A way on that always counts.
    Way,
    /// A way on inside a part of the graph with cycles: it counts at nodes at which it climbs.
    Climb(u32),
    Waiting,
    /// The number of the pathway.
    Application(u16),
    /// For those who can get legal ones.
    Passport,
    /// A way on with forged papers, and whether these are at hand; it counts where it climbs.
    Forged(bool, u32),
    Other,
}

/// The options of a group (community and papers) at a place.
#[derive(Clone, Debug, Default)]
pub struct Menu {
    written: bool,
    /// Waiting is the last.
    entries: Vec<Entry>,
    at_home: bool,
    has_applications: bool,
    /// Whether some way is not offered today.
    unserved: bool,
    cheapest_usd: f64,
    climbs: Vec<bool>,
    /// Log-weights by node of worth, step of money and option.
    weights: Vec<[f32; LANES]>,
    /// Blocks of options in a step.
    blocks: usize,
}

impl Menu {
    /// Whether it has been written since it was last forgotten.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.written
    }

    /// Is no longer valid: terms have changed.
    pub fn forget(&mut self) {
        self.written = false;
    }

    /// Writes the menu anew, keeping its buffers: from the values of a group and today's offers.
    pub fn write(
        &mut self,
        layout: Layout<'_>,
        look: (&Values, usize),
        place: usize,
        situation: &Situation,
        scale: f64,
    ) {
        let (values, group) = look;
        let columns = columns(situation, Basis::Offered, group, place);
        self.written = true;
        self.at_home = situation.at_home;
        self.has_applications = !situation.applications.is_empty();
        self.unserved = situation.ways.iter().any(|way| way.offered.is_none());
        let leads_on = |column: &&Column| {
            matches!(column.option, Alternative::Go(_) | Alternative::Owe(_) | Alternative::Through(_))
        };
        let needs = columns.iter().filter(leads_on).map(|column| column.needs_usd);
        self.cheapest_usd = needs.fold(f64::INFINITY, f64::min);
        self.entries.clear();
        self.climbs.clear();
        for column in &columns {
            let entry = self.entry(column, situation, scale);
            self.entries.push(entry);
            self.write_climbs(column, (values, group), place, layout.nodes.points.len());
        }
        self.tabulate(layout, values, scale, &columns);
    }

    fn entry(&self, column: &Column, situation: &Situation, scale: f64) -> Entry {
        let option = column.option;
        let (kind, manner, abuse) = match option {
            Alternative::Go(w) | Alternative::Owe(w) => {
                let way = &situation.ways[w as usize];
                (self.leads_on(column), way.manner as u8, way.abuse / scale)
            }
            Alternative::Through(journey) => {
                let abuse = situation.journey(journey).map_or(0.0, |through| through.way.abuse / scale);
                (self.leads_on(column), Manner::Smuggled as u8, abuse)
            }
            Alternative::Wait => (Kind::Waiting, 0, 0.0),
            Alternative::Apply(a) => (Kind::Application(situation.applications[a as usize].pathway), 0, 0.0),
            Alternative::GetPapers => (Kind::Passport, 0, 0.0),
            Alternative::GoForged(leg) | Alternative::BuyForged(leg) => {
                let held = matches!(option, Alternative::GoForged(_));
                let way = situation.exceptional.as_ref().and_then(|few| few.forged_way(leg));
                let abuse = way.map_or(0.0, |way| way.abuse / scale);
                (Kind::Forged(held, self.climbs.len() as u32), Manner::WithPapers as u8, abuse)
            }
            _ => (Kind::Other, 0, 0.0),
        };
        let (needs_usd, below_usd) = (column.needs_usd, column.below_usd);
        Entry { option, id: option.id(situation), needs_usd, below_usd, kind, manner, abuse }
    }

    /// The kind of a way on whose climbs are written next.
    fn leads_on(&self, column: &Column) -> Kind {
        let climb = column.climbs_to.map(|_| Kind::Climb(self.climbs.len() as u32));
        climb.unwrap_or(Kind::Way)
    }

    /// Whether the place where an option leads ranks above this one, by node.
    fn write_climbs(&mut self, column: &Column, look: (&Values, usize), place: usize, nodes: usize) {
        let (values, group) = look;
        if let Some(to) = column.climbs_to {
            let climbs = (0..nodes).map(|node| Node { values, group, node }.climbs(place, to as usize));
            self.climbs.extend(climbs);
        } else if matches!(column.option, Alternative::GoForged(_) | Alternative::BuyForged(_)) {
            self.climbs.extend(std::iter::repeat_n(true, nodes));
        }
    }

    fn tabulate(&mut self, layout: Layout<'_>, values: &Values, scale: f64, columns: &[Column]) {
        let (nodes, steps) = (layout.nodes.points.len(), layout.ladder.points.len());
        self.blocks = columns.len().div_ceil(LANES);
        self.weights.clear();
        self.weights.resize(nodes * steps * self.blocks, [0.0; LANES]);
        let per_scale = 1.0 / scale;
        let mut utilities = vec![0.0; steps];
        for (c, column) in columns.iter().enumerate() {
            let spots = column.spots(&layout.ladder.points, layout.mids);
            for node in layout.nodes.points.iter().copied().enumerate() {
                column.write(values, node, (&layout.ladder.points, &spots), &mut utilities);
                let rows = self.weights[node.0 * steps * self.blocks..].chunks_exact_mut(self.blocks);
                for (row, utility) in rows.zip(&utilities) {
                    row[c / LANES][c % LANES] = (utility * per_scale) as f32;
                }
            }
        }
    }

    /// Whether there are pathways to apply for.
    #[must_use]
    pub fn has_applications(&self) -> bool {
        self.has_applications
    }

    /// What the cheapest way on costs today (USD); infinite if there is none.
    #[must_use]
    pub fn cheapest_usd(&self) -> f64 {
        self.cheapest_usd
    }

    /// The option that somebody takes; `None` if there is none.
    ///
    /// The option with the least `E(option)/exp(U/s)` wins, so a closed option moves only those who
    /// had it. `key` belongs to the person, the place and the visit; `scale` is that of choice (USD).
    #[must_use]
    pub fn choose(&self, layout: Layout<'_>, who: Decider, scale: f64, key: Key) -> Option<Alternative> {
        let (node, above) = layout.nodes.beyond(who.worth);
        let spot = Spot::of(layout, node, above, who.money);
        let nearest = node + usize::from(above > 0.5);
        let mut race = Race::new(key);
        if self.at_home {
            race.enter(Alternative::Stay, Alternative::STAY_ID, who.stay / scale);
        }
        let mut short = self.unserved;
        for (block, entries) in self.entries.chunks(LANES).enumerate() {
            let weights = self.weigh(block, &spot);
            for (entry, weight) in entries.iter().zip(weights) {
                if self.is_open(entry, nearest, &who, &mut short) {
                    let own = who.care[usize::from(entry.manner)] * entry.abuse;
                    race.enter(entry.option, entry.id, f64::from(weight) - own);
                }
            }
        }
        race.winner()
    }

    /// The log-weights of a block of options for somebody, were all open.
    #[inline]
    fn weigh(&self, block: usize, spot: &Spot) -> [f32; LANES] {
        let mut sum = [0.0; LANES];
        for (row, share) in spot.rows.into_iter().zip(spot.shares) {
            for (sum, weight) in sum.iter_mut().zip(&self.weights[row * self.blocks + block]) {
                *sum += share * weight;
            }
        }
        sum
    }

    /// Whether an option is open to somebody; takes note of ways that are too dear.
    ///
    /// Waiting brings money or a seat. For whoever lacks neither it would only be another draw of the
    /// unobserved part of the decision, and people would wait for luck alone.
    #[inline]
    fn is_open(&self, entry: &Entry, nearest: usize, who: &Decider, short: &mut bool) -> bool {
        let able = entry.needs_usd <= who.money;
        match entry.kind {
            Kind::Climb(row) if !self.climbs[row as usize + nearest] => return false,
            Kind::Way | Kind::Climb(_) => *short |= !able,
            Kind::Waiting => return *short,
            Kind::Application(pathway) => return able && who.eligible >> pathway & 1 == 1,
            Kind::Passport => return able && who.legal,
            Kind::Forged(held, row) => {
                return able && held == who.forged && self.climbs[row as usize + nearest];
            }
            Kind::Other => {}
        }
        able && who.money < entry.below_usd
    }
}

/// Where somebody stands among the tabulated log-weights: four rows, and how much each counts.
struct Spot {
    rows: [usize; 4],
    shares: [f32; 4],
}

impl Spot {
    #[inline]
    fn of(layout: Layout<'_>, node: usize, above: f64, money: f64) -> Self {
        let (step, more) = layout.ladder.between(money);
        let (low, high) = (node * layout.ladder.points.len() + step, layout.ladder.points.len());
        // At a lone node the row above counts for nothing; it must only be there.
        let high = if above == 0.0 { low } else { low + high };
        let shares = [(1.0 - above) * (1.0 - more), (1.0 - above) * more, above * (1.0 - more), above * more];
        Self { rows: [low, low + 1, high, high + 1], shares: shares.map(|share| share as f32) }
    }
}
