//! Firms under pressure: what hiding costs them, who grows, who takes on the crews of firms that are gone,
//! and who buys ties.

use super::entry::{unit_cost, unit_cost_if};
use super::fixed::Fixed;
use super::justice::{self, expected_loss, tied};
use super::state::State;
use super::through;
use crate::agents::Account;
use crate::mechanisms::prosecution::{self, Crew, Level};
use crate::mechanisms::{consolidation, pricing};
use crate::outcomes::Count;
use crate::random::Purpose;
use crate::units::WeeklyShare;
use crate::world::{FirmType, Leg};

/// Firms buy ties, grow, and take on the crews of firms that closed since the last market day.
pub(super) fn consolidate(fixed: &Fixed, state: &mut State) {
    if !fixed.consolidates {
        return;
    }
    for leg in 0..fixed.scenario.legs.len() {
        for firm in state.firms.active(leg).collect::<Vec<_>>() {
            buy_ties(fixed, state, firm);
        }
        for bid in bids(fixed, state, leg) {
            take_on(fixed, state, leg, bid);
        }
        state.crews.go(leg);
    }
}

fn kind<'f>(fixed: &'f Fixed, state: &State, firm: usize) -> &'f FirmType {
    &fixed.scenario.firm_types[state.firms.all[firm].kind.index()]
}

fn leg_of<'f>(fixed: &'f Fixed, state: &State, firm: usize) -> &'f Leg {
    &fixed.scenario.legs[state.firms.all[firm].leg.index()]
}

/// What a firm pays whatever it carries (USD/week): its kind's fixed cost, and hiding.
pub(super) fn fixed_cost(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    kind(fixed, state, firm).fixed_cost_usd_week + secrecy(fixed, state, firm)
}

/// What hiding costs a firm (USD/week).
pub(super) fn secrecy(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    let kind = kind(fixed, state, firm);
    if !fixed.consolidates || kind.secrecy_usd_week <= 0.0 {
        return 0.0;
    }
    let leg = state.firms.all[firm].leg.index();
    let country = fixed.scenario.legs[leg].enforced_by.index();
    let investigated =
        state.conditions.investigation[country] > 0.0 && fixed.scenario.with(prosecution::MECHANISM.name);
    let file = if investigated { state.justice.file(firm) } else { 0.0 };
    let law = state.conditions.penalty_usd[leg] * state.conditions.sentence_probability[leg];
    let pressure = consolidation::pressure(fixed.scenario, law, file);
    consolidation::secrecy(fixed.scenario, kind, f64::from(state.justice.crew(firm).drivers), pressure)
}

/// What a seat sold brought a firm in the period that ends (USD), and how many it sold a week.
fn last_sales(fixed: &Fixed, state: &State, firm: usize) -> (f64, f64) {
    let offer = &state.offers[state.firms.all[firm].leg.index()];
    let position = offer.sellers.iter().position(|seller| seller.firm as usize == firm);
    let a_week = fixed.numbers.persons_per_agent * 7.0 / f64::from(fixed.numbers.period_days);
    position.map_or((0.0, 0.0), |s| {
        let sold = offer.sold[s] + through::sold_of(fixed, state, firm);
        (offer.sellers[s].price_usd - offer.sellers[s].cost_usd, sold * a_week)
    })
}

/// A further vehicle: the seats a week that it adds, and what it costs with a driver (USD).
#[derive(Clone, Copy)]
struct Vehicle {
    seats: f64,
    usd: f64,
}

/// The vehicle that a firm saves for: it may grow, nobody is away, and one more would pay if it were full.
fn wished(fixed: &Fixed, state: &State, firm: usize) -> Option<Vehicle> {
    let leg = leg_of(fixed, state, firm);
    let room = kind(fixed, state, firm).most_seats_per_week - state.firms.all[firm].seats_per_week;
    if room <= 0.0 || state.justice.working(firm) < 1.0 {
        return None;
    }
    let number = |parameter| fixed.scenario.settings.number(parameter);
    let (markup, _) = last_sales(fixed, state, firm);
    let one = prosecution::seats_of_one(f64::from(leg.vehicle_seats), leg.days);
    let vehicle = Vehicle { seats: one.min(room), usd: leg.vehicle_usd + number(&prosecution::HIRE_USD) };
    consolidation::pays(fixed.scenario, markup * vehicle.seats, vehicle.usd).then_some(vehicle)
}

/// The vehicle that a firm would buy now: its seats are sold, and it has the money beyond its reserve.
fn wanted(fixed: &Fixed, state: &State, firm: usize) -> Option<Vehicle> {
    let about = &state.firms.all[firm];
    let (_, sold) = last_sales(fixed, state, firm);
    let full = sold >= fixed.scenario.settings.number(&consolidation::FULL) * about.seats_per_week;
    let beyond = about.cash_usd - kind(fixed, state, firm).cash_usd;
    wished(fixed, state, firm).filter(|vehicle| full && beyond >= vehicle.usd)
}

/// What a firm keeps beyond its reserve to buy a vehicle from (USD).
pub(super) fn saved_for(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    if !fixed.consolidates {
        return 0.0;
    }
    wished(fixed, state, firm).map_or(0.0, |vehicle| vehicle.usd)
}

/// A firm that would take on a driver, and what one is worth to it (USD/week).
#[derive(Clone, Copy)]
struct Bid {
    firm: usize,
    worth: f64,
    /// The vehicle that is bought for the driver; none if one stands idle.
    vehicle: Option<Vehicle>,
}

/// Who of a leg would take on drivers, those first to whom one is worth most.
fn bids(fixed: &Fixed, state: &State, leg: usize) -> Vec<Bid> {
    let about = &fixed.scenario.legs[leg];
    let one = prosecution::seats_of_one(f64::from(about.vehicle_seats), about.days);
    let mut bids = Vec::new();
    for firm in state.firms.active(leg) {
        let (markup, _) = last_sales(fixed, state, firm);
        let idle = Bid { firm, worth: markup * one, vehicle: None };
        bids.extend(std::iter::repeat_n(idle, state.justice.to_replace(firm) as usize));
        let wanted = wanted(fixed, state, firm);
        bids.extend(wanted.map(|vehicle| Bid {
            firm,
            worth: markup * vehicle.seats,
            vehicle: Some(vehicle),
        }));
    }
    bids.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    bids
}

fn take_on(fixed: &Fixed, state: &mut State, leg: usize, bid: Bid) {
    let hire = fixed.scenario.settings.number(&prosecution::HIRE_USD);
    if state.firms.all[bid.firm].cash_usd < hire {
        return;
    }
    let from_gone = state.crews.take(leg, bid.worth);
    if from_gone {
        state.recorder.add(Count::CrewsRehired, 1.0 / fixed.numbers.persons_per_agent);
    }
    match bid.vehicle {
        None if from_gone => {
            state.justice.hire(bid.firm);
            justice::pay_hire(fixed, state, bid.firm, hire);
        }
        Some(vehicle) if from_gone || recruits(fixed, state, bid.firm) => {
            grow(fixed, state, bid.firm, vehicle, hire);
        }
        _ => {}
    }
}

/// Whether a firm finds a driver who is with nobody.
fn recruits(fixed: &Fixed, state: &State, firm: usize) -> bool {
    let days = f64::from(fixed.numbers.period_days);
    let found = WeeklyShare(fixed.scenario.settings.number(&prosecution::HIRED)).over(days);
    justice::key(fixed, state, firm, Purpose::Recruit).happens(found)
}

/// A vehicle and its driver are added. It is bought, not spent: the week's profit is as without it.
fn grow(fixed: &Fixed, state: &mut State, firm: usize, vehicle: Vehicle, hire: f64) {
    let about = &mut state.firms.all[firm];
    about.seats_per_week += vehicle.seats;
    about.cash_usd -= vehicle.usd - hire;
    state.ledger.pay(Account::Firms, Account::Outside, vehicle.usd - hire);
    justice::pay_hire(fixed, state, firm, hire);
    state.justice.resize(firm, crew(fixed, state, firm));
    state.recorder.add(Count::VehiclesAdded, 1.0 / fixed.numbers.persons_per_agent);
}

/// Who works for a firm of its present size.
fn crew(fixed: &Fixed, state: &State, firm: usize) -> Crew {
    let leg = leg_of(fixed, state, firm);
    let span = fixed.scenario.settings.number(&prosecution::SPAN);
    Crew::new(state.firms.all[firm].seats_per_week, f64::from(leg.vehicle_seats), leg.days, span)
}

/// A firm that closes: drivers at large look for work, and if it starts again it is as at first.
pub(super) fn dissolve(fixed: &Fixed, state: &mut State, firm: usize) {
    if !fixed.consolidates {
        return;
    }
    let (about, kind) = (&state.firms.all[firm], kind(fixed, state, firm));
    let (leg, from) = (about.leg.index(), leg_of(fixed, state, firm).from.index());
    let otherwise = kind.formal_income_usd_week / f64::from(state.justice.crew(firm).drivers)
        + state.conditions.formal_income_usd_week[from];
    state.crews.dismiss(leg, state.justice.at_large(firm, Level::Driver), otherwise);
    let about = &mut state.firms.all[firm];
    (about.seats_per_week, about.bought_ties) = (kind.seats_per_week, false);
    state.justice.resize(firm, crew(fixed, state, firm));
}

/// A firm without ties buys them, if it can and they pay.
fn buy_ties(fixed: &Fixed, state: &mut State, firm: usize) {
    let leg = state.firms.all[firm].leg.index();
    let posts = fixed.scenario.legs[leg].posts.max(1);
    let price = fixed.scenario.settings.number(&consolidation::TIE_USD) * f64::from(posts);
    let open = kind(fixed, state, firm).buys_ties && !tied(state, firm) && state.justice.keeps_ties(firm);
    if !open || state.firms.all[firm].cash_usd < price {
        return;
    }
    if consolidation::pays(fixed.scenario, worth_of_ties(fixed, state, firm), price) {
        let about = &mut state.firms.all[firm];
        about.bought_ties = true;
        about.cash_usd -= price;
        let recorded = price / fixed.numbers.persons_per_agent;
        super::journeys::pay_bribe(state, Account::Firms, leg, recorded);
        state.ledger.pay(Account::Firms, Account::Officials, price - recorded);
        state.recorder.add(Count::TiesBought, 1.0 / fixed.numbers.persons_per_agent);
    }
}

/// What ties would save a firm at its present size, in bribes and in arrests (USD/week).
fn worth_of_ties(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    let number = |parameter| fixed.scenario.settings.number(parameter);
    let leg = leg_of(fixed, state, firm);
    let (_, a_week) = last_sales(fixed, state, firm);
    let bribes = unit_cost(fixed, state, firm) - unit_cost_if(fixed, state, firm, true);
    let trips = a_week / (f64::from(leg.vehicle_seats) * number(&pricing::USUAL_LOAD));
    let arrests = expected_loss(fixed, state, state.firms.all[firm].leg.index());
    a_week * bribes + trips * arrests * number(&consolidation::WARNED)
}
