//! People decide: where the rules of choice meet the state.

use super::bookings;
use super::fixed::Fixed;
use super::journeys;
use super::onward;
use super::returns;
use super::situations;
use super::state::State;
use super::who;
use crate::agents::{Account, Applicant, Manner, Person, Stage};
use crate::mechanisms::relocation::Move;
use crate::mechanisms::route_choice::{Alternative, Decider, Situation, Way};
use crate::mechanisms::{aspiration, papers, pathways, relocation};
use crate::outcomes::Count;
use crate::random::{Key, Purpose};
use crate::world::ConditionRule;

/// People come to want to leave, and decide once.
pub(super) fn aspire(fixed: &Fixed, state: &mut State) {
    for (c, community) in fixed.scenario.communities.iter().enumerate() {
        let candidates =
            aspiration::candidates(fixed.scenario, &state.conditions, fixed.root, c, state.today);
        let livelihood = state.conditions.livelihood_usd_year[c];
        for candidate in candidates {
            let mut person = fixed.strata.person(candidate, fixed.root, c, community, livelihood);
            state.tally.people += 1;
            state.ledger.pay(Account::Outside, Account::Migrants, person.money);
            state.recorder.at_place(Count::Aspirations, community.place.index(), 1.0);
            begin(fixed, state, &mut person);
        }
    }
}

/// Somebody who has come to want to leave decides, or moves inside the country first.
fn begin(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let community = &fixed.scenario.communities[person.community as usize];
    match relocation::first_move(fixed.scenario, community, person.key(fixed.root)) {
        Move::None => {
            let staying = worth_of_staying(state, person);
            choose(fixed, state, person, staying);
        }
        Move::Holds => {
            state.recorder.add(Count::Relocated, 1.0);
            end(state, person);
        }
        Move::FailsAfter(days) => {
            state.recorder.add(Count::Relocated, 1.0);
            person.stage = Stage::Relocated;
            state.events.push(state.today, days, *person);
        }
    }
}

/// A decision of somebody who is already known to firms' memory of demand; whoever is on a journey over
/// several legs goes on with it.
pub(super) fn decide_again(fixed: &Fixed, state: &mut State, person: &mut Person) {
    if bookings::carries_on(fixed, state, person) {
        return;
    }
    let staying = worth_of_staying(state, person);
    remember(fixed, state, person);
    choose(fixed, state, person, staying);
}

/// A decision of somebody who has made up his or her mind not to stay.
pub(super) fn go_on(fixed: &Fixed, state: &mut State, person: &mut Person) {
    if bookings::carries_on(fixed, state, person) {
        return;
    }
    remember(fixed, state, person);
    choose(fixed, state, person, f64::NEG_INFINITY);
}

/// Firms remember who decides where.
#[inline]
fn remember(fixed: &Fixed, state: &mut State, person: &Person) {
    let group = state.values.counted_group(group_of(person), person.place as usize);
    let node = fixed.strata.nearest_node(f64::from(person.worth));
    let cell = node * fixed.strata.mids.points.len() + fixed.strata.band(person.money);
    let weight = fixed.numbers.persons_per_agent as f32;
    state.deciders.add(person.place as usize, group, cell, weight);
}

fn choose(fixed: &Fixed, state: &mut State, person: &mut Person, staying: f64) {
    state.tally.decisions += 1;
    match choice_where(fixed, state, person, staying) {
        Some(Alternative::Go(way)) => go(fixed, state, person, way as usize, false),
        Some(Alternative::Through(journey)) => bookings::ask_for(fixed, state, person, usize::from(journey)),
        Some(Alternative::Owe(way)) => go(fixed, state, person, way as usize, true),
        Some(Alternative::GoForged(leg)) => go_with_forged_papers(fixed, state, person, leg, 0.0),
        Some(Alternative::BuyForged(leg)) => buy_forged_papers(fixed, state, person, leg),
        Some(Alternative::Wait) => wait(fixed, state, person),
        Some(Alternative::MoveOn(leg)) => onward::move_on(fixed, state, person, leg as usize),
        Some(Alternative::Settle) if person.is_regular() => onward::live(fixed, state, person),
        Some(Alternative::Settle) => arrive(fixed, state, person),
        Some(Alternative::TurnBack) => returns::turn_back(fixed, state, person),
        Some(Alternative::GetPapers) => get_papers(fixed, state, person),
        Some(Alternative::Apply(application)) => apply(fixed, state, person, application as usize),
        Some(Alternative::Stay) => returns::stay(state, person),
        None => end(state, person),
    }
}

/// The key of a person's present decision or leg: it does not depend on what happened elsewhere.
pub(super) fn occasion(fixed: &Fixed, person: &Person) -> Key {
    person.key(fixed.root).of(u64::from(person.place)).of(person.occasion())
}

/// What somebody takes of today's offers.
pub(super) fn choice(fixed: &Fixed, state: &mut State, person: &Person) -> Option<Alternative> {
    let staying = worth_of_staying(state, person);
    choice_where(fixed, state, person, staying)
}

/// What staying at home is worth to a person (USD).
#[inline]
fn worth_of_staying(state: &State, person: &Person) -> f64 {
    let preferences = &state.preferences[person.community as usize];
    preferences.stay[person.motive() as usize] + returns::support_for_staying(state, person)
}

/// The same where staying is worth so much (USD).
#[inline]
fn choice_where(fixed: &Fixed, state: &mut State, person: &Person, stay: f64) -> Option<Alternative> {
    let community = person.community as usize;
    let menu = situations::menu_laid_out(fixed, state, group_of(person), person.place as usize);
    let menu = &state.menus[menu];
    let eligible = if menu.has_applications() { eligible(fixed, state, person) } else { 0 };
    let preferences = state.preferences[community];
    let who = Decider {
        money: person.money,
        worth: f64::from(person.worth),
        stay,
        eligible,
        care: fixed.care[community][usize::from(person.is_woman())],
        legal: can_get_papers(fixed, state, person),
        forged: person.has_forged_papers(),
    };
    let key = occasion(fixed, person).purpose(Purpose::Choice);
    menu.choose(fixed.layout(), who, preferences.scale, key)
}

/// The group of a person, by community and papers.
#[inline]
fn group_of(person: &Person) -> usize {
    Fixed::group(person.community as usize, person.has_papers())
}

/// The pathways whose conditions a person meets: for life, by a keyed draw; some are only for those
/// who never set out irregularly, some for those who were abused on the way.
fn eligible(fixed: &Fixed, state: &State, person: &Person) -> u64 {
    let key = person.key(fixed.root).purpose(Purpose::Eligibility);
    let barred = |pathway: usize| {
        let only = fixed.scenario.pathways[pathway].motive;
        only.is_some_and(|motive| motive != person.motive())
            || person.has_tried() && state.conditions.pathway_never_tried[pathway]
            || fixed.scenario.pathways[pathway].for_survivors && !person.is_survivor()
    };
    pathways::eligible(&state.conditions, |pathway, share| {
        !barred(pathway)
            && match fixed.scenario.pathways[pathway].eligible_by {
                ConditionRule::Lot => key.of(pathway as u64).happens(share),
                ConditionRule::Worth => f64::from(person.worth) > fixed.strata.worth_at(1.0 - share),
            }
    })
}

/// Stateless people get papers where access to these has been opened and reaches them.
fn can_get_papers(fixed: &Fixed, state: &State, person: &Person) -> bool {
    if !person.is_stateless() {
        return true;
    }
    let country = fixed.scenario.places[person.place as usize].country.index();
    papers::reaches(state.conditions.stateless_reached[country], person.key(fixed.root))
}

pub(super) fn situation<'s>(fixed: &Fixed, state: &'s State, person: &Person) -> &'s Situation {
    &state.situations[fixed.situation(group_of(person), person.place as usize)]
}

fn go(fixed: &Fixed, state: &mut State, person: &mut Person, way: usize, on_credit: bool) {
    let way: Way = situation(fixed, state, person).ways[way];
    person.leg = way.leg;
    person.manner = way.manner;
    person.set_on_credit(on_credit);
    if way.manner == Manner::Smuggled {
        person.fee = way.offered.map_or(0.0, |terms| terms.needs()) as f32;
        state.takers[way.leg as usize].push(*person);
    } else {
        journeys::travel_alone(fixed, state, person, 0.0);
    }
}

/// Buys forged papers, and leaves with them.
fn buy_forged_papers(fixed: &Fixed, state: &mut State, person: &mut Person, leg: u16) {
    let place = person.place as usize;
    let country = fixed.scenario.places[place].country.index();
    let price = state.conditions.forger_price_usd[country];
    person.money -= price;
    person.set_forged_papers(true);
    state.ledger.pay(Account::Migrants, Account::Forgers, price);
    state.recorder.at_place(Count::ForgedBought, place, 1.0);
    state.recorder.at_place(Count::PaidToForgers, place, price);
    let days = state.conditions.forger_days[country];
    go_with_forged_papers(fixed, state, person, leg, days);
}

fn go_with_forged_papers(fixed: &Fixed, state: &mut State, person: &mut Person, leg: u16, wait_days: f64) {
    person.leg = leg;
    person.manner = Manner::Forged;
    person.set_on_credit(false);
    journeys::travel_alone(fixed, state, person, wait_days);
}

/// Waits for money or better news: until a random look.
fn wait(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let look = occasion(fixed, person).purpose(Purpose::Review).exponential() * fixed.numbers.review_days;
    wait_days(fixed, state, person, look.ceil().min(365.0) as i32);
}

/// Waits a number of days, then decides again.
pub(super) fn wait_days(fixed: &Fixed, state: &mut State, person: &mut Person, days: i32) {
    let place = person.place as usize;
    let menu = situations::menu_laid_out(fixed, state, group_of(person), place);
    let can_go = state.menus[menu].cheapest_usd() <= person.money;
    person.stage = Stage::Waiting;
    person.since = state.today.0;
    person.set_stranded(!can_go);
    state.waiting[place] += 1;
    state.stranded[place] += i64::from(!can_go);
    state.events.push(state.today, days, *person);
}

/// Counts an arrival without regular status, at a destination or where somebody settles for work.
pub(super) fn arrive(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let place = person.place as usize;
    state.recorder.at_place(Count::ArrivalsIrregular, place, 1.0);
    who::arrives(&mut state.recorder, person);
    state.recorder.add(Count::DebtSum, person.debt());
    if person.was_smuggled() {
        state.recorder.add(Count::JourneysSmuggled, 1.0);
        state.recorder.add(Count::JourneyFeeSum, f64::from(person.fees));
        state.recorder.journey_fee(f64::from(person.fees));
    }
    returns::stay_abroad(fixed, state, person);
}

fn get_papers(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let country = fixed.scenario.places[person.place as usize].country.index();
    let (price, bribe) =
        (state.conditions.passport_price_usd[country], state.conditions.passport_bribe_usd[country]);
    let taken = state.desks.office_takes(country, bribe, occasion(fixed, person));
    let bribe = if taken { bribe.min(person.money - price) } else { 0.0 };
    person.money -= price + bribe;
    state.ledger.pay(Account::Migrants, Account::States, price);
    state.ledger.pay(Account::Migrants, Account::Officials, bribe);
    state.recorder.at_place(Count::BribesPaid, person.place as usize, bribe);
    person.stage = Stage::GettingPapers;
    let days = state.conditions.passport_days[country].round().max(1.0) as i32;
    state.events.push(state.today, days, *person);
}

fn apply(fixed: &Fixed, state: &mut State, person: &mut Person, application: usize) {
    let pathway = situation(fixed, state, person).applications[application].pathway as usize;
    let cost = fixed.numbers.application_cost_usd;
    person.money -= cost;
    state.ledger.pay(Account::Migrants, Account::States, cost);
    let key = occasion(fixed, person).purpose(Purpose::Review);
    let review =
        state.today.0 + (key.exponential() * fixed.numbers.queue_review_days).ceil().min(3650.0) as i32;
    state.recorder.on_pathway(Count::Applications, pathway, 1.0);
    state.queues.waiting[pathway].push(Applicant { person: *person, applied: state.today.0, review });
}

/// Ends a person's story in the run; what money is left goes where it came from.
pub(super) fn end(state: &mut State, person: &Person) {
    state.ledger.pay(Account::Migrants, Account::Outside, person.money);
    state.bookings.remove(person.id);
    state.tally.ended += 1;
}
