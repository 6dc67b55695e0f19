//! One person's decision: a race of keyed exponentials among the options that are open.

use super::options::{Alternative, Basis, Decider, Situation, each_option};
use super::values::Look;
use crate::random::Key;

/// The option that somebody takes under today's offers; `None` if there is none.
///
/// The option with the least `E(option)/exp(U/s)` wins, so a closed option moves only those who had
/// it. `key` belongs to the person, the place and the visit.
pub fn decide<L: Look>(
    situation: &Situation,
    place: usize,
    look: &L,
    mids: &[f64],
    who: Decider,
    scale: f64,
    key: Key,
) -> Option<Alternative> {
    let mut best: Option<(Alternative, f64)> = None;
    each_option(situation, place, look, mids, Basis::Offered, who, |option, value| {
        let score = value / scale - key.of(option.id(situation)).exponential().ln();
        if best.is_none_or(|(_, top)| score > top) {
            best = Some((option, score));
        }
    });
    best.map(|(option, _)| option)
}
