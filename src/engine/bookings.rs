//! Clients on a journey over several legs: booked, carried from place to place, delivered, or left behind.

use super::boarding::{board_vehicle, pay_fee_to};
use super::fixed::Fixed;
use super::state::State;
use super::through::{journey_of, market_of, works};
use crate::agents::{Booking, Manner, Person};
use crate::mechanisms::through_offers::parts;
use crate::outcomes::Count;

/// Somebody wants to buy a journey, at the fee that is posted.
pub(super) fn ask_for(fixed: &Fixed, state: &mut State, person: &mut Person, journey: usize) {
    let offered = super::decisions::situation(fixed, state, person).journey(journey as u16);
    let terms = offered.and_then(|through| through.way.offered);
    person.leg = fixed.journeys.all[journey].legs[0] as u16;
    person.manner = Manner::Smuggled;
    person.set_on_credit(false);
    person.fee = terms.map_or(0.0, |terms| terms.needs()) as f32;
    state.takers[market_of(fixed, journey)].push(*person);
}

/// Whoever got a seat in the market of a journey has booked it, at the fee agreed, from a firm of the
/// organisation that sells it.
pub(super) fn book(fixed: &Fixed, state: &mut State, market: usize, firm: usize, person: &mut Person) {
    let Some(number) = journey_of(fixed, market) else { return };
    let teams = &fixed.journeys.all[number].teams;
    let team = teams.iter().position(|team| team[0] == firm).unwrap_or(0);
    let booking = Booking {
        journey: number as u16,
        team: team as u32,
        attempts_left: fixed.journeys.attempts,
        departed: false,
        fee: person.fee,
        paid: 0.0,
    };
    state.journey_fees.hear(person.community as usize, number, f64::from(person.fee));
    state.bookings.set(person.id, booking);
    person.fee *= shares(fixed, state, &booking)[0] as f32;
}

/// The firms of a booking's organisation, by leg.
fn team<'f>(fixed: &'f Fixed, booking: &Booking) -> &'f [usize] {
    &fixed.journeys.all[usize::from(booking.journey)].teams[booking.team as usize]
}

/// By leg: the part of a journey's fee that falls to it, by what a head costs its firm.
fn shares(fixed: &Fixed, state: &State, booking: &Booking) -> Vec<f64> {
    let costs = team(fixed, booking).iter().map(|&firm| state.firms.all[firm].cost_parts.sum());
    parts(&costs.collect::<Vec<_>>())
}

/// Whether somebody travels on a journey over several legs.
pub(super) fn is_booked(state: &State, person: &Person) -> bool {
    state.bookings.get(person.id).is_some()
}

/// Sets out on a leg of a journey, and pays in advance on the first. Says whether the person has booked one.
pub(super) fn set_out(fixed: &Fixed, state: &mut State, person: &mut Person) -> bool {
    let Some(mut booking) = state.bookings.get(person.id) else { return false };
    let leg = person.leg as usize;
    state.recorder.on_leg(Count::PassengersThrough, leg, 1.0);
    if !booking.departed {
        let fee = f64::from(booking.fee);
        state.recorder.on_leg(Count::ThroughSold, leg, 1.0);
        state.recorder.on_leg(Count::ThroughFeeSum, leg, fee);
        booking.departed = true;
        pay(fixed, state, person, &mut booking, fee * fixed.numbers.advance_share);
        state.bookings.set(person.id, booking);
    }
    true
}

/// The firms of a booking's organisation that work still, with the part of it that each of them has, by what
/// their legs cost.
fn working(fixed: &Fixed, state: &State, booking: &Booking) -> Vec<(usize, f64)> {
    let firms = team(fixed, booking).iter().zip(shares(fixed, state, booking));
    let (firms, costs): (Vec<usize>, Vec<f64>) =
        firms.filter(|(firm, _)| state.firms.all[**firm].active).map(|(firm, share)| (*firm, share)).unzip();
    firms.into_iter().zip(parts(&costs)).collect()
}

/// Pays what falls due, as far as the money reaches, to the organisation's firms that work still; if none
/// does, to the one that carries.
fn pay(fixed: &Fixed, state: &mut State, person: &mut Person, booking: &mut Booking, due_usd: f64) {
    let usd = due_usd.min(person.money);
    booking.paid += usd as f32;
    let mut firms = working(fixed, state, booking);
    if firms.is_empty() {
        let carries = |firm: &&usize| state.firms.all[**firm].leg.0 == person.leg;
        firms.extend(team(fixed, booking).iter().find(carries).map(|&firm| (firm, 1.0)));
    }
    let mut left = usd;
    for (position, &(firm, part)) in firms.iter().enumerate() {
        let is_last = position + 1 == firms.len();
        let own = if is_last { left } else { usd * part };
        left -= own;
        pay_fee_to(fixed, state, firm, person, own);
    }
}

/// Gets through a leg of a journey: at its end the rest of the fee falls due. Says whether the person has
/// booked one.
pub(super) fn pay_rest(fixed: &Fixed, state: &mut State, person: &mut Person) -> bool {
    let Some(mut booking) = state.bookings.get(person.id) else { return false };
    if is_last(fixed, &booking, person) {
        let rest = f64::from(booking.fee) * (1.0 - fixed.numbers.advance_share);
        pay(fixed, state, person, &mut booking, rest);
    }
    true
}

fn is_last(fixed: &Fixed, booking: &Booking, person: &Person) -> bool {
    fixed.journeys.all[usize::from(booking.journey)].legs.last() == Some(&usize::from(person.leg))
}

/// A leg of a journey is behind somebody; after the last, so is the journey.
pub(super) fn get_through(fixed: &Fixed, state: &mut State, person: &Person) {
    if state.bookings.get(person.id).is_some_and(|booking| is_last(fixed, &booking, person)) {
        state.bookings.remove(person.id);
    }
}

/// Somebody on a journey is stopped: an attempt is used up, and with the last of them the booking ends.
pub(super) fn be_stopped(state: &mut State, person: &Person) {
    let Some(mut booking) = state.bookings.get(person.id) else { return };
    booking.attempts_left = booking.attempts_left.saturating_sub(1);
    match booking.attempts_left {
        0 => state.bookings.remove(person.id),
        _ => state.bookings.set(person.id, booking),
    }
}

/// Whether somebody has booked a journey and goes on with it from where he or she is, without deciding anew;
/// not so where the journey ends here.
#[inline]
pub(super) fn carries_on(fixed: &Fixed, state: &mut State, person: &mut Person) -> bool {
    let booking = state.bookings.get(person.id);
    booking.is_some_and(|booking| continue_journey(fixed, state, person, booking))
}

fn continue_journey(fixed: &Fixed, state: &mut State, person: &mut Person, booking: Booking) -> bool {
    let journey = &fixed.journeys.all[usize::from(booking.journey)];
    let next = journey.next_leg(person.place as usize);
    match next.filter(|&leg| works(fixed, state, team(fixed, &booking)[leg])) {
        Some(leg) => {
            person.leg = journey.legs[leg] as u16;
            person.manner = Manner::Smuggled;
            person.fee = booking.fee * shares(fixed, state, &booking)[leg] as f32;
            board_vehicle(fixed, state, team(fixed, &booking)[leg], person);
            true
        }
        None => {
            state.bookings.remove(person.id);
            if let Some(leg) = next.filter(|_| booking.departed) {
                be_left_behind(fixed, state, person, &booking, leg);
            }
            false
        }
    }
}

/// The firm of the next leg does not work: those of the organisation that do give back a part of what was
/// paid for legs not travelled, as far as their tills reach.
fn be_left_behind(fixed: &Fixed, state: &mut State, person: &mut Person, booking: &Booking, next: usize) {
    let place = person.place as usize;
    state.recorder.at_place(Count::ThroughBroken, place, 1.0);
    let untravelled: f64 = shares(fixed, state, booking)[next..].iter().sum();
    let due = fixed.journeys.refund * f64::from(booking.paid) * untravelled;
    for (firm, part) in working(fixed, state, booking) {
        let till = state.firms.all[firm].cash_usd.max(0.0) / fixed.numbers.persons_per_agent;
        let usd = (due * part).min(till);
        pay_fee_to(fixed, state, firm, person, -usd);
        state.recorder.at_place(Count::ThroughRefunds, place, usd);
    }
}

/// Shares of passengers on journeys, for concentration, a passenger of each leg counted.
pub(super) fn record_concentration(fixed: &Fixed, state: &mut State) {
    for (number, journey) in fixed.journeys.all.iter().enumerate() {
        let offer = &state.offers[market_of(fixed, number)];
        super::boarding::record_concentration(offer, journey.legs.len() as f64, &mut state.recorder);
    }
}
