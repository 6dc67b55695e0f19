//! One person's decision: a race of keyed exponentials among the options that are open.

use super::options::{Alternative, Basis, Decider, Situation, each_option};
use super::values::Look;
use crate::numeric::Grid;
use crate::random::{Key, Race};

/// The option that somebody takes under today's offers; `None` if there is none.
///
/// The option with the least `E(option)/exp(U/s)` wins, so a closed option moves only those who had
/// it. `key` belongs to the person, the place and the visit.
pub fn decide<L: Look>(
    situation: &Situation,
    place: usize,
    look: &L,
    mids: &Grid,
    who: Decider,
    scale: f64,
    key: Key,
) -> Option<Alternative> {
    let mut race = Race::new(key);
    let per_scale = 1.0 / scale;
    each_option(situation, place, look, mids, Basis::Offered, who, |option, value| {
        race.enter(option, option.id(situation), value * per_scale);
    });
    race.winner()
}
