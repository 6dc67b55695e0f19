//! A journey on one leg: patrols, posts in order, loss of the vehicle, and harm to persons.
//!
//! What will happen is settled at departure, from the hazards in force on that day; each person then
//! stands in the event queue on the day on which it happens.

use super::decisions::{occasion, wait_days};
use super::events::{observed, report};
use super::fixed::Fixed;
use super::state::State;
use super::who;
use crate::agents::{Account, Manner, Person, Stage};
use crate::mechanisms::corruption::Answer;
use crate::mechanisms::interception::{carrier_refuses, post_at, post_stops};
use crate::mechanisms::{papers, travel_time};
use crate::outcomes::Count;
use crate::random::Key;

/// How a convoy's journey ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It gets through.
    Through,
    /// A patrol or a post stops it.
    Stopped,
    /// The vehicle or boat is lost with all aboard.
    Lost,
}

/// A convoy's fate: how its journey ends, after which part of the leg, and after what delay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fate {
    pub(super) end: End,
    pub(super) at: f64,
    pub(super) delay_days: f64,
    /// Hazards aboard as a multiple, above 0 and at most 1 where somebody takes care.
    pub(super) care: f64,
    /// After which part of the leg all aboard would die without rescue; above 1: they would not.
    pub(super) lost_unaided: f64,
    /// How long it takes, as a multiple of the leg's days, where that differs, and the convoy's key.
    pub(super) pace: Option<(f64, Key)>,
}

impl Fate {
    /// The first of a patrol and the loss of the vehicle, before any post. What a hazard does comes later by
    /// as much as care lowers it.
    pub(super) fn on_the_road(
        fixed: &Fixed,
        state: &State,
        leg: usize,
        patrol: f64,
        care: f64,
        key: Key,
    ) -> Self {
        let lost = state.hazards.vehicle_lost_at(leg, key) / care;
        let (end, at) = match (patrol < 1.0 && patrol <= lost, lost < 1.0) {
            (true, _) => (End::Stopped, patrol),
            (false, true) => (End::Lost, lost),
            (false, false) => (End::Through, 1.0),
        };
        let lost_unaided = state.hazards.vehicle_lost_unaided_at(leg, key) / care;
        let about = &fixed.scenario.legs[leg];
        let pace = travel_time::drawn_multiple(fixed.scenario, about, key).map(|multiple| (multiple, key));
        Self { end, at, delay_days: 0.0, care, lost_unaided, pace }
    }
}

/// One person sets out alone, with or without papers, after some days of waiting for these.
pub(super) fn travel_alone(fixed: &Fixed, state: &mut State, person: &mut Person, wait_days: f64) {
    let leg = person.leg as usize;
    let key = occasion(fixed, person).of(u64::from(person.leg));
    if !passes_carrier(fixed, state, person, key) {
        return be_refused(fixed, state, person);
    }
    let fare = fixed.scenario.legs[leg].fare_usd.unwrap_or(0.0).min(person.money);
    person.money -= fare;
    person.fee = 0.0;
    person.bribes = 0.0;
    state.ledger.pay(Account::Migrants, Account::Hubs, fare);
    person.set_abused(false);
    be_taxed(state, person, key);
    let patrol = state.patrols.meets_at(leg, person.manner, key);
    let mut fate = Fate::on_the_road(fixed, state, leg, patrol, 1.0, key);
    fate.delay_days = wait_days;
    pass_posts_alone(fixed, state, person, &mut fate, key);
    set_out(fixed, state, person);
    meet_fate(fixed, state, person, fate, key);
}

/// Whether a carrier takes somebody: it asks for papers where it is liable, and may see that they are
/// forged.
fn passes_carrier(fixed: &Fixed, state: &mut State, person: &mut Person, key: Key) -> bool {
    match person.manner {
        Manner::WithPapers | Manner::Smuggled => true,
        manner => {
            let asks = carrier_refuses(fixed.scenario, &state.conditions, person.leg as usize, key);
            !asks || manner == Manner::Forged && !is_found_out(fixed, state, person, CARRIER, key)
        }
    }
}

/// The number of a carrier's control, beside those of a leg's posts.
const CARRIER: u64 = u64::MAX;

/// A control looks at forged papers: who is found out loses them.
fn is_found_out(fixed: &Fixed, state: &mut State, person: &mut Person, control: u64, key: Key) -> bool {
    let leg = person.leg as usize;
    let country = fixed.scenario.legs[leg].enforced_by.index();
    let found = papers::is_found_out(state.conditions.forgery_detection[country], control, key);
    if found {
        person.set_forged_papers(false);
        state.recorder.on_leg(Count::ForgeriesFound, leg, 1.0);
    }
    found
}

/// A carrier refuses somebody, who tells of it as of being stopped, and decides again a period later.
fn be_refused(fixed: &Fixed, state: &mut State, person: &mut Person) {
    state.recorder.on_leg(Count::BoardingRefused, person.leg as usize, 1.0);
    person.set_abused(false);
    person.bribes = 0.0;
    report(fixed, state, person, true, false);
    wait_days(fixed, state, person, fixed.numbers.period_days);
}

/// Those who hold a leg take their tax; some who cannot pay all of it are made to carry goods.
fn be_taxed(state: &mut State, person: &mut Person, key: Key) {
    let leg = person.leg as usize;
    let asked = state.crime.tax(leg, person.manner);
    if asked <= 0.0 {
        return;
    }
    let paid = asked.min(person.money);
    person.money -= paid;
    person.bribes += paid as f32;
    state.ledger.pay(Account::Migrants, Account::Crime, paid);
    state.recorder.on_leg(Count::TaxPaid, leg, paid);
    if paid < asked && state.crime.makes_carry(key) {
        person.set_abused(true);
        state.recorder.add(Count::ForcedCarrying, 1.0);
    }
}

fn pass_posts_alone(fixed: &Fixed, state: &mut State, person: &mut Person, fate: &mut Fate, key: Key) {
    let leg = person.leg as usize;
    let posts = state.posts.count(leg);
    let forged = person.manner == Manner::Forged;
    let mut papers = forged || person.manner == Manner::WithPapers;
    for post in 0..posts {
        let at = post_at(post, posts);
        if at >= fate.at {
            return;
        }
        // Who is found out is treated like somebody without papers, here and at the posts that follow.
        papers = papers && !(forged && is_found_out(fixed, state, person, post as u64, key));
        let share = if papers { fixed.numbers.papers_demand } else { 1.0 };
        let asked = state.posts.demand_alone(leg, post, person.money, share, key);
        if asked > 0.0
            && asked <= person.money
            && state.posts.answer(leg, post, asked, 1.0, key) == Answer::Takes
        {
            person.money -= asked;
            person.bribes += asked as f32;
            let payer = if papers && !forged { Count::BribesWithPapers } else { Count::BribesAlone };
            state.recorder.add(payer, asked);
            pay_bribe(state, Account::Migrants, leg, asked);
        } else if papers {
            fate.delay_days += if asked > 0.0 { fixed.numbers.post_delay_days } else { 0.0 };
        } else if post_stops(fixed.scenario, &state.conditions, leg, post, key) {
            *fate = Fate { end: End::Stopped, at, ..*fate };
            return;
        }
    }
}

/// A bribe changes hands.
pub(super) fn pay_bribe(state: &mut State, payer: Account, leg: usize, usd: f64) {
    state.ledger.pay(payer, Account::Officials, usd);
    state.recorder.on_leg(Count::BribesPaid, leg, usd);
}

/// Counts somebody who sets out on a leg.
pub(super) fn set_out(fixed: &Fixed, state: &mut State, person: &mut Person) {
    let leg = person.leg as usize;
    let smuggled = person.manner == Manner::Smuggled;
    let how = if smuggled { Count::DeparturesSmuggled } else { Count::DeparturesAlone };
    state.recorder.on_leg(how, leg, 1.0);
    if person.manner == Manner::WithPapers {
        state.recorder.add(Count::DeparturesWithPapers, 1.0);
    } else {
        person.set_tried();
        who::sets_out(&mut state.recorder, person);
        if person.is_regular() {
            state.recorder.on_leg(Count::DeparturesSecondary, leg, 1.0);
            state.recorder.on_leg(Count::PassengersSecondary, leg, f64::from(u8::from(smuggled)));
        }
    }
    state.recorder.on_leg(Count::Flow, leg, 1.0);
    state.recorder.add(Count::RouteHazardSum, fixed.table_hazard[leg]);
    state.flow[leg] += 1.0;
    if observed(fixed, person, fixed.scenario.legs[leg].monitored_share.get(), 0) {
        state.recorder.on_leg(Count::FlowMonitored, leg, 1.0);
    }
    if !person.is_on_journey() {
        person.set_on_journey(true);
        state.recorder.at_place(Count::Attempts, person.place as usize, 1.0);
        if person.stops > 0 || person.attempts > 0 {
            state.recorder.add(Count::AttemptsRepeat, 1.0);
        }
    }
}

/// Puts a person into the calendar for the end of the leg, the convoy's or his or her own.
pub(super) fn meet_fate(fixed: &Fixed, state: &mut State, person: &mut Person, fate: Fate, key: Key) {
    let leg = person.leg as usize;
    let dies = state.hazards.dies_at(leg, person, key) / fate.care;
    let taken = state.crime.kidnapped_at(leg, person.manner, key);
    let until = dies.min(fate.at).min(taken);
    person.stage = match fate.end {
        _ if taken < dies.min(fate.at) => Stage::Kidnapped,
        _ if dies < fate.at => Stage::Dying,
        End::Through => Stage::Travelling,
        End::Stopped => Stage::Stopped,
        End::Lost => Stage::Dying,
    };
    suffer(state, person, until, fate.care, key);
    if person.stage != Stage::Dying {
        let unaided = state.hazards.dies_unaided_at(leg, person, key) / fate.care;
        let unaided = unaided.min(fate.lost_unaided);
        if unaided < until.min(1.0) {
            state.recorder.on_leg(Count::Rescues, leg, 1.0);
        }
    }
    let days = until * fixed.scenario.legs[leg].days;
    let days = match fate.pace {
        None => (days + fate.delay_days).ceil() as i32,
        Some((multiple, convoy)) => travel_time::whole_days(multiple * days + fate.delay_days, convoy),
    };
    state.on_the_way[leg] += 1;
    state.recorder.add(Count::WayDays, f64::from(days.max(1)));
    state.events.push(state.today, days, *person);
}

/// Abuse before the leg ends takes a share of what the person carries.
fn suffer(state: &mut State, person: &mut Person, until: f64, care: f64, key: Key) {
    let leg = person.leg as usize;
    let abused = state.hazards.abused_at(leg, person, key) / care < until.min(1.0);
    person.set_abused(abused || person.is_abused());
    if abused {
        let taken = person.money * state.hazards.abuse_takes();
        person.money -= taken;
        state.ledger.pay(Account::Migrants, Account::Robbers, taken);
        state.recorder.on_leg(Count::Abuses, leg, 1.0);
        who::is_abused(&mut state.recorder, person);
    }
}
