//! What is to be run.

use crate::world::Scenario;

/// A baseline and its policies, each run with the same seeds.
#[derive(Clone, Debug)]
pub struct Design {
    /// The scenarios; the first is the baseline.
    pub scenarios: Vec<Scenario>,
    /// How many times each is run.
    pub replicates: u32,
    /// The seed of replicate 0; the seed of replicate r is `seed + r` in every scenario.
    pub seed: u64,
    /// How many replicates may run at once.
    pub jobs: usize,
}

impl Design {
    /// The seed of a replicate.
    #[must_use]
    pub fn seed_of(&self, replicate: u32) -> u64 {
        self.seed.wrapping_add(u64::from(replicate))
    }

    /// How many runs that makes.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.scenarios.len() * self.replicates as usize
    }
}
