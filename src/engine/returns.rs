//! The way home: people who are sent or go home, and those who set out again from there.

use super::credit;
use super::decisions::{decide_again, end, go_on, occasion};
use super::fixed::Fixed;
use super::interest;
use super::onward;
use super::state::State;
use super::who;
use crate::agents::{Account, Person, Stage};
use crate::mechanisms::{after_arrival, returns};
use crate::outcomes::Count;
use crate::random::Purpose;

/// A country sends somebody home, unless the case is assessed and protection found.
pub(super) fn send_home(fixed: &Fixed, state: &mut State, person: &mut Person, country: usize) {
    let assessed = state.conditions.assessed_share[country];
    if returns::finds_protection(fixed.scenario, person, assessed, occasion(fixed, person)) {
        state.recorder.add(Count::Protected, 1.0);
        return end(state, person);
    }
    who::goes_home(fixed, &mut state.recorder, person);
    who::is_sent_home(&mut state.recorder, person);
    if !fixed.scenario.with(returns::MECHANISM.name) {
        return end(state, person);
    }
    person.place = fixed.scenario.communities[person.community as usize].place.0;
    person.attempts = person.attempts.saturating_add(1);
    person.set_regular(false);
    person.set_on_journey(false);
    person.visit = 0;
    person.stage = Stage::AtHome;
    state.events.push(state.today, fixed.numbers.home_days, *person);
}

/// Somebody has arrived without regular status: gets it, stays without, or is ordered home where an
/// agreement with countries of origin is in force.
pub(super) fn stay_abroad(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let place = person.place as usize;
    let country = fixed.scenario.places[place].country.index();
    let key = occasion(fixed, person);
    let regular = fixed.scenario.with(after_arrival::MECHANISM.name)
        && key.purpose(Purpose::Status).happens(state.conditions.regularised_share[country]);
    let about = &fixed.scenario.places[place];
    let income = if regular { about.regular_income_usd_year } else { about.income_usd_year };
    if credit::pay_off(fixed, state, person, income) {
        return;
    }
    if regular {
        state.recorder.add(Count::Regularised, 1.0);
        return onward::have_status(fixed, state, person);
    }
    interest::emigrate(fixed, state, person, false);
    // Remittances are those of people who arrive within the horizon.
    state.arrived[place][0] += f64::from(u8::from(state.today.0 >= 0));
    let ordered = key.purpose(Purpose::Order).happens(state.conditions.readmission_share[country]);
    if !ordered || !fixed.scenario.with(returns::MECHANISM.name) {
        return end(state, person);
    }
    person.stage = Stage::Ordered;
    person.since = state.today.0;
    // Whoever has arrived was not stopped on any leg, and tells of none.
    person.leg = u16::MAX;
    state.events.push(state.today, fixed.numbers.order_days, *person);
}

/// The country of origin takes somebody back who has been ordered home, or it does not.
pub(super) fn face_order(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let origin = interest::origin(fixed, person);
    let key = occasion(fixed, person).purpose(Purpose::Readmission);
    if !key.happens(state.interest.readmits[origin]) {
        state.recorder.add(Count::ReadmissionRefused, 1.0);
        return end(state, person);
    }
    let place = person.place as usize;
    state.arrived[place][0] -= f64::from(u8::from(person.since >= 0));
    state.recorder.add(Count::Readmitted, 1.0);
    interest::take_back(fixed, state, person);
    send_home(fixed, state, person, fixed.scenario.places[place].country.index());
}

/// Somebody who was sent home tells of it, and decides again there.
pub(super) fn be_home(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let (leg, community) = (person.leg as usize, person.community as usize);
    // Whoever had arrived before was not stopped on any leg.
    if fixed.numbers.learns && leg < fixed.scenario.legs.len() {
        let batch = state.reports.people(0, community, leg, person.manner);
        fixed.hearing.returnee_report(batch, person.is_abused());
    }
    if leg < fixed.scenario.legs.len() {
        return decide_after_stop(fixed, state, person);
    }
    decide_again(fixed, state, person);
}

/// Somebody who was stopped decides; or tries again by a given chance, and otherwise gives up and goes home.
pub(super) fn decide_after_stop(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let about = &fixed.scenario.legs[person.leg as usize];
    let given = fixed.scenario.countries[about.enforced_by.index()].retry_probability;
    person.leg = u16::MAX;
    match given.map(|chance| returns::tries_again(chance.get(), occasion(fixed, person))) {
        None => decide_again(fixed, state, person),
        Some(true) => go_on(fixed, state, person),
        Some(false) => {
            // Who was sent home was counted then.
            if person.stage != Stage::AtHome {
                who::goes_home(fixed, &mut state.recorder, person);
            }
            end(state, person);
        }
    }
}

/// Goes home from a place on the way, with a grant where there is one.
pub(super) fn turn_back(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let place = person.place as usize;
    let grant = state.conditions.return_grant_usd[place];
    pay_support(state, person, grant, "voluntary_return");
    let cost = fixed.scenario.places[place].return_cost_usd.min(person.money);
    person.money -= cost;
    state.ledger.pay(Account::Migrants, Account::Outside, cost);
    who::goes_home(fixed, &mut state.recorder, person);
    end(state, person);
}

/// What staying is worth more to somebody who was sent home (USD).
pub(super) fn support_for_staying(state: &State, person: &Person) -> f64 {
    if person.attempts > 0 { state.conditions.reintegration_usd[person.community as usize] } else { 0.0 }
}

/// Stays at home; those who were sent there get what support there is.
pub(super) fn stay(state: &mut State, person: &mut Person) {
    let support = support_for_staying(state, person);
    pay_support(state, person, support, "reintegration");
    end(state, person);
}

/// A person gets public money by a lever.
pub(super) fn pay_support(state: &mut State, person: &mut Person, usd: f64, lever: &str) {
    if usd > 0.0 {
        person.money += usd;
        state.ledger.pay(Account::States, Account::Migrants, usd);
        state.recorder.spend(lever, usd);
    }
}
