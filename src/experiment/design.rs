//! What is to be run.

use super::shard::Shard;
use super::uncertain::Draws;
use crate::world::Scenario;

/// Runs of each scenario with one draw of what is not known, in a row: the fewest that tell chance
/// from not knowing.
pub const RUNS_A_DRAW: u32 = 2;

/// Replicates between two looks at how well the differences are known. Ten pairs are enough for ranges
/// and for telling chance from not knowing.
const LOOK: u32 = 20;

/// Whether what is not known is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncertainty {
    /// Uncertain numbers are drawn, together with the seed.
    Drawn,
    /// They keep the values of the scenarios: replicates differ by chance alone.
    Fixed,
}

/// A baseline and its policies, each run with the same draws and seeds.
#[derive(Clone, Debug)]
pub struct Design {
    /// The scenarios; the first is the baseline.
    pub scenarios: Vec<Scenario>,
    /// How many times each is run, at the most.
    pub replicates: u32,
    /// The seed of replicate 0; the seed of replicate r is `seed + r` in every scenario.
    pub seed: u64,
    /// How many replicates may run at once.
    pub jobs: usize,
    /// Whether what is not known is drawn.
    pub uncertainty: Uncertainty,
    /// How well the main differences have to be known for the runs to stop before all are made: the
    /// half-width of the 90 % interval of the mean, as a share of the baseline's mean.
    pub precision: Option<f64>,
}

impl Design {
    /// The seed of a replicate.
    #[must_use]
    pub fn seed_of(&self, replicate: u32) -> u64 {
        self.seed.wrapping_add(u64::from(replicate))
    }

    /// How many runs a part of it makes.
    #[must_use]
    pub fn runs_in(&self, shard: Shard) -> usize {
        self.scenarios.len() * shard.share(self.replicates) as usize
    }

    /// How many runs that makes.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.scenarios.len() * self.replicates as usize
    }

    /// The draws, if there are any. They go by the seed of the design.
    #[must_use]
    pub fn draws(&self) -> Option<Draws> {
        (self.uncertainty == Uncertainty::Drawn).then(|| Draws::of(&self.scenarios, self.seed))
    }

    /// Up to which replicates the runs are made before somebody looks whether they are enough.
    pub(super) fn looks(&self) -> Vec<u32> {
        let early = (1..).map(|look| look * LOOK).take_while(|&until| until < self.replicates);
        let early = early.filter(|_| self.precision.is_some());
        early.chain([self.replicates]).collect()
    }
}

/// The draw of a replicate.
#[must_use]
pub fn draw_of(replicate: u32) -> u32 {
    replicate / RUNS_A_DRAW
}
