//! What a run is found by.

use std::io;

use crate::world::Scenario;

/// The digest of all that a run depends on: the program, the scenario and the seed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(pub(super) [u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&blake3::Hash::from(self.0).to_hex()[..16])
    }
}

/// The program that runs, to the byte.
///
/// A version number does not say what was built: a compiler or a change that is not committed moves
/// results as well. So runs of another build count as not made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Program(blake3::Hash);

impl Program {
    pub(super) fn running() -> io::Result<Self> {
        Ok(Self(blake3::hash(&std::fs::read(std::env::current_exe()?)?)))
    }

    /// The key of a run. A scenario's digest covers all that is in it, drawn values included.
    pub(super) fn key(&self, scenario: &Scenario, seed: u64) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.0.as_bytes());
        hasher.update(&seed.to_le_bytes());
        hasher.update(scenario.digest.as_bytes());
        Key(*hasher.finalize().as_bytes())
    }
}
