//! What countries tell each other of organisations that work in several of them.

use super::entry::close;
use super::fixed::Fixed;
use super::state::State;
use crate::mechanisms::cooperation;
use crate::mechanisms::prosecution::{Absence, Level};
use crate::outcomes::Count;
use crate::random::Purpose;

fn country_of(fixed: &Fixed, state: &State, firm: usize) -> usize {
    fixed.scenario.legs[state.firms.all[firm].leg.index()].enforced_by.index()
}

/// What the country that controls a firm's leg is shown of the file on another firm (share), today.
fn shown(fixed: &Fixed, state: &State, firm: usize, other: usize) -> f64 {
    let (viewer, holder) = (country_of(fixed, state, firm), country_of(fixed, state, other));
    let sharing = state.conditions.sharing[holder * fixed.scenario.countries.len() + viewer];
    if sharing.share <= 0.0 || !fixed.scenario.with(cooperation::MECHANISM.name) {
        return 0.0;
    }
    let day = state.today.0 as u64;
    let key = fixed.root.purpose(Purpose::Compliance).of(holder as u64).of(viewer as u64).of(day);
    if key.happens(sharing.compliance) { sharing.share } else { 0.0 }
}

/// The part of what a partner newly shows that is known within a period.
fn known(fixed: &Fixed, state: &State, firm: usize, other: usize) -> f64 {
    let (viewer, holder) = (country_of(fixed, state, firm), country_of(fixed, state, other));
    let delay = state.conditions.sharing[holder * fixed.scenario.countries.len() + viewer].delay_days;
    if delay > 0.0 { -(-f64::from(fixed.numbers.period_days) / delay).exp_m1() } else { 1.0 }
}

/// Countries tell each other what they have today on firms of one organisation.
pub(super) fn tell(fixed: &Fixed, state: &mut State) {
    for firm in 0..state.firms.all.len() {
        for position in 0..state.organisations.others(firm).len() {
            let other = state.organisations.others(firm)[position];
            let file = shown(fixed, state, firm, other) * state.justice.file(other);
            let known = known(fixed, state, firm, other);
            state.organisations.tell(firm, position, file, known);
        }
    }
}

/// The file on a firm with what partners have told of the rest of its organisation (heads).
pub(super) fn file_seen(state: &State, firm: usize) -> f64 {
    state.justice.file(firm) + state.organisations.told(firm)
}

/// An organiser who is arrested is missing on the legs of partners, too.
pub(super) fn stop_elsewhere(fixed: &Fixed, state: &mut State, arrested: Absence) {
    for other in state.organisations.others(arrested.firm).to_vec() {
        if shown(fixed, state, arrested.firm, other) > 0.0 {
            let was_active = state.firms.all[other].active;
            let stopped = was_active || state.justice.at_large(other, Level::Organiser) == 0;
            state.justice.miss(Absence { firm: other, convicted_on: None, stopped, ..arrested });
            if was_active {
                close(fixed, state, other, Count::FirmsClosedArrest);
            }
        }
    }
}
