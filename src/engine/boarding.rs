//! Seats and vehicles: who gets a seat, with which firm, and when the vehicle leaves.

use super::bookings;
use super::credit;
use super::decisions::wait_days;
use super::entry;
use super::fixed::Fixed;
use super::interest;
use super::journeys::{End, Fate, meet_fate, pay_bribe, set_out};
use super::justice::tied;
use super::reputation;
use super::state::State;
use crate::agents::{Account, Manner, Offer, Person, Seller};
use crate::mechanisms::corruption::{Answer, Escort};
use crate::mechanisms::interception::{post_at, post_stops};
use crate::outcomes::Count;
use crate::random::{Key, Purpose};

/// Gives out the day's seats in every market, by tickets where they are short.
pub(super) fn board(fixed: &Fixed, state: &mut State) {
    for market in 0..state.takers.len() {
        release_seats(fixed, state, market);
        if !state.takers[market].is_empty() {
            let mut takers = std::mem::take(&mut state.takers[market]);
            serve(fixed, state, market, &mut takers);
            takers.clear();
            state.takers[market] = takers;
        }
    }
}

/// A market sells its period's seats evenly; what is not sold carries over inside the period.
fn release_seats(fixed: &Fixed, state: &mut State, market: usize) {
    let offer = &state.offers[market];
    if offer.sellers.is_empty() {
        return;
    }
    let left: f64 = offer.sellers.iter().map(|seller| seller.seats_left).sum();
    let days_left = fixed.numbers.period_days - state.today.since(state.market_day);
    state.seats_today[market] = left / f64::from(days_left.max(1));
}

fn serve(fixed: &Fixed, state: &mut State, market: usize, takers: &mut [Person]) {
    let weight = fixed.numbers.persons_per_agent;
    let mut seats = state.seats_today[market];
    if takers.len() as f64 * weight > seats {
        takers.sort_by_cached_key(|person| ticket(fixed, person).bits());
    }
    let mut sums = running_sums(&state.offers[market].sellers);
    for person in takers {
        // A fraction of a seat left over serves one more with that probability, so that small
        // markets sell what they offer.
        let served = seats >= weight || seats > 0.0 && ticket(fixed, person).of(1).happens(seats / weight);
        seats -= weight;
        match served.then(|| allocate(fixed, &state.offers[market].sellers, &sums, person)).flatten() {
            Some(seller) => {
                take_seat(fixed, state, market, seller, person);
                if state.offers[market].sellers[seller].seats_left <= 0.0 {
                    sums = running_sums(&state.offers[market].sellers);
                }
            }
            None => find_no_seat(fixed, state, person),
        }
    }
}

/// Of what firms with seats left expected to sell, from the first to each.
fn running_sums(sellers: &[Seller]) -> Vec<f64> {
    let weight = |s: &Seller| if s.seats_left > 0.0 { s.expected.max(1e-9) } else { 0.0 };
    let sums = sellers.iter().scan(0.0, |sum, seller| {
        *sum += weight(seller);
        Some(*sum)
    });
    sums.collect()
}

fn ticket(fixed: &Fixed, person: &Person) -> Key {
    super::decisions::occasion(fixed, person).purpose(Purpose::Ticket).of(u64::from(person.leg))
}

/// The firm that gets a passenger: by what firms expected to sell, among those with seats left.
fn allocate(fixed: &Fixed, sellers: &[Seller], sums: &[f64], person: &Person) -> Option<usize> {
    let key = super::decisions::occasion(fixed, person).purpose(Purpose::Allocation);
    let at = key.uniform() * sums.last()?;
    let chosen = sums.partition_point(|&sum| sum <= at);
    let has_seats = |&s: &usize| sellers.get(s).is_some_and(|seller| seller.seats_left > 0.0);
    Some(chosen).filter(has_seats).or_else(|| sellers.iter().rposition(|seller| seller.seats_left > 0.0))
}

fn take_seat(fixed: &Fixed, state: &mut State, market: usize, seller: usize, person: &mut Person) {
    let offer = &mut state.offers[market];
    let price = offer.sellers[seller].price_usd;
    offer.sellers[seller].seats_left -= fixed.numbers.persons_per_agent;
    offer.sold[seller] += 1.0;
    let firm = offer.sellers[seller].firm as usize;
    if price <= person.money {
        person.fee = price as f32;
    }
    bookings::book(fixed, state, market, firm, person);
    person.set_counted(false);
    board_vehicle(fixed, state, firm, person);
}

/// Boards a firm's next vehicle, which leaves once it is full.
pub(super) fn board_vehicle(fixed: &Fixed, state: &mut State, firm: usize, person: &mut Person) {
    let about = &mut state.firms.all[firm];
    let (leg, boarding) = (about.leg.index(), &mut about.boarding);
    if boarding.passengers.is_empty() {
        boarding.since = state.today.0;
    }
    boarding.passengers.push(*person);
    let capacity =
        (f64::from(fixed.scenario.legs[leg].vehicle_seats) / fixed.numbers.persons_per_agent).max(1.0);
    if boarding.passengers.len() as f64 >= capacity {
        leave(fixed, state, firm);
    }
}

/// Whoever finds no seat decides anew on the next market day, or earlier if patience ends.
fn find_no_seat(fixed: &Fixed, state: &mut State, person: &mut Person) {
    if !person.is_counted() {
        person.set_counted(true);
        state.recorder.on_leg(Count::UnmetDemand, person.leg as usize, 1.0);
    }
    let to_market_day = fixed.numbers.period_days - state.today.since(state.market_day);
    wait_days(fixed, state, person, to_market_day.min(fixed.numbers.patience_days));
}

/// Vehicles that have waited long enough leave with whom they have.
pub(super) fn depart(fixed: &Fixed, state: &mut State) {
    for firm in 0..state.firms.all.len() {
        let boarding = &state.firms.all[firm].boarding;
        let held = state.today.0 - boarding.since;
        if !boarding.passengers.is_empty() && held >= fixed.numbers.max_hold_days {
            leave(fixed, state, firm);
        }
    }
}

/// Who sets out together with a firm.
#[derive(Clone, Copy)]
struct Convoy {
    firm: usize,
    leg: usize,
    heads: f64,
    /// One, unless agents of several people do not fit. They share a fate.
    vehicles: f64,
    key: Key,
}

impl Convoy {
    fn of(fixed: &Fixed, state: &mut State, firm: usize, passengers: usize) -> Self {
        let about = &mut state.firms.all[firm];
        let (leg, number) = (about.leg.index(), about.boarding.convoys);
        about.boarding.convoys += 1;
        let slot = firm - state.firms.of_leg[leg].start;
        let key = fixed.root.purpose(Purpose::Patrol).of(leg as u64).of(slot as u64).of(u64::from(number));
        let heads = passengers as f64 * fixed.numbers.persons_per_agent;
        let vehicles = (heads / f64::from(fixed.scenario.legs[leg].vehicle_seats)).max(1.0);
        Self { firm, leg, heads, vehicles, key }
    }
}

/// A firm's vehicle leaves: it pays for the trip, meets patrols and posts, and so do all aboard.
fn leave(fixed: &Fixed, state: &mut State, firm: usize) {
    let mut passengers = std::mem::take(&mut state.firms.all[firm].boarding.passengers);
    let convoy = Convoy::of(fixed, state, firm, passengers.len());
    let Convoy { leg, heads, vehicles, key, .. } = convoy;
    pay_trip(fixed, state, &convoy);
    pay_tax(fixed, state, &convoy);
    let care = reputation::care(fixed, state, firm);
    let escort = entry::escort(fixed, state, firm);
    let fate = match escort {
        Some(escort) => go_escorted(fixed, state, firm, &passengers, (escort, care), key),
        None => {
            let patrol = state.patrols.meets_at(leg, passengers[0].manner, key);
            let on_the_road = Fate::on_the_road(fixed, state, leg, patrol, care, key);
            pass_posts(fixed, state, &convoy, on_the_road)
        }
    };
    record_cost(fixed, state, &convoy);
    state.justice.convoy(leg, firm, vehicles, if fate.end == End::Stopped { heads } else { 0.0 });
    if escort.is_none() {
        let batch = state.reports.smugglers(leg);
        batch.trials += vehicles;
        batch.events[0] += vehicles * f64::from(u8::from(fate.end == End::Stopped));
    }
    match fate.end {
        End::Through => {}
        End::Stopped => enforce(fixed, state, &convoy),
        End::Lost => spend(state, firm, Account::Outside, vehicles * fixed.scenario.legs[leg].vehicle_usd),
    }
    for person in &mut passengers {
        ride(fixed, state, firm, person, fate);
    }
    passengers.clear();
    state.firms.all[firm].boarding.passengers = passengers;
}

/// A convoy sets out under escort, for a share of the fees aboard: posts let it pass. What becomes of
/// it says nothing of going without.
fn go_escorted(
    fixed: &Fixed,
    state: &mut State,
    firm: usize,
    passengers: &[Person],
    (escort, care): (Escort, f64),
    key: Key,
) -> Fate {
    let leg = state.firms.all[firm].leg.index();
    let fees: f64 = passengers.iter().map(|person| f64::from(person.fee)).sum();
    let usd = escort.fee_share * fees;
    spend(state, firm, Account::Officials, usd * fixed.numbers.persons_per_agent);
    state.recorder.on_leg(Count::EscortPayments, leg, usd);
    state.recorder.on_leg(Count::BribesPaid, leg, usd);
    state.recorder.on_leg(Count::FeeBribesSum, leg, usd);
    state.recorder.on_leg(Count::FeeMarkupSum, leg, -usd);
    state.recorder.on_leg(Count::PassengersEscorted, leg, passengers.len() as f64);
    let patrol = state.patrols.meets_escorted_at(leg, escort.cover, key);
    Fate::on_the_road(fixed, state, leg, patrol, care, key)
}

/// What those aboard are expected to cost, by what for; the rest of what they pay is mark-up.
fn record_cost(fixed: &Fixed, state: &mut State, convoy: &Convoy) {
    let passengers = convoy.heads / fixed.numbers.persons_per_agent;
    let parts = state.firms.all[convoy.firm].cost_parts;
    for (part, usd) in [
        (Count::FeeTransportSum, parts.transport),
        (Count::FeeCrewSum, parts.crew),
        (Count::FeeBribesSum, parts.bribes),
        (Count::FeeTaxSum, parts.tax),
        (Count::FeeVehicleSum, parts.vehicle),
        (Count::FeePenaltySum, parts.penalty),
        (Count::FeeArrestsSum, parts.arrests),
        (Count::FeeMarkupSum, -parts.sum()),
    ] {
        if usd != 0.0 {
            state.recorder.on_leg(part, convoy.leg, usd * passengers);
        }
    }
}

fn pay_trip(fixed: &Fixed, state: &mut State, convoy: &Convoy) {
    let Convoy { firm, leg, heads, vehicles, .. } = *convoy;
    let about = &fixed.scenario.legs[leg];
    let cost = vehicles * (about.trip_cost_usd + about.crew_usd) * state.firms.all[firm].cost_factor
        + reputation::care_usd(fixed, state, firm) * heads;
    spend(state, firm, Account::Hubs, cost);
    interest::earn(fixed, state, about.from.index(), cost / fixed.numbers.persons_per_agent);
}

/// What those who hold the leg take for the heads aboard.
fn pay_tax(fixed: &Fixed, state: &mut State, convoy: &Convoy) {
    let Convoy { firm, leg, heads, .. } = *convoy;
    let tax = heads * state.crime.tax(leg, Manner::Smuggled);
    if tax > 0.0 {
        spend(state, firm, Account::Crime, tax);
        state.recorder.on_leg(Count::TaxPaid, leg, tax / fixed.numbers.persons_per_agent);
    }
}

/// A firm pays somebody.
pub(super) fn spend(state: &mut State, firm: usize, to: Account, usd: f64) {
    let firm = &mut state.firms.all[firm];
    firm.cash_usd -= usd;
    firm.spent_usd += usd;
    state.ledger.pay(Account::Firms, to, usd);
}

fn pass_posts(fixed: &Fixed, state: &mut State, convoy: &Convoy, fate: Fate) -> Fate {
    let Convoy { firm, leg, heads, vehicles, key } = *convoy;
    let tied = tied(state, firm);
    let posts = state.posts.count(leg);
    let from = fixed.scenario.legs[leg].from.index();
    for post in 0..posts {
        let at = post_at(post, posts);
        if at >= fate.at {
            break;
        }
        let knows = tied && state.posts.knows(leg, post, key);
        let bribe = state.posts.firm_bribe(leg, knows, state.mean_money[from]) * state.posts.turn(leg, post);
        if state.posts.answer(leg, post, bribe, heads / vehicles, key) == Answer::Takes {
            let paid = bribe * heads;
            let about = &mut state.firms.all[firm];
            about.cash_usd -= paid;
            about.spent_usd += paid;
            state.recorder.add(Count::BribesFirms, paid / fixed.numbers.persons_per_agent);
            pay_bribe(state, Account::Firms, leg, paid / fixed.numbers.persons_per_agent);
            let scaled = paid - paid / fixed.numbers.persons_per_agent;
            state.ledger.pay(Account::Firms, Account::Officials, scaled);
        } else if post_stops(fixed.scenario, &state.conditions, leg, post, key) {
            return Fate { end: End::Stopped, at, ..fate };
        }
    }
    fate
}

/// What the authorities do with vehicles and crews that they stopped.
fn enforce(fixed: &Fixed, state: &mut State, convoy: &Convoy) {
    let Convoy { firm, leg, vehicles, key, .. } = *convoy;
    // One draw for how hard they are: whoever is sentenced has in most countries lost the vehicle.
    let lenience = key.purpose(Purpose::Enforcement).uniform();
    let (seizure, sentence) =
        (state.conditions.seizure_probability[leg], state.conditions.sentence_probability[leg]);
    let per_agent = vehicles / fixed.numbers.persons_per_agent;
    if lenience < seizure.max(sentence) {
        state.recorder.on_leg(Count::Arrests, leg, per_agent);
    }
    if lenience < seizure {
        spend(state, firm, Account::States, vehicles * fixed.scenario.legs[leg].vehicle_usd);
    }
    if lenience < sentence {
        state.recorder.on_leg(Count::Convictions, leg, per_agent);
        spend(state, firm, Account::Outside, vehicles * state.conditions.penalty_usd[leg]);
    }
}

fn ride(fixed: &Fixed, state: &mut State, firm: usize, person: &mut Person, fate: Fate) {
    let leg = person.leg as usize;
    let kind = state.firms.all[firm].kind.index();
    person.set_smuggled();
    person.set_abused(false);
    person.bribes = 0.0;
    set_out(fixed, state, person);
    state.recorder.on_leg(Count::Passengers, leg, 1.0);
    state.recorder.of_kind(Count::Passengers, kind, 1.0);
    state.recorder.agreed_fee(leg, f64::from(person.fee));
    if fixed.scenario.firm_types[kind].network {
        state.recorder.add(Count::NetworkPassengers, 1.0);
    }
    if !bookings::set_out(fixed, state, person) {
        let advance = f64::from(person.fee) * fixed.numbers.advance_share;
        credit::lend(fixed, state, person, advance);
        let advance = advance.min(person.money);
        pay_fee_to(fixed, state, firm, person, advance);
    }
    let key = super::decisions::occasion(fixed, person).of(u64::from(person.leg));
    person.since = firm as i32;
    meet_fate(fixed, state, person, fate, key);
}

/// The part of a fee that falls due on arrival goes to the firm that carried the person.
pub(super) fn pay_fee(fixed: &Fixed, state: &mut State, person: &mut Person, usd: f64) {
    let firm = person.since as usize;
    pay_fee_to(fixed, state, firm, person, usd);
}

/// A person pays a firm, for its leg.
pub(super) fn pay_fee_to(fixed: &Fixed, state: &mut State, firm: usize, person: &mut Person, usd: f64) {
    let (leg, kind) = (state.firms.all[firm].leg.index(), state.firms.all[firm].kind.index());
    person.money -= usd;
    person.fees += usd as f32;
    let all = usd * fixed.numbers.persons_per_agent;
    state.firms.all[firm].cash_usd += all;
    state.firms.all[firm].revenue_usd += all;
    state.ledger.pay(Account::Migrants, Account::Firms, usd);
    state.ledger.pay(Account::Outside, Account::Firms, all - usd);
    state.recorder.on_leg(Count::SmugglerRevenue, leg, usd);
    state.recorder.of_kind(Count::SmugglerRevenue, kind, usd);
    state.recorder.on_leg(Count::FeeMarkupSum, leg, usd);
}

/// Shares of passengers, for concentration, at the end of a market's period; each passenger counts as
/// often as he or she travels a leg.
pub(super) fn record_concentration(offer: &Offer, legs: f64, recorder: &mut crate::outcomes::Recorder) {
    let total: f64 = offer.sold.iter().sum();
    if total > 0.0 {
        let squares: f64 = offer.sold.iter().map(|sold| (sold / total).powi(2)).sum();
        recorder.add(Count::HhiSum, squares * total * legs);
    }
}
