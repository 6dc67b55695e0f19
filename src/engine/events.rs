//! What happens to people on the day on which a journey, a wait or a detention ends.

use super::bookings;
use super::credit;
use super::decisions::{arrive, decide_again, end, occasion};
use super::fixed::Fixed;
use super::interest;
use super::journeys::pay_bribe;
use super::onward;
use super::reputation;
use super::returns;
use super::state::State;
use super::who;
use crate::agents::{Account, Manner, Person, Stage};
use crate::outcomes::Count;
use crate::random::Purpose;
use crate::world::{LegId, StopRule};

/// Everybody who is due today.
pub(super) fn happen(fixed: &Fixed, state: &mut State) {
    let mut due = state.events.take(state.today);
    for person in due.iter_mut().flatten() {
        state.tally.events += 1;
        if ends_a_leg(person.stage) {
            state.on_the_way[person.leg as usize] -= 1;
        }
        match person.stage {
            Stage::Travelling => get_there(fixed, state, person),
            Stage::Stopped => be_stopped(fixed, state, person),
            Stage::Dying => die(fixed, state, person),
            Stage::Kidnapped => be_kidnapped(fixed, state, person),
            Stage::Held => be_released(fixed, state, person),
            Stage::Ordered => returns::face_order(fixed, state, person),
            Stage::AtHome => returns::be_home(fixed, state, person),
            Stage::Relocated => leave_the_country(fixed, state, person),
            Stage::Detained => returns::decide_after_stop(fixed, state, person),
            Stage::Waiting => stop_waiting(fixed, state, person),
            Stage::GettingPapers => hold_papers(fixed, state, person),
            Stage::Admitted => arrive_regularly(fixed, state, person),
            Stage::MovingOn => onward::get_there(fixed, state, person),
        }
    }
    state.events.put_back(due);
}

/// Whether somebody is no longer on a leg after the event; who is kidnapped on one is held there.
fn ends_a_leg(stage: Stage) -> bool {
    matches!(stage, Stage::Travelling | Stage::Stopped | Stage::Dying | Stage::Held)
}

fn get_there(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let leg = person.leg as usize;
    pay_rest(fixed, state, person);
    report(fixed, state, person, false, false);
    detect(fixed, state, person);
    bookings::get_through(fixed, state, person);
    reach(fixed, state, person, leg);
}

/// Is where a leg leads: at the end of the journey, or at a place where to decide again.
fn reach(fixed: &Fixed, state: &mut State, person: &mut Person, leg: usize) {
    person.place = fixed.scenario.legs[leg].to.0;
    if person.is_abused() {
        let support = state.conditions.victim_support_usd[person.place as usize];
        returns::pay_support(state, person, support, "victim_support");
    }
    person.visit = 0;
    person.leg = u16::MAX;
    if fixed.destination[person.place as usize] {
        person.set_regular(false);
        arrive(fixed, state, person);
    } else {
        decide_again(fixed, state, person);
    }
}

/// The part of the fee that falls due on arrival.
fn pay_rest(fixed: &Fixed, state: &mut State, person: &mut Person) {
    if person.manner != Manner::Smuggled || bookings::pay_rest(fixed, state, person) {
        return;
    }
    let rest = f64::from(person.fee) * (1.0 - fixed.numbers.advance_share);
    credit::lend(fixed, state, person, rest);
    super::boarding::pay_fee(fixed, state, person, rest.min(person.money));
}

/// A detection on the way into a destination, if observers saw the arrival.
fn detect(fixed: &Fixed, state: &mut State, person: &Person) {
    let leg = &fixed.scenario.legs[person.leg as usize];
    let to = leg.to.index();
    if fixed.destination[to] && observed(fixed, person, leg.monitored_share.get(), 1) {
        state.recorder.at_place(Count::Detections, to, 1.0);
        state.recorder.at_place(Count::ArrivalsCounted, to, 1.0);
        let home = fixed.scenario.communities[usize::from(person.community)].place;
        state.recorder.at_place(Count::ArrivalsCountedFrom, home.index(), 1.0);
    }
}

/// Whether observers see an event of a person's leg, by a keyed draw; they see all if the mechanism
/// is switched off. On most legs nobody observes, and nothing need be drawn.
#[inline]
pub(super) fn observed(fixed: &Fixed, person: &Person, share: f64, which: u64) -> bool {
    if !fixed.numbers.misses {
        return true;
    }
    share > 0.0
        && occasion(fixed, person)
            .purpose(Purpose::Observation)
            .of(u64::from(person.leg))
            .of(which)
            .happens(share)
}

fn be_stopped(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let leg = LegId(person.leg);
    let about = &fixed.scenario.legs[leg.index()];
    state.recorder.on_leg(Count::Interceptions, leg.index(), 1.0);
    state.stops[leg.index()] += 1.0;
    if fixed.destination[about.to.index()] {
        state.recorder.at_place(Count::Detections, about.to.index(), 1.0);
    }
    report(fixed, state, person, true, false);
    who::is_stopped(&mut state.recorder, person);
    bookings::be_stopped(state, person);
    person.stops = person.stops.saturating_add(1);
    person.set_on_journey(false);
    person.visit = 0;
    person.place = about.stopped_to.0;
    person.set_regular(person.is_regular() && fixed.destination[about.stopped_to.index()]);
    obey(fixed, state, person, leg.index(), about.enforced_by.index());
}

/// What the country does with people whom it stopped.
fn obey(fixed: &Fixed, state: &mut State, person: &mut Person, leg: usize, country: usize) {
    match fixed.scenario.countries[country].stop_rule {
        StopRule::TurnedBack => returns::decide_after_stop(fixed, state, person),
        StopRule::Detained => {
            let days = detention_days(fixed, state, person, leg, country);
            person.stage = Stage::Detained;
            state.recorder.add(Count::WayDays, f64::from(days.max(1)));
            state.events.push(state.today, days, *person);
        }
        StopRule::Returned => returns::send_home(fixed, state, person, country),
        StopRule::Protected => {
            state.recorder.add(Count::Protected, 1.0);
            end(state, person);
        }
    }
}

/// How long somebody is held: the country's days, or one if he pays the guard on duty to let him go.
/// People pay what they have if the days are worth more to them.
fn detention_days(fixed: &Fixed, state: &mut State, person: &mut Person, leg: usize, country: usize) -> i32 {
    let rules = &fixed.scenario.countries[country];
    let days = rules.detention_days.round() as i32;
    let worth = rules.detention_days * state.preferences[person.community as usize].day;
    let offer = rules.detention_bribe_usd.filter(|&usd| usd <= person.money && usd <= worth);
    let Some(usd) = offer.filter(|&usd| state.desks.lets_go(country, usd, occasion(fixed, person))) else {
        return days;
    };
    person.money -= usd;
    state.recorder.on_leg(Count::BribesDetention, leg, usd);
    pay_bribe(state, Account::Migrants, leg, usd);
    days.min(1)
}

/// A kidnapped person gives what he or she has; the family may find the rest of the ransom.
fn be_kidnapped(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let leg = person.leg as usize;
    let key = occasion(fixed, person).of(u64::from(person.leg));
    let ransom = state.crime.ransom(person.money, key);
    person.money -= ransom.own_usd;
    state.ledger.pay(Account::Migrants, Account::Crime, ransom.own_usd);
    state.ledger.pay(Account::Outside, Account::Crime, ransom.family_usd);
    state.recorder.on_leg(Count::Kidnapped, leg, 1.0);
    state.recorder.add(Count::RansomsPaid, ransom.own_usd + ransom.family_usd);
    state.bookings.remove(person.id);
    person.set_abused(true);
    person.stage = if ransom.survives { Stage::Held } else { Stage::Dying };
    state.events.push(state.today, state.crime.hold_days(), *person);
}

/// Let go where the leg leads, without the smuggler's help that was still due.
fn be_released(fixed: &Fixed, state: &mut State, person: &mut Person) {
    report(fixed, state, person, false, false);
    detect(fixed, state, person);
    let leg = person.leg as usize;
    reach(fixed, state, person, leg);
}

fn die(fixed: &Fixed, state: &mut State, person: &Person) {
    let leg = person.leg as usize;
    state.recorder.on_leg(Count::Deaths, leg, 1.0);
    who::dies(&mut state.recorder, person);
    if observed(fixed, person, fixed.scenario.legs[leg].recorded_deaths_share.get(), 2) {
        state.recorder.on_leg(Count::DeathsRecorded, leg, 1.0);
    }
    let known = occasion(fixed, person).purpose(Purpose::News).of(u64::from(person.leg));
    if known.happens(fixed.hearing.deaths_known) {
        report(fixed, state, person, false, true);
    }
    end(state, person);
}

/// News of a leg goes home; smugglers tell their own version.
pub(super) fn report(fixed: &Fixed, state: &mut State, person: &Person, stopped: bool, died: bool) {
    let smuggled = person.manner == Manner::Smuggled;
    if smuggled {
        reputation::tell(fixed, state, person, died);
    }
    if !fixed.numbers.learns {
        return;
    }
    let days = state.today.since(state.market_day) + fixed.numbers.news_days;
    let periods = (days / fixed.numbers.period_days).max(0) as usize;
    let (leg, community) = (person.leg as usize, person.community as usize);
    // Being found out with forged papers is told as being stopped, also by those who got through.
    let found_out = person.manner == Manner::Forged && !person.has_forged_papers();
    let events = [stopped || found_out, died, person.is_abused()];
    let fee = (smuggled && !bookings::is_booked(state, person)).then_some(f64::from(person.fee));
    let batch = state.reports.people(periods, community, leg, person.manner);
    fixed.hearing.report(batch, events, fee, f64::from(person.bribes));
    if smuggled {
        fixed.hearing.smuggler_report(batch, events);
    }
}

fn stop_waiting(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let place = person.place as usize;
    state.waiting[place] -= 1;
    state.stranded[place] -= i64::from(person.is_stranded());
    person.set_stranded(false);
    let home = fixed.scenario.communities[person.community as usize].place.index();
    if place != home {
        live_here(fixed, state, person);
    }
    person.visit = person.visit.saturating_add(1);
    decide_again(fixed, state, person);
}

/// Wages earned and living paid for over a wait; what can't be paid is done without.
fn live_here(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let place = person.place as usize;
    let about = &fixed.scenario.places[place];
    let days = f64::from(state.today.0 - person.since);
    let wage = about.day_wage_usd * state.conditions.income[place];
    let earned = days * wage * about.work_probability.get();
    let spent = (days * about.living_usd_day).min(person.money + earned);
    person.money = (person.money + earned - spent).max(0.0);
    state.ledger.pay(Account::Outside, Account::Migrants, earned);
    state.ledger.pay(Account::Migrants, Account::Hubs, spent);
    interest::earn(fixed, state, place, spent);
}

/// A move inside the country has not held.
fn leave_the_country(fixed: &Fixed, state: &mut State, person: &mut Person) {
    state.recorder.add(Count::RelocationsFailed, 1.0);
    decide_again(fixed, state, person);
}

fn hold_papers(fixed: &Fixed, state: &mut State, person: &mut Person) {
    person.set_papers(true);
    person.visit = person.visit.saturating_add(1);
    decide_again(fixed, state, person);
}

fn arrive_regularly(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let place = person.place as usize;
    state.recorder.at_place(Count::ArrivalsRegular, place, 1.0);
    if credit::pay_off(fixed, state, person, fixed.scenario.places[place].regular_income_usd_year) {
        return;
    }
    onward::have_status(fixed, state, person);
}
