//! Somebody who comes to want to leave, before anything else is known of them.

use crate::world::Motives;

/// A candidate: the same in every scenario in which the reason to leave is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Who it is.
    pub id: u64,
    /// What may move somebody with this reason to leave.
    pub motives: Motives,
}
