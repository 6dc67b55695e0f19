//! Firms that start, close their week and leave.

use super::consolidation::{dissolve, saved_for, secrecy};
use super::fixed::Fixed;
use super::interest;
use super::justice::{expected_loss, tied};
use super::money_trail::pay_for_moving;
use super::reputation::{care, care_usd};
use super::state::State;
use crate::agents::{Account, Asking, Manner, Stage};
use crate::mechanisms::corruption::Escort;
use crate::mechanisms::pricing::Trip;
use crate::mechanisms::{entry_exit, pricing};
use crate::outcomes::Count;
use crate::random::Purpose;

/// The firms with which the warm-up begins, and the fees that people first expect.
pub(super) fn start(fixed: &Fixed, state: &mut State) {
    let share = fixed.scenario.settings.number(&entry_exit::INITIAL_SHARE);
    for firm in 0..state.firms.all.len() {
        let key = fixed.root.purpose(Purpose::EntryLook).of(firm as u64);
        if key.happens(share) {
            open(fixed, state, firm);
        }
    }
    for leg in (0..fixed.scenario.legs.len()).filter(|&l| fixed.scenario.legs[l].smuggled) {
        let fee = fixed.scenario.settings.number(&pricing::FIRST_FEE) * usual_cost(fixed, state, leg);
        for community in 0..fixed.scenario.communities.len() {
            state.beliefs.set_fee(community, leg, fee);
        }
    }
    super::through::expect_fees(fixed, state);
}

/// What a seat costs a firm of usual skill (USD/head).
fn usual_cost(fixed: &Fixed, state: &State, leg: usize) -> f64 {
    let costs = state.firms.of_leg[leg].clone().map(|firm| unit_cost(fixed, state, firm));
    let (sum, count) = costs.fold((0.0, 0.0), |(sum, count), cost| (sum + cost, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// A firm's cost a head at today's bribes, penalties and risks as smugglers believe them, with an
/// escort if that is cheaper (USD/head).
pub(super) fn unit_cost(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    unit_cost_if(fixed, state, firm, tied(state, firm))
}

/// The same with ties to officials or without.
pub(super) fn unit_cost_if(fixed: &Fixed, state: &State, firm: usize, tied: bool) -> f64 {
    pricing::unit_cost(&trip(fixed, state, firm, tied))
}

/// The escort that a firm takes: that of its leg, if it lowers the unit cost.
pub(super) fn escort(fixed: &Fixed, state: &State, firm: usize) -> Option<Escort> {
    let escort = state.posts.escort(state.firms.all[firm].leg.index())?;
    let by_itself = trip_by_itself(fixed, state, firm, tied(state, firm));
    let lower = pricing::unit_cost(&escorted(by_itself, escort)) < pricing::unit_cost(&by_itself);
    lower.then_some(escort)
}

/// What a trip costs a firm with ties to officials or without, and what it may lose on it, as
/// smugglers believe: by itself or under escort, whichever costs less.
pub(super) fn trip(fixed: &Fixed, state: &State, firm: usize, tied: bool) -> Trip {
    let by_itself = trip_by_itself(fixed, state, firm, tied);
    let escort = state.posts.escort(state.firms.all[firm].leg.index());
    let under = escort.map(|escort| escorted(by_itself, escort));
    under.filter(|trip| pricing::unit_cost(trip) < pricing::unit_cost(&by_itself)).unwrap_or(by_itself)
}

fn escorted(trip: Trip, escort: Escort) -> Trip {
    Trip {
        tied_bribes: 0.0,
        interception: trip.interception * (1.0 - escort.cover),
        escort_share: escort.fee_share,
        ..trip
    }
}

fn trip_by_itself(fixed: &Fixed, state: &State, firm: usize, tied: bool) -> Trip {
    let about = &state.firms.all[firm];
    let l = about.leg.index();
    let leg = &fixed.scenario.legs[l];
    let load = fixed.scenario.settings.number(&pricing::USUAL_LOAD);
    let heads = f64::from(leg.vehicle_seats) * load;
    let carried = state.mean_money[leg.from.index()];
    Trip {
        trip_cost: leg.trip_cost_usd * about.cost_factor + care_usd(fixed, state, firm) * heads,
        vehicle_lost: state.hazards.vehicle_loss_chance(l, care(fixed, state, firm)) * leg.vehicle_usd,
        crew_wage: leg.crew_usd * about.cost_factor,
        tied_bribes: state.posts.expected_firm_bribes(l, tied, carried, heads) * heads,
        tax: state.crime.tax(l, Manner::Smuggled) * heads,
        interception: state.beliefs.smugglers_stop(l),
        penalty: state.conditions.penalty_usd[l],
        sentence_probability: state.conditions.sentence_probability[l],
        vehicle: leg.vehicle_usd,
        seizure_probability: state.conditions.seizure_probability[l],
        arrests: expected_loss(fixed, state, l),
        moving_share: state.trail.moving_share(l),
        seats: f64::from(leg.vehicle_seats),
        usual_load: load,
        advance: fixed.numbers.advance_share,
        escort_share: 0.0,
    }
}

/// A potential firm starts to work. What was still due to an earlier one in its slot is not its own. It sells
/// from the next market day on, so the period in which it opens is not among its poor weeks.
pub(super) fn open(fixed: &Fixed, state: &mut State, firm: usize) {
    settle(fixed, state, firm);
    let cash = fixed.scenario.firm_types[state.firms.all[firm].kind.index()].cash_usd;
    let about = &mut state.firms.all[firm];
    about.active = true;
    about.weeks_below = -f64::from(fixed.numbers.period_days) / 7.0;
    about.asking = Asking::default();
    about.cash_usd += cash;
    state.ledger.pay(Account::Outside, Account::Firms, cash);
    record(fixed, state, firm, Count::FirmsOpened);
}

/// Counts a firm on its leg and among those of its kind.
fn record(fixed: &Fixed, state: &mut State, firm: usize, count: Count) {
    let (leg, kind) = (state.firms.all[firm].leg.index(), state.firms.all[firm].kind.index());
    let one = 1.0 / fixed.numbers.persons_per_agent;
    state.recorder.on_leg(count, leg, one);
    state.recorder.of_kind(count, kind, one);
}

/// Counts a firm's profit (USD for one person of an agent).
fn record_profit(state: &mut State, firm: usize, usd: f64) {
    state.recorder.add(Count::SmugglerProfit, usd);
    state.recorder.of_kind(Count::SmugglerProfit, state.firms.all[firm].kind.index(), usd);
}

/// What a firm's people give up by smuggling (USD/week).
pub(super) fn reservation(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    let about = &state.firms.all[firm];
    let kind = &fixed.scenario.firm_types[about.kind.index()];
    let from = fixed.scenario.legs[about.leg.index()].from.index();
    kind.formal_income_usd_week + state.conditions.formal_income_usd_week[from] - kind.helping_usd_week
}

/// Firms pay their fixed costs and book the period; those whose till is empty leave, and of those
/// that have earned too little for too long, as many as look.
pub(super) fn close_accounts(fixed: &Fixed, state: &mut State) {
    for leg in 0..fixed.scenario.legs.len() {
        super::boarding::record_concentration(&state.offers[leg], 1.0, &mut state.recorder);
    }
    super::bookings::record_concentration(fixed, state);
    let weeks = f64::from(fixed.numbers.period_days) / 7.0;
    for firm in 0..state.firms.all.len() {
        if state.firms.all[firm].active {
            book(fixed, state, firm, weeks);
        } else {
            settle(fixed, state, firm);
        }
    }
    if fixed.scenario.with(entry_exit::MECHANISM.name) {
        for leg in 0..fixed.scenario.legs.len() {
            leave_if_failing(fixed, state, leg);
        }
    }
}

fn book(fixed: &Fixed, state: &mut State, firm: usize, weeks: f64) {
    let kind = &fixed.scenario.firm_types[state.firms.all[firm].kind.index()];
    let from = fixed.scenario.legs[state.firms.all[firm].leg.index()].from.index();
    let hiding = secrecy(fixed, state, firm) * weeks;
    let upkeep = kind.fixed_cost_usd_week * weeks + hiding;
    super::boarding::spend(state, firm, Account::Hubs, upkeep);
    pay_for_moving(fixed, state, firm);
    let per_agent = 1.0 / fixed.numbers.persons_per_agent;
    interest::earn(fixed, state, from, upkeep * per_agent);
    state.recorder.add(Count::SecrecyCost, hiding * per_agent);
    let saved = saved_for(fixed, state, firm);
    let reservation = reservation(fixed, state, firm) * weeks;
    let about = &mut state.firms.all[firm];
    let profit = about.revenue_usd - about.spent_usd;
    (about.revenue_usd, about.spent_usd) = (0.0, 0.0);
    about.weeks_below = if profit < reservation { about.weeks_below + weeks } else { 0.0 };
    // What is earned beyond the reserve with which a firm starts, and what it saves, is taken home.
    let taken = (about.cash_usd - kind.cash_usd - saved).max(0.0);
    about.cash_usd -= taken;
    state.ledger.pay(Account::Firms, Account::Hubs, taken);
    interest::earn(fixed, state, from, taken * per_agent);
    record_profit(state, firm, profit * per_agent);
}

fn leave_if_failing(fixed: &Fixed, state: &mut State, leg: usize) {
    let patience = fixed.scenario.settings.number(&entry_exit::EXIT_WEEKS);
    let range = state.firms.of_leg[leg].clone();
    for firm in range.clone() {
        if state.firms.all[firm].active && state.firms.all[firm].cash_usd < 0.0 {
            close(fixed, state, firm, Count::FirmsClosedBroke);
        }
    }
    for look in 0..looks(fixed, state, leg, Purpose::ExitLook) {
        let failing: Vec<usize> = range
            .clone()
            .filter(|&f| state.firms.all[f].active && state.firms.all[f].weeks_below >= patience)
            .collect();
        if failing.is_empty() {
            return;
        }
        let key = look_key(fixed, state, leg, Purpose::ExitLook).of(look);
        let chosen = failing[(key.uniform() * failing.len() as f64) as usize];
        close(fixed, state, chosen, Count::FirmsClosedPoor);
    }
}

/// How many look at a market in this period: a whole number, and one more by a keyed draw.
pub(super) fn looks(fixed: &Fixed, state: &State, leg: usize, what: Purpose) -> u64 {
    let weeks = f64::from(fixed.numbers.period_days) / 7.0;
    let rate = fixed.scenario.settings.number(&entry_exit::LOOKS);
    let mean = rate * fixed.scenario.legs[leg].market_scale.max(1.0) * weeks;
    let more = look_key(fixed, state, leg, what).of(u64::MAX).happens(mean.fract());
    mean.trunc() as u64 + u64::from(more)
}

/// The key of the looks at a market in this period.
pub(super) fn look_key(fixed: &Fixed, state: &State, leg: usize, what: Purpose) -> crate::random::Key {
    fixed.root.purpose(what).of(leg as u64).of(state.today.0 as u64)
}

/// A firm stops, counted by the reason: its till goes home, and those who have boarded decide anew tomorrow.
pub(super) fn close(fixed: &Fixed, state: &mut State, firm: usize, reason: Count) {
    record(fixed, state, firm, Count::FirmsClosed);
    record(fixed, state, firm, reason);
    dissolve(fixed, state, firm);
    state.firms.all[firm].active = false;
    settle(fixed, state, firm);
    send_passengers_back(fixed, state, firm);
}

/// The books of a firm that does not work are closed: its till goes home, with what clients paid since who
/// were still on the road.
fn settle(fixed: &Fixed, state: &mut State, firm: usize) {
    pay_for_moving(fixed, state, firm);
    let about = &mut state.firms.all[firm];
    let cash = std::mem::take(&mut about.cash_usd);
    let profit = std::mem::take(&mut about.revenue_usd) - std::mem::take(&mut about.spent_usd);
    state.ledger.pay(Account::Firms, Account::Outside, cash);
    record_profit(state, firm, profit / fixed.numbers.persons_per_agent);
}

/// Those who have boarded decide anew tomorrow; they have paid nothing.
pub(super) fn send_passengers_back(fixed: &Fixed, state: &mut State, firm: usize) {
    let from = fixed.scenario.legs[state.firms.all[firm].leg.index()].from.index();
    for mut person in std::mem::take(&mut state.firms.all[firm].boarding.passengers) {
        person.stage = Stage::Waiting;
        person.since = state.today.0;
        state.waiting[from] += 1;
        state.events.push(state.today, 1, person);
    }
}
