//! People with regular status at a destination: they live there, or go on to another.

use super::decisions::{decide_again, end, occasion};
use super::fixed::Fixed;
use super::interest;
use super::state::State;
use crate::agents::{Account, Person, Stage};
use crate::mechanisms::after_arrival;
use crate::outcomes::Count;

/// Somebody has regular status where he or she has arrived; some think of going on.
pub(super) fn have_status(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let place = person.place as usize;
    if !after_arrival::thinks_of_going_on(fixed.scenario, place, occasion(fixed, person)) {
        return live(fixed, state, person);
    }
    person.set_regular(true);
    // A permit serves as papers.
    person.set_papers(true);
    person.set_on_journey(false);
    person.visit = 0;
    decide_again(fixed, state, person);
}

/// Lives at a place with regular status.
pub(super) fn live(fixed: &Fixed, state: &mut State, person: &Person) {
    state.arrived[person.place as usize][1] += f64::from(u8::from(state.today.0 >= 0));
    interest::emigrate(fixed, state, person, true);
    end(state, person);
}

/// Moves on freely to another destination.
pub(super) fn move_on(fixed: &Fixed, state: &mut State, person: &mut Person, leg: usize) {
    let leg = &fixed.scenario.legs[leg];
    let fare = leg.fare_usd.unwrap_or(0.0);
    person.money -= fare;
    state.ledger.pay(Account::Migrants, Account::Hubs, fare);
    person.place = leg.to.0;
    person.stage = Stage::MovingOn;
    state.events.push(state.today, leg.days.ceil() as i32, *person);
}

/// Has moved on, and stays.
pub(super) fn get_there(fixed: &Fixed, state: &mut State, person: &Person) {
    state.recorder.at_place(Count::MovedOn, person.place as usize, 1.0);
    live(fixed, state, person);
}
