//! Somebody who comes to want to leave, before anything else is known of them.

use crate::units::Probability;

/// A candidate: the same in every scenario in which the reason to leave is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Who it is.
    pub id: u64,
    /// The chance that staying is no option for somebody with this reason to leave.
    pub fleeing: Probability,
}
