//! One person's decision: a race of keyed exponentials among the options that are open.

use super::options::{Alternative, Basis, Decider, Situation, each_option};
use super::values::Look;
use crate::mechanisms::capability::Grid;
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
    let mut open = Open::default();
    let mut race = Race::new(key);
    each_option(situation, place, look, mids, Basis::Offered, who, |option, value| {
        if !open.add(option, value / scale) {
            race.enter(option, option.id(situation), value / scale);
        }
    });
    // The best one first: then most of the others can be seen to lose without being drawn.
    open.best_to_front();
    for &(option, weight) in &open.options[..open.count] {
        race.enter(option, option.id(situation), weight);
    }
    race.winner()
}

/// The options of one decision, without a trip to the heap. There are seldom as many as it holds.
struct Open {
    options: [(Alternative, f64); 24],
    count: usize,
}

impl Default for Open {
    fn default() -> Self {
        Self { options: [(Alternative::Stay, 0.0); 24], count: 0 }
    }
}

impl Open {
    /// Adds an option; says whether there was room.
    #[inline]
    fn add(&mut self, option: Alternative, weight: f64) -> bool {
        let Some(slot) = self.options.get_mut(self.count) else { return false };
        *slot = (option, weight);
        self.count += 1;
        true
    }

    #[inline]
    fn best_to_front(&mut self) {
        let best = (1..self.count).fold(0, |b, i| if self.options[i].1 > self.options[b].1 { i } else { b });
        self.options.swap(0, best);
    }
}
