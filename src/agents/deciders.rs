//! How many people of each group decide at a place: what firms know of demand.

/// Deciders per place, community, papers, node of worth and band of money, remembered with an
/// exponential window.
#[derive(Clone, Debug, PartialEq)]
pub struct Deciders {
    groups: usize,
    cells: usize,
    smoothed: Vec<f32>,
    count: Vec<f32>,
}

impl Deciders {
    /// Nobody yet. `groups` are communities times two (without and with papers); `cells` are nodes
    /// times bands.
    #[must_use]
    pub fn new(places: usize, groups: usize, cells: usize) -> Self {
        let size = places * groups * cells;
        Self { groups, cells, smoothed: vec![0.0; size], count: vec![0.0; size] }
    }

    /// Counts a decision.
    #[inline]
    pub fn add(&mut self, place: usize, group: usize, cell: usize, weight: f32) {
        self.count[(place * self.groups + group) * self.cells + cell] += weight;
    }

    /// Ends a period: the memory keeps the share `kept` of itself.
    pub fn end_period(&mut self, kept: f64) {
        let kept = kept as f32;
        for (smoothed, count) in self.smoothed.iter_mut().zip(&mut self.count) {
            *smoothed = *smoothed * kept + *count * (1.0 - kept);
            *count = 0.0;
        }
    }

    /// Deciders expected in a period, by node and band, of a group at a place.
    #[must_use]
    pub fn expected(&self, place: usize, group: usize) -> &[f32] {
        let start = (place * self.groups + group) * self.cells;
        &self.smoothed[start..start + self.cells]
    }
}
