//! The table of values, and ways to look things up in it.

use crate::numeric::Grid;

/// Values by group (community and papers), place, node of worth and band of money (USD).
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    places: usize,
    nodes: usize,
    bands: usize,
    /// By group and place: the group whose rows are read. Where papers change nothing any more,
    /// those who hold some share the rows of those who don't.
    reads: Vec<usize>,
    /// Over all options: what those further back count with.
    pub(super) full: Vec<f64>,
    /// Over all options but waiting, of last period: what being stopped and waiting lead to.
    pub(super) open: Vec<f64>,
    /// The same of this period, in the making.
    pub(super) next_open: Vec<f64>,
    /// Best single-path value, by group, node and place.
    pub(super) best: Vec<f64>,
    /// The same with hysteresis: it orders places inside a part with cycles.
    pub(super) rank: Vec<f64>,
}

impl Values {
    /// All zero: nobody knows better yet. `reads` says, by group and place, whose rows are read.
    #[must_use]
    pub fn new(reads: Vec<usize>, places: usize, nodes: usize, bands: usize) -> Self {
        let groups = reads.len() / places.max(1);
        let size = groups * places * nodes * bands;
        Self {
            reads,
            places,
            nodes,
            bands,
            full: vec![0.0; size],
            open: vec![0.0; size],
            next_open: vec![0.0; size],
            best: vec![0.0; groups * nodes * places],
            rank: vec![0.0; groups * nodes * places],
        }
    }

    /// The position of a row: the bands of a group, place and node.
    #[inline]
    pub(super) fn row(&self, group: usize, place: usize, node: usize) -> usize {
        let group = self.reads[group * self.places + place];
        ((group * self.places + place) * self.nodes + node) * self.bands
    }

    /// The group among whose deciders somebody counts at a place: the one whose rows are read.
    #[inline]
    #[must_use]
    pub fn counted_group(&self, group: usize, place: usize) -> usize {
        self.reads[group * self.places + place]
    }

    /// Reads other rows from now on; those that come into use start from what was read before.
    pub fn regroup(&mut self, reads: Vec<usize>) {
        for (position, &read) in reads.iter().enumerate() {
            let (group, place) = (position / self.places, position % self.places);
            if read == group && self.reads[position] != group {
                self.copy_rows(self.reads[position], group, place);
            }
        }
        self.reads = reads;
    }

    fn copy_rows(&mut self, from: usize, to: usize, place: usize) {
        let rows = self.nodes * self.bands;
        let start = |group: usize| (group * self.places + place) * rows;
        for column in [&mut self.full, &mut self.open, &mut self.next_open] {
            column.copy_within(start(from)..start(from) + rows, start(to));
        }
    }

    /// Whether a group has rows of its own at a place.
    pub(super) fn has_rows(&self, group: usize, place: usize) -> bool {
        self.reads[group * self.places + place] == group
    }

    /// The position of the best-path values of a group and node.
    #[inline]
    pub(super) fn best_row(&self, group: usize, node: usize) -> usize {
        (group * self.nodes + node) * self.places
    }

    /// The bands of a group, place and node, over all options.
    #[must_use]
    pub fn full_row(&self, group: usize, place: usize, node: usize) -> &[f64] {
        let row = self.row(group, place, node);
        &self.full[row..row + self.bands]
    }

    /// The same over all options but waiting, as of last period.
    #[must_use]
    pub fn open_row(&self, group: usize, place: usize, node: usize) -> &[f64] {
        let row = self.row(group, place, node);
        &self.open[row..row + self.bands]
    }

    /// What this period found becomes what next period remembers.
    pub fn end_period(&mut self) {
        std::mem::swap(&mut self.open, &mut self.next_open);
    }
}

/// A point between two bands of money.
#[derive(Clone, Copy, Debug)]
pub(super) struct Purse {
    band: usize,
    weight: f64,
}

impl Purse {
    /// Where an amount of money lies among the mid-points of the bands.
    #[inline]
    #[must_use]
    pub(super) fn at(mids: &Grid, money: f64) -> Self {
        let (band, weight) = mids.between(money);
        Self { band, weight }
    }

    #[inline]
    fn read(self, row: &[f64]) -> f64 {
        if self.weight == 0.0 {
            return row[self.band];
        }
        row[self.band] + self.weight * (row[self.band + 1] - row[self.band])
    }
}

/// A node of worth: what values of a group are read at.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    /// The table.
    pub values: &'a Values,
    /// Community and papers.
    pub group: usize,
    /// The node.
    pub node: usize,
}

impl Node<'_> {
    /// Value over all options at a place (USD).
    #[inline]
    pub(super) fn full(&self, place: usize, purse: Purse) -> f64 {
        purse.read(self.values.full_row(self.group, place, self.node))
    }

    /// The same over all options but waiting.
    #[inline]
    pub(super) fn open(&self, place: usize, purse: Purse) -> f64 {
        purse.read(self.values.open_row(self.group, place, self.node))
    }

    /// Whether one place ranks above another.
    #[inline]
    #[must_use]
    pub fn climbs(&self, from: usize, to: usize) -> bool {
        let row = self.values.best_row(self.group, self.node);
        self.values.rank[row + to] > self.values.rank[row + from]
    }
}
