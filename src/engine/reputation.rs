//! What care firms take, and what is known of their records where they sell.

use super::fixed::Fixed;
use super::state::State;
use crate::agents::Person;
use crate::mechanisms::reputation;

/// The hazards aboard a firm's vehicle as a multiple.
pub(super) fn care(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    let caring = state.firms.all[firm].caring;
    if caring { fixed.scenario.settings.number(&reputation::CARE_FACTOR) } else { 1.0 }
}

/// What care for its clients costs a firm (USD/head).
pub(super) fn care_usd(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    let caring = state.firms.all[firm].caring;
    if caring { fixed.scenario.settings.number(&reputation::CARE_USD) } else { 0.0 }
}

/// A client tells how it went with the firm, or others tell of a death.
pub(super) fn tell(fixed: &Fixed, state: &mut State, person: &Person, died: bool) {
    if fixed.has_records {
        let abuse = f64::from(u8::from(person.is_abused()));
        let harms = if died { fixed.numbers.death_weight } else { abuse };
        state.records.tell(person.since as usize, fixed.numbers.persons_per_agent, harms);
    }
}

/// Harms a client on a leg, of those who sell there; 0 if records do not count.
pub(super) fn usual(fixed: &Fixed, state: &State, leg: usize) -> f64 {
    if fixed.has_records { state.records.usual(state.firms.active(leg)) } else { 0.0 }
}

/// How much worse than usual a firm's record is, in multiples of the usual; 0 if records do not count.
pub(super) fn worse(fixed: &Fixed, state: &State, firm: usize, usual: f64) -> f64 {
    if usual <= 0.0 {
        return 0.0;
    }
    state.records.relative(firm, usual, fixed.scenario.settings.number(&reputation::STRENGTH)) - 1.0
}

/// By how much a firm's record changes the share of clients that it gets of those who pay one fee.
pub(super) fn pull(fixed: &Fixed, worse: f64) -> f64 {
    if fixed.has_records { (-fixed.scenario.settings.number(&reputation::WEIGHT) * worse).exp() } else { 1.0 }
}

/// What a firm's record adds to the worth of its offer (USD).
pub(super) fn quality(fixed: &Fixed, worse: f64) -> f64 {
    -fixed.scenario.settings.number(&reputation::RECORD_USD) * worse
}
